// Keeps what is typed, open and focused while cards come, change and go. Knows nothing of the network.

export const main = document.getElementById("screen");
const say = document.body.dataset;
const store = `typed ${say.home}`;

const isTick = (field) => field.type === "checkbox" || field.type === "radio";
const now = (field) => (isTick(field) ? String(field.checked) : field.value);
const named = (form, name) => [...form.elements].filter((each) => each.name === name && each.type !== "hidden");
const sends = (form) => JSON.stringify(form ? [form.dataset.action, form.dataset.on] : []);

function original(field) {
  if (isTick(field)) return String(field.defaultChecked);
  if (field instanceof HTMLSelectElement) return ([...field.options].find((each) => each.defaultSelected) ?? field.options[0]).value;
  return field instanceof HTMLInputElement ? field.defaultValue.replace(/[\r\n]/g, "") : field.defaultValue;
}

/** The form with this action and thing, under `root`. (`form.action` itself would be its hidden field.) */
export function findForm(root, action, on) {
  return [...root.querySelectorAll("form[data-action]")].find((form) => form.dataset.action === action && form.dataset.on === on);
}

export function make(tag, more, ...inside) {
  const made = Object.assign(document.createElement(tag), more);
  made.append(...inside);
  return made;
}

// A field's address outlives its card: what its form does, its name, and its place among fields of that name.
function address(field) {
  const place = isTick(field) ? field.value : named(field.form, field.name).indexOf(field);
  return JSON.stringify([field.form.dataset.action, field.form.dataset.on, field.name, place]);
}

function find(root, where) {
  const [action, on, name, place] = JSON.parse(where);
  const form = findForm(root, action, on);
  if (!form) return undefined;
  if (typeof place === "string") return named(form, name).find((each) => each.value === place);
  const lines = named(form, name)[0]?.closest("[data-many]");
  while (lines && named(form, name).length <= place) addLine(lines);
  return named(form, name)[place];
}

function addLine(lines) {
  const all = lines.querySelectorAll("input, textarea");
  const last = all[all.length - 1];
  const line = last.cloneNode(false);
  line.value = line.defaultValue = "";
  line.id = `${all[0].id}-${all.length + 1}`;
  line.setAttribute("aria-label", `${lines.dataset.many} ${all.length + 1}`);
  last.after(line);
  return line;
}

/** Adds what only a script can do: a button for one more line, and fields that grow with their text. */
export function enhance(root) {
  for (const lines of root.querySelectorAll("[data-many]")) {
    const about = make("span", { className: "about", textContent: `: ${lines.dataset.many}` });
    const more = make("button", { type: "button", className: "quiet" }, say.addLine, about);
    more.addEventListener("click", () => addLine(lines).focus());
    lines.append(more);
  }
  root.querySelectorAll("textarea").forEach(grow);
}

export function grow(area) {
  if (CSS.supports("field-sizing", "content")) return;
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight + 4}px`;
}

function drafts(root) {
  const kept = new Map();
  for (const field of root.querySelectorAll("form[data-action] :is(input:not([type=hidden]), textarea, select)")) {
    if (now(field) === original(field)) continue;
    const was = field.dataset.was ?? original(field);
    kept.set(address(field), { value: now(field), was, tick: isTick(field), seen: field.form.querySelector("[name=seen]").value });
  }
  for (const box of root.querySelectorAll("textarea[data-kept]")) kept.set(box.dataset.kept, { value: box.value });
  return kept;
}

// Among several lines of one name a text keeps to the line it began with, or gets one more: another's line is not its own.
function ownLine(field, draft) {
  const lines = field.closest("[data-many]");
  if (!lines || isTick(field) || draft.was === undefined || original(field) === draft.was) return field;
  const free = [...lines.querySelectorAll("input, textarea")].find((each) => original(each) === draft.was && now(each) === draft.was);
  return free ?? addLine(lines);
}

/** Puts drafts back where they belong; returns the typed texts that have no place any more. */
function restore(root, kept) {
  const left = new Map();
  for (const [where, draft] of kept) {
    const found = find(root, where);
    const field = found && ownLine(found, draft);
    if (!field) {
      if (!draft.tick && draft.value.trim()) left.set(where, draft);
    } else if (draft.tick) field.checked = draft.value === "true";
    else {
      const isNew = draft.was !== undefined && draft.was !== original(field) && draft.value !== original(field);
      if (isNew) showChange(field, draft);
      field.value = draft.value;
    }
  }
  return left;
}

// Somebody else changed the text that is being edited here. The old version goes along with it, so that the
// first press is answered in words instead of writing over the other's text.
function showChange(field, draft) {
  const seen = field.form.querySelector("[name=seen]");
  field.form.dataset.newest ??= seen.value;
  seen.value = draft.seen;
  field.dataset.was = draft.was;
  const text = make("bdi", { className: "said", textContent: original(field) });
  field.after(make("p", { className: "help" }, `${say.changed} `, text));
}

function keptNote(left) {
  const note = make("section", { className: "card kept" }, make("p", { textContent: say.kept }));
  for (const [where, draft] of left) {
    const box = make("textarea", { readOnly: true, value: draft.value, dir: "auto", rows: 3 });
    box.dataset.kept = where;
    box.setAttribute("aria-label", say.kept);
    note.append(box);
  }
  const close = make("button", { type: "button", className: "quiet", textContent: say.close });
  close.addEventListener("click", () => {
    note.remove();
    remember();
    main.focus();
  });
  note.append(close);
  return note;
}

/** Remembers what is typed over a reload. */
export function remember() {
  try {
    sessionStorage.setItem(store, JSON.stringify([...drafts(main)]));
  } catch {
    // Storage that is full or switched off costs only the memory of a reload.
  }
}

/** Puts back what was typed before a reload. */
export function recall() {
  try {
    const left = restore(main, new Map(JSON.parse(sessionStorage.getItem(store) ?? "[]")));
    if (left.size) main.prepend(keptNote(left));
  } catch {
    sessionStorage.removeItem(store);
  }
}

const cardNamed = (name) => [...main.children].find((card) => name && card.dataset.card === name);

// How much of something is in sight, from none (0) to all (1). What may lie under a bar or button that sticks is not.
function inSight(each) {
  const { top, bottom } = each.getBoundingClientRect();
  const { scrollPaddingTop, scrollPaddingBottom } = getComputedStyle(document.documentElement);
  const [high, low] = [parseFloat(scrollPaddingTop) || 0, innerHeight - (parseFloat(scrollPaddingBottom) || 0)];
  return Math.max(0, Math.min(bottom, low) - Math.max(top, high)) / (bottom - top || 1);
}

function markFocus() {
  const at = document.activeElement;
  if (!at || at === main || !main.contains(at)) return null;
  const fold = at.matches("summary") ? sends(at.parentElement.querySelector("form")) : null;
  return { at, fold, card: at.closest("[data-card]")?.dataset.card, where: at.form ? address(at) : null, from: at.selectionStart, to: at.selectionEnd };
}

const isOnScreen = ({ top, bottom }) => bottom > 0 && top < innerHeight;

/** Changes the page without taking what has the focus out of sight. Where somebody scrolled away they are left. */
export function keepSight(change) {
  const [was, seen] = [document.activeElement.getBoundingClientRect(), inSight(document.activeElement)];
  change();
  const at = document.activeElement;
  if (at === document.body || at === main || !isOnScreen(was)) return;
  const moved = at.getBoundingClientRect().top !== was.top;
  if (inSight(at) < seen || (moved && inSight(at) < 1)) at.scrollIntoView({ block: "nearest" });
}

function refocus(mark) {
  if (!mark || document.activeElement === mark.at) return;
  const field = mark.where && find(main, mark.where);
  const fold = mark.fold && [...main.querySelectorAll("summary")].find((each) => sends(each.parentElement.querySelector("form")) === mark.fold);
  const card = cardNamed(mark.card) ?? main;
  const target = mark.at.isConnected ? mark.at : field || fold || card.querySelector("h2") || main;
  if (target.matches("h2")) target.tabIndex = -1;
  target.focus({ preventScroll: mark.at.isConnected || Boolean(field || fold) });
  if (mark.from != null && "setSelectionRange" in target) target.setSelectionRange(mark.from, mark.to);
}

// Puts `card` where `old` was, with what is open and what was asked to be confirmed.
function takeOver(old, card) {
  const open = new Set([...old.querySelectorAll("details[open] form")].map(sends));
  const confirms = [...old.querySelectorAll("[data-confirm]")].map((input) => [input, input.form.dataset]);
  const whole = old.querySelector(":scope > details[open]");
  old.replaceWith(card);
  if (whole) card.querySelector(":scope > details")?.setAttribute("open", "");
  for (const form of card.querySelectorAll("details form")) if (open.has(sends(form))) form.closest("details").open = true;
  for (const [input, { action, on }] of confirms) findForm(card, action, on)?.append(input);
}

function mergeHeader(html) {
  const old = document.getElementById("head");
  const fresh = make("template", { innerHTML: html }).content.firstElementChild;
  if (!old || !fresh || old.isEqualNode(fresh)) return false;
  const isNext = old.querySelector("h1").textContent !== fresh.querySelector("h1").textContent;
  const hadFocus = old.contains(document.activeElement);
  old.replaceWith(fresh);
  if (hadFocus) focusHeading();
  document.title = fresh.dataset.title;
  return isNext;
}

function focusHeading() {
  const heading = document.querySelector("#head h1");
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

const isTyping = () => main.contains(document.activeElement) && document.activeElement.matches("textarea, input:not([type=radio], [type=checkbox])");

// A new phase begins at the top, with its heading, except for the one who is in the middle of a text.
function beginPhase(hadFocus) {
  const said = [...document.querySelectorAll("#head :is(h1, .until)")].map((each) => each.textContent);
  document.getElementById("live").textContent = said.join(", ");
  if (isTyping()) return;
  if (hadFocus) focusHeading();
  scrollTo(0, 0);
}

/** Brings the screen up to date: cards with the same name and hash are left alone. Says whether a new phase began. */
export function merge(header, cards) {
  const mark = markFocus();
  const hadFocus = main.contains(document.activeElement);
  const isNext = Boolean(header) && mergeHeader(header);
  if (cards == null) return isNext;
  const old = new Map([...main.querySelectorAll(":scope > [data-card]")].map((card) => [card.dataset.card, card]));
  const order = [...make("template", { innerHTML: cards }).content.children].map((card) => {
    const same = old.get(card.dataset.card);
    return same?.dataset.hash === card.dataset.hash ? same : document.importNode(card, true);
  });
  const kept = new Map();
  for (const card of old.values()) if (!order.includes(card)) for (const [where, draft] of drafts(card)) kept.set(where, draft);
  let last = null;
  for (const card of order) {
    const before = old.get(card.dataset.card);
    old.delete(card.dataset.card);
    if (before && before !== card) takeOver(before, card);
    let next = last ? last.nextElementSibling : main.firstElementChild;
    while (next && next !== card && !next.dataset.card) next = next.nextElementSibling;
    if (next !== card) main.insertBefore(card, next);
    if (before !== card) enhance(card);
    last = card;
  }
  old.forEach((gone) => gone.remove());
  const left = restore(main, kept);
  if (left.size) main.insertBefore(keptNote(left), cardNamed(mark?.card) ?? main.firstElementChild);
  refocus(mark);
  if (isNext) beginPhase(hadFocus);
  remember();
  return isNext;
}

// Sends forms without leaving the page, and listens for updates. Everything works without it, by ordinary forms.
import { clearFault, closePreview, openPreview, pass, showFault, tell } from "./notices.js";
import { fit } from "./room.js";
import { enhance, findForm, grow, keepSight, main, make, merge, recall, remember } from "./screen.js";

const say = document.body.dataset;
const waiting = `waiting ${say.home}`;
let queue = load();
let isSending = false;
let pause = 1000;
let held = null;

/* Sending */

function load() {
  try {
    return JSON.parse(sessionStorage.getItem(waiting) ?? "[]");
  } catch {
    return [];
  }
}

function keepQueue() {
  try {
    sessionStorage.setItem(waiting, JSON.stringify(queue));
  } catch {
    // Without storage a reload forgets what waits; what is typed still stands in the form.
  }
}

// `crypto.randomUUID` is missing where the page came without encryption, such as over a house's own network.
const freshKey = () => crypto.randomUUID?.() ?? [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join("");

const content = (form) => new URLSearchParams(new FormData(form)).toString();

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-action]")) return;
  event.preventDefault();
  const { action, on } = form.dataset;
  if (form.ariaBusy === "true" || queue.some((sent) => sent.action === action && sent.on === on)) return;
  form.querySelector("[name=key]").value = "";
  const typed = content(form);
  const body = new URLSearchParams(typed);
  body.set("key", freshKey());
  queue.push({ action, on, typed, url: form.getAttribute("action"), body: body.toString() });
  form.setAttribute("aria-busy", "true");
  tell("", "neutral");
  keepQueue();
  flush();
});

/** Sends what waits, one after the other; an unanswered one is sent again with the same key. */
async function flush() {
  if (isSending) return;
  isSending = true;
  while (queue.length) {
    const slow = setTimeout(() => tell(say.sending, "neutral"), 700);
    let answer;
    try {
      answer = await post(queue[0]);
      pause = 1000;
    } catch {
      tell(say.waiting, "warning");
      setTimeout(flush, pause);
      pause = Math.min(pause * 2, 10000);
      break;
    } finally {
      clearTimeout(slow);
    }
    const sent = queue.shift();
    keepQueue();
    keepSight(() => take(sent, answer));
  }
  isSending = false;
  if (!queue.length && held) show(held);
}

/** Posts once. Throws when nobody answered, or only a machine on the way or a server that asks to come again. */
async function post(sent) {
  const stop = new AbortController();
  const late = setTimeout(() => stop.abort(), 15000);
  try {
    const headers = { Accept: "application/json", "Content-Type": "application/x-www-form-urlencoded;charset=UTF-8" };
    const reply = await fetch(sent.url, { method: "POST", headers, body: sent.body, signal: stop.signal });
    if ([429, 502, 503, 504].includes(reply.status)) throw new Error("later");
    if (!reply.headers.get("Content-Type")?.includes("json")) return { text: say.notSent, refused: "unread" };
    return await reply.json();
  } finally {
    clearTimeout(late);
  }
}

function take(sent, answer) {
  const form = findForm(document, sent.action, sent.on);
  let field;
  if (form) {
    const isAsSent = content(form) === sent.typed;
    // A button that was just pressed waits for the screen that its press led to; another press would act on an old one.
    if (answer.refused || answer.card || form.querySelector(".field")) form.removeAttribute("aria-busy");
    else setTimeout(() => form.removeAttribute("aria-busy"), 600);
    clearFault(form);
    form.querySelectorAll("[data-confirm]").forEach((input) => input.remove());
    if (answer.refused) field = refuse(form, answer);
    else if (isAsSent) {
      form.reset();
      fold(form);
    }
  }
  if (!answer.refused && form?.closest("#preview")) closePreview([sent.action, sent.on]);
  tell(answer.text ?? "", answer.refused ? "stop" : "good", field);
  if (answer.screen != null) merge(null, answer.screen);
  if (answer.card) openPreview(answer.card, [sent.action, sent.on]);
  remember();
}

/** Closes the fold of a form that was sent; the focus goes to what opens it again. */
function fold(form) {
  const details = form.closest("details");
  if (!details) return;
  const hadFocus = details.contains(document.activeElement);
  details.open = false;
  if (hadFocus) details.querySelector("summary").focus();
}

function refuse(form, answer) {
  for (const [name, value] of Object.entries(answer.confirm ?? {})) {
    const input = make("input", { type: "hidden", name, value });
    input.dataset.confirm = "";
    form.append(input);
  }
  if (form.dataset.newest !== undefined) form.querySelector("[name=seen]").value = form.dataset.newest;
  delete form.dataset.newest;
  for (const each of form.querySelectorAll("[data-was]")) delete each.dataset.was;
  return showFault(form, answer.field, answer.text);
}

document.addEventListener("input", (event) => {
  // A changed text has not been confirmed.
  event.target.form?.querySelectorAll("[data-confirm]").forEach((input) => input.remove());
  if (event.target.matches("textarea")) grow(event.target);
  remember();
});

/* Listening */

let stream = null;
let isLost = false;
let heardAt = 0;

function lost(isNow) {
  const line = document.getElementById("connection");
  const tellThere = (text) => keepSight(() => (line.textContent = text));
  if (isNow) tellThere(say.connectionLost);
  else if (isLost) {
    tellThere(say.connectionBack);
    setTimeout(() => isLost || tellThere(""), 5000);
  }
  if (isLost && !isNow) flush();
  isLost = isNow;
}

// A card must not be changed under a finger: the press would go to nothing.
let isPressed = false;
addEventListener("pointerdown", () => (isPressed = true), true);
for (const over of ["pointerup", "pointercancel", "blur"]) {
  addEventListener(over, () => {
    isPressed = false;
    setTimeout(() => held && !queue.length && show(held));
  });
}

// Messages lie at the end of the page; a new one is said as it comes.
const newest = () => main.querySelector("[data-card=messages] li")?.textContent;

function show(data) {
  // While a sending is on its way its own answer comes first; the newest screen waits for it.
  held = queue.length || isPressed ? data : null;
  if (held) return;
  const before = newest();
  keepSight(() => merge(data.header, data.cards) && pass());
  if (newest() && newest() !== before) tell(newest(), "neutral");
  for (const form of main.querySelectorAll("form[aria-busy]")) form.removeAttribute("aria-busy");
  fit();
}

function listen() {
  if (stream || !say.events) return;
  stream = new EventSource(say.events);
  const mine = stream;
  mine.onopen = () => lost(false);
  mine.onerror = () => {
    if (mine !== stream) return;
    lost(true);
    if (mine.readyState !== EventSource.CLOSED) return;
    stream = null;
    setTimeout(listen, 3000);
  };
  mine.addEventListener("screen", (event) => show(JSON.parse(event.data)));
  mine.addEventListener("beat", () => (heardAt = Date.now()));
  mine.addEventListener("gone", () => location.replace(say.home));
}

function hangUp() {
  stream?.close();
  stream = null;
  heardAt = 0;
}

// A line that is dead without saying so: the server's beat stays away.
setInterval(() => {
  if (!heardAt || Date.now() - heardAt < 45000) return;
  hangUp();
  lost(true);
  listen();
}, 5000);

addEventListener("offline", () => lost(true));
addEventListener("online", () => (hangUp(), listen(), flush()));
// A browser opens few connections to one address: a tab that nobody looks at gives its own back.
document.addEventListener("visibilitychange", () => (document.hidden ? hangUp() : listen()));

enhance(document.body);
recall();
document.getElementById("faults")?.focus();
for (const { action, on } of queue) findForm(main, action, on)?.setAttribute("aria-busy", "true");
flush();
if (!document.hidden) listen();
fit();

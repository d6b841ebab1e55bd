// Tells what a press led to: a short notice, a card to read first, or what is wrong in which field.
import { enhance, findForm, keepSight, main, make } from "./screen.js";

const say = document.body.dataset;
// A sentence that is read at a glance goes by itself; a longer one stays until it is closed or a new phase begins.
const GLANCE_CHARS = 80;
const GLANCE_MS = 6000;
let going = 0;

/** Shows a sentence. With `target` it is a link to the field in question, which has the focus and says it too. */
export function tell(text, tone, target) {
  const alert = document.getElementById("alert");
  if (!alert) return;
  const region = alert.parentElement;
  clearTimeout(going);
  if (text.length <= GLANCE_CHARS && ["good", "neutral"].includes(tone)) going = setTimeout(pass, GLANCE_MS);
  region.dataset.tone = tone;
  const isAlarm = tone === "stop" && !target;
  if (!region.querySelector("button")) {
    const close = make("button", { type: "button", className: "close", textContent: say.close });
    close.addEventListener("click", () => (tell("", "neutral"), main.focus({ preventScroll: true })));
    region.append(close);
  }
  keepSight(() => {
    document.getElementById("notice").replaceChildren(isAlarm ? "" : target ? make("a", { href: `#${target.id}` }, text) : text);
    alert.replaceChildren(isAlarm ? text : "");
    // The page scrolls clear of it.
    document.documentElement.style.setProperty("--notice", `${region.offsetHeight}px`);
  });
}

/** Takes a sentence away that nobody has to act on, unless somebody is at it. */
export function pass() {
  const region = document.getElementById("notices");
  if (region && ["good", "neutral"].includes(region.dataset.tone) && !region.matches(":hover, :focus-within")) tell("", "neutral");
}

export function openPreview(html, from) {
  closePreview();
  const section = make("section", { id: "preview", innerHTML: html });
  const close = make("button", { type: "button", className: "close", textContent: say.close });
  close.addEventListener("click", () => closePreview(from));
  section.append(close);
  section.setAttribute("role", "dialog");
  const title = section.querySelector("h2");
  if (title) section.setAttribute("aria-labelledby", title.id);
  main.before(section);
  enhance(section);
  (title ?? section).tabIndex = -1;
  (title ?? section).focus();
}

export function closePreview(from) {
  document.getElementById("preview")?.remove();
  const back = from && findForm(main, ...from)?.querySelector("button[type=submit]");
  if (from) (back ?? main).focus();
}

export function clearFault(form) {
  form.querySelectorAll(".error").forEach((error) => error.remove());
  for (const field of form.querySelectorAll("[aria-invalid]")) {
    field.removeAttribute("aria-invalid");
    const rest = (field.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => !id.endsWith("-error"));
    field.setAttribute("aria-describedby", rest.join(" "));
  }
}

export function showFault(form, name, text) {
  const field = name && [...form.elements].find((each) => each.name === name && each.type !== "hidden");
  if (!field) return undefined;
  const error = make("p", { className: "error", id: `${field.id}-error`, textContent: text });
  const box = field.closest(".field");
  (box.querySelector(":scope > .help") ?? box.querySelector("label, legend")).after(error);
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") ?? ""} ${error.id}`.trim());
  const fold = form.closest("details");
  if (fold) fold.open = true;
  field.focus();
  return field;
}

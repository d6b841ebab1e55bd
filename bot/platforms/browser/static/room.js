// The room's screen: letters as large as it allows. What is too much for letters that are read from ten metres comes
// page by page. The pages turn by themselves until a key or the mouse is pressed; from then on each press turns one.
import { main, make } from "./screen.js";

const say = document.body.dataset;
const isRoom = document.body.classList.contains("room");
const isLarge = matchMedia("(min-width: 48rem)");
const STEPS = 5;
// Time to read a full page aloud.
const PAGE_MS = 20000;
let page = 0;
let pages = 1;
let turning = 0;
let isHeld = false;

/** Makes the room's letters as large as the screen allows. */
export function fit() {
  if (!isRoom) return;
  document.getElementById("pages")?.remove();
  delete document.body.dataset.fit;
  main.scrollLeft = 0;
  pages = 1;
  const isTooMuch = () => document.documentElement.scrollHeight > innerHeight;
  for (let step = 0; isLarge.matches && step < STEPS; step++) {
    document.body.dataset.fit = step;
    if (!isTooMuch()) break;
  }
  if (isLarge.matches && isTooMuch()) {
    document.body.dataset.fit = "pages";
    main.after(make("p", { id: "pages", textContent: say.turning }));
    pages = Math.ceil((main.scrollWidth - 1) / main.clientWidth);
  } else isHeld = false;
  show(Math.min(page, pages - 1));
}

function show(number) {
  page = number;
  clearTimeout(turning);
  if (pages === 1) return;
  main.scrollLeft = page * main.clientWidth;
  const text = isHeld ? say.held : say.turning;
  document.getElementById("pages").textContent = text.replace("{page}", page + 1).replace("{pages}", pages);
  if (!isHeld) turning = setTimeout(next, PAGE_MS);
}

const next = () => show((page + 1) % pages);

function press(event) {
  if (pages === 1 || event.ctrlKey || event.altKey || event.metaKey || /^F\d/.test(event.key ?? "")) return;
  if (isHeld) next();
  else {
    isHeld = true;
    show(page);
  }
}

if (isRoom) {
  addEventListener("resize", fit);
  addEventListener("keydown", press);
  addEventListener("click", press);
}

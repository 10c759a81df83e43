import { marks } from "./marks.js";

let laid = 0;

/** Lays a toolbar before the textarea, and a line below in which is said what happened; returns it. */
export function layTools(field, template) {
  const copy = template.content.cloneNode(true);
  const bar = copy.querySelector("[role=toolbar]");
  const said = copy.querySelector("[role=status]");
  field.id ||= `prose-${(laid += 1)}`;
  bar.setAttribute("aria-controls", field.id);
  const label = field.labels?.[0]?.textContent.trim();
  if (label) bar.setAttribute("aria-label", `${bar.getAttribute("aria-label")}: ${label}`);
  field.before(bar);
  field.after(said);
  bar.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-mark]");
    if (button) marks[button.dataset.mark](field);
  });
  walkWithArrows(bar);
  field.addEventListener("keydown", (event) => byKey(event, field));
  return said;
}

/** One stop of the tab key for the bar; arrows walk within it, as its direction has them. */
function walkWithArrows(bar) {
  const buttons = [...bar.querySelectorAll("button")];
  const stopAt = (place) => buttons.forEach((one, other) => (one.tabIndex = place === other ? 0 : -1));
  stopAt(0);
  bar.addEventListener("keydown", (event) => {
    const onward = getComputedStyle(bar).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const back = onward === "ArrowLeft" ? "ArrowRight" : "ArrowLeft";
    const here = buttons.indexOf(event.target);
    const there = { [onward]: here + 1, [back]: here - 1, Home: 0, End: -1 }[event.key];
    if (here < 0 || there === undefined) return;
    event.preventDefault();
    const place = (there + buttons.length) % buttons.length;
    stopAt(place);
    buttons[place].focus();
  });
}

// By the place of the key, so that they are the same on a Persian keyboard
const KEYS = { KeyB: "bold", KeyK: "link", "Shift+Digit8": "list", "Shift+Digit2": "heading" };

function byKey(event, field) {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing) return;
  const latin = /^[a-z]$/i.test(event.key) ? `Key${event.key.toUpperCase()}` : event.code;
  const mark = KEYS[`${event.shiftKey ? "Shift+" : ""}${latin}`];
  if (!mark) return;
  event.preventDefault();
  marks[mark](field);
}

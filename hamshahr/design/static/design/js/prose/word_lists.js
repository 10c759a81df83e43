import { styleOf } from "./styles.js";

const LEVEL = /mso-list:[^;]*\blevel(\d)/i;
// 1. a) iv. and the digits of Persian and Arabic; everything else is a bullet
const NUMBERED = /^[\s(]*(?:[\d۰-۹٠-٩]+|[a-z]|[ivxlc]+|[آ-ی])[.)\-]/i;

/** Word writes lists as paragraphs with a painted bullet: they become lists again. */
export function restoreWordLists(root) {
  for (const first of root.querySelectorAll("p, h1, h2, h3, h4, h5, h6")) {
    if (levelOf(first) && !levelOf(first.previousElementSibling)) gather(first);
  }
}

function levelOf(element) {
  const found = element ? LEVEL.exec(styleOf(element)) : null;
  return found ? Number(found[1]) : 0;
}

function gather(first) {
  const run = [];
  for (let next = first; levelOf(next); next = next.nextElementSibling) run.push(next);
  const document = first.ownerDocument;
  const open = []; // the lists that are being filled, the outermost first
  const outermost = [];
  for (const paragraph of run) {
    const level = levelOf(paragraph);
    const kind = isNumbered(paragraph) ? "ol" : "ul";
    while (open.length && open.at(-1).level > level) open.pop();
    if (!open.length || open.at(-1).level < level || (open.length === 1 && open[0].kind !== kind)) {
      if (open.at(-1)?.level === level) open.pop();
      const list = document.createElement(kind);
      const host = open.at(-1)?.list.lastElementChild;
      if (host) host.append(list);
      else outermost.push(list);
      open.push({ level, kind, list });
    }
    const item = document.createElement("li");
    for (const painted of [...paragraph.querySelectorAll("span")]) {
      if (/mso-list:\s*ignore/i.test(styleOf(painted))) painted.remove();
    }
    item.append(...paragraph.childNodes);
    open.at(-1).list.append(item);
  }
  first.before(...outermost);
  for (const paragraph of run) paragraph.remove();
}

function isNumbered(paragraph) {
  const painted = [...paragraph.querySelectorAll("span")].find((one) => /mso-list:\s*ignore/i.test(styleOf(one)));
  return NUMBERED.test(painted?.textContent ?? "");
}

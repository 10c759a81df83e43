import { styleOf } from "./styles.js";
import { restoreWordLists } from "./word_lists.js";

// What runs, what is fetched, what belongs to a page and not to its words, what was struck out
const NEVER =
  "script, style, meta, link, title, template, noscript, iframe, frame, object, embed, svg, math, canvas, audio," +
  " video, input, select, textarea, button, del, s, strike, .MsoCommentReference, [hidden]";
const HIDDEN = /display:\s*none|mso-hide:\s*all|visibility:\s*hidden|mso-element:\s*comment/i;
const BOLD = /font-weight:\s*(bold|[6-9]00)/i;
const NOT_BOLD = /font-weight:\s*(normal|[1-5]00)/i;
const ITALIC = /font-style:\s*italic/i;

/**
 * Parses HTML into a document that loads nothing and runs nothing, and takes out all that is not
 * words. Returns its body, and how many pictures there were; counting pixels are none.
 */
export function cleaned(html) {
  const body = new DOMParser().parseFromString(quieted(html), "text/html").body;
  const pictures = [...body.querySelectorAll("img")].filter((one) => !isPixel(one)).length;
  for (const one of body.querySelectorAll("img, picture")) one.remove();
  for (const one of [...body.querySelectorAll("[data-style]")]) if (HIDDEN.test(styleOf(one))) one.remove();
  for (const one of body.querySelectorAll(NEVER)) one.remove();
  restoreWordLists(body);
  for (const one of body.querySelectorAll("p.MsoTitle")) rename(one, "h2");
  for (const one of [...body.querySelectorAll("b, strong, span, font")]) sayWhatItLooksLike(one);
  cleanLetters(body);
  return { body, pictures };
}

/**
 * Styles and deeds in the text of tags go by other names: the policy of the page forbids them in any
 * document, and would complain of each. What is missed here is forbidden all the same.
 */
const quieted = (html) =>
  html
    .replace(/<style\b[\s\S]*?<\/style\s*>/gi, "")
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/(\s|["'])(style|on[a-z]+)(\s*=)/gi, "$1data-$2$3"));

function isPixel(image) {
  const [width, height] = ["width", "height"].map((side) => parseFloat(image.getAttribute(side) ?? "99"));
  return width <= 2 || height <= 2;
}

/** Google Docs says bold by a style, and wraps all of it in a bold that is none. */
function sayWhatItLooksLike(element) {
  const style = styleOf(element);
  if (/^(B|STRONG)$/.test(element.tagName)) {
    if (NOT_BOLD.test(style)) element.replaceWith(...element.childNodes);
    return;
  }
  if (!element.textContent.trim() || element.closest("h1, h2, h3, h4, h5, h6")) return;
  if (BOLD.test(style) && !element.closest("b, strong")) wrapWithin(element, "strong");
  if (ITALIC.test(style) && !element.closest("i, em")) wrapWithin(element, "em");
}

function wrapWithin(element, tag) {
  const mark = element.ownerDocument.createElement(tag);
  mark.append(...element.childNodes);
  element.append(mark);
}

function rename(element, tag) {
  const other = element.ownerDocument.createElement(tag);
  other.append(...element.childNodes);
  element.replaceWith(other);
}

/** No-break spaces become spaces; half-spaces and marks of direction stay, for they are spelling. */
function cleanLetters(body) {
  const walker = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_COMMENT);
  const comments = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.nodeType === Node.COMMENT_NODE) comments.push(node);
    else node.data = node.data.replace(/\u00a0/g, " ").replace(/[\u00ad\u200b\ufeff]/g, "");
  }
  for (const comment of comments) comment.remove();
}

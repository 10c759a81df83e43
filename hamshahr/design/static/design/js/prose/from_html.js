import TurndownService from "turndown";

import { cleaned } from "./cleaning.js";

const STRUCTURE = "h1, h2, h3, h4, h5, h6, ul, ol, table, a[href], b, strong, i, em, blockquote, pre, code, br";
const BLOCK = "p, div, li, tr";
const WEB = /^(https?:\/\/|mailto:)/i;
// Where Google's documents lead instead of where they say
const DETOUR = /^https:\/\/www\.google\.com\/url\?(?:.*&)?q=([^&]+)/i;

/**
 * Returns HTML as Markdown: `text`; `isPlain`, whether it had nothing but words of one paragraph;
 * `pictures`, how many were left out.
 */
export function toMarkdown(html) {
  const { body, pictures } = cleaned(html);
  const blocks = [...body.querySelectorAll(BLOCK)].filter((one) => one.textContent.trim() && !one.querySelector(BLOCK));
  const isPlain = !body.querySelector(STRUCTURE) && blocks.length < 2;
  return { text: service.turndown(body).trim(), isPlain, pictures };
}

const service = new TurndownService({
  headingStyle: "atx",
  bulletListMarker: "-",
  emDelimiter: "*",
  strongDelimiter: "**",
  hr: "---",
  codeBlockStyle: "fenced",
});

// The page has its first heading, and parts of a text have theirs below it
service.addRule("heading", {
  filter: ["h1", "h2", "h3", "h4", "h5", "h6"],
  replacement: (content, node) => {
    const words = content.replace(/\s+/g, " ").replace(/\*\*/g, "").trim();
    return words ? `\n\n${/[12]/.test(node.tagName) ? "##" : "###"} ${words}\n\n` : "";
  },
});

service.addRule("item", {
  filter: "li",
  replacement: (content, node) => {
    const words = content.replace(/^\s+/, "").replace(/\s+$/, "");
    if (!words) return "";
    const mark = node.parentNode.tagName === "OL" ? `${numberOf(node)}. ` : "- ";
    return `${mark}${words.replace(/\n/g, `\n${" ".repeat(mark.length)}`)}\n`;
  },
});

function numberOf(item) {
  const start = parseInt(item.parentNode.getAttribute("start") ?? "1", 10) || 1;
  return start + [...item.parentNode.children].filter((one) => one.tagName === "LI").indexOf(item);
}

service.addRule("link", {
  filter: (node) => node.tagName === "A" && node.hasAttribute("href"),
  replacement: (content, node) => {
    const address = addressOf(node.getAttribute("href").trim());
    const words = content.replace(/\s+/g, " ").trim();
    return WEB.test(address) && words ? `[${words}](${address})` : content;
  },
});

function addressOf(href) {
  const detour = DETOUR.exec(href);
  let address = href;
  try {
    if (detour) address = decodeURIComponent(detour[1]);
  } catch {
    // Not readable: where it leads as it stands
  }
  return address.replace(/[\s<>()\\]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`);
}

// A table becomes a list: a line a row, each value after the heading of its column
service.addRule("table", {
  filter: (node) => node.tagName === "TABLE" && !node.parentNode.closest("table"),
  replacement: (_content, node) => {
    const rows = [...node.querySelectorAll("tr")].map(cellsOf).filter((cells) => cells.some(Boolean));
    if (rows.every((cells) => cells.length < 2)) return `\n\n${rows.map(([cell]) => cell).join("\n\n")}\n\n`;
    const headings = node.querySelector("th") ? rows.shift() : [];
    return `\n\n${rows.map((cells) => `- ${lineOf(cells, headings)}`).join("\n")}\n\n`;
  },
});

const cellsOf = (row) =>
  [...row.children].map((cell) => service.turndown(cell.cloneNode(true)).replace(/^[-#>\s]+/gm, "").replace(/\s+/g, " ").trim());

const lineOf = (cells, headings) =>
  cells
    .map((cell, place) => (headings[place] && cell ? `${headings[place]}: ${cell}` : cell))
    .filter(Boolean)
    .join(" | ");

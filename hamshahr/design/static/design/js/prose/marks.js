import { replace } from "./typing.js";

/** What the tools do with what is selected; done twice, it is taken back. */
export const marks = { bold, link, list: (field) => eachLine(field, "- "), heading: (field) => eachLine(field, "## ") };

function bold(field) {
  const { value } = field;
  // A mark stands at the word, never at the space beside it
  const chosen = value.slice(field.selectionStart, field.selectionEnd);
  const start = field.selectionStart + (chosen.length - chosen.trimStart().length) * (chosen.trim() ? 1 : 0);
  const words = chosen.trim();
  const end = start + words.length;
  if (value.slice(start - 2, start) === "**" && value.slice(end, end + 2) === "**") {
    replace(field, start - 2, end + 2, words);
    field.setSelectionRange(start - 2, end - 2);
  } else {
    replace(field, start, end, `**${words}**`);
    field.setSelectionRange(start + 2, end + 2);
  }
}

function link(field) {
  const { selectionStart: start, selectionEnd: end } = field;
  const words = field.value.slice(start, end).trim();
  const isAddress = /^(https?:\/\/|mailto:)\S+$/i.test(words);
  const address = isAddress ? words : "https://";
  replace(field, start, end, `[${isAddress ? "" : words}](${address})`);
  // Where something is still to be written
  if (isAddress || !words) field.setSelectionRange(start + 1, start + 1);
  else field.setSelectionRange(start + words.length + 3, start + words.length + 3 + address.length);
}

function eachLine(field, mark) {
  const { value, selectionStart, selectionEnd } = field;
  const start = value.lastIndexOf("\n", selectionStart - 1) + 1;
  const found = value.indexOf("\n", selectionEnd);
  const end = found < 0 ? value.length : found;
  const lines = value.slice(start, end).split("\n");
  const isMarked = lines.every((line) => line.startsWith(mark));
  const text = lines.map((line) => (isMarked ? line.slice(mark.length) : line.startsWith(mark) ? line : mark + line)).join("\n");
  replace(field, start, end, text);
  field.setSelectionRange(lines.length > 1 ? start : start + text.length, start + text.length);
}

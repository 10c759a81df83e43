import { toMarkdown } from "./from_html.js";
import { type } from "./typing.js";

/**
 * What is pasted with formatting becomes Markdown, or is left to the browser where it has none.
 * `said` is the line in which it is told what became of it.
 */
export function pasteAsMarkdown(field, said) {
  field.addEventListener("paste", (event) => {
    const html = event.clipboardData?.getData("text/html");
    said.textContent = "";
    if (!html) return;
    const { text, isPlain, pictures } = toMarkdown(html);
    if (isPlain && !pictures) return;
    event.preventDefault();
    type(field, text);
    said.textContent = pictures ? withCount(said.dataset.pictures, pictures) : said.dataset.simplified;
  });
}

const withCount = (sentence, count) =>
  sentence.replace("{count}", new Intl.NumberFormat(document.documentElement.lang).format(count));

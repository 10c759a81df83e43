// Loaded where prose is written, and nowhere else: a page includes design/pieces/prose_tools.html once
// and marks its textareas data-markdown. Without this file they are plain fields.
import { pasteAsMarkdown } from "./prose/paste.js";
import { layTools } from "./prose/tools.js";

/** Returns the nearest tools above a field: a page in two languages has two. */
function toolsFor(field) {
  for (let around = field.parentElement; around; around = around.parentElement) {
    const found = around.querySelector("template[data-prose-tools]");
    if (found) return found;
  }
  return null;
}

/** Gives a textarea its tools once, wherever it came from. */
function attend(field) {
  const template = toolsFor(field);
  if (!template || field.dataset.markdown === "attended") return;
  field.dataset.markdown = "attended";
  const said = layTools(field, template);
  pasteAsMarkdown(field, said);
}

const attendAll = () => document.querySelectorAll("textarea[data-markdown]").forEach(attend);
attendAll();
// Fields that come later with a fragment of a page
document.addEventListener("htmx:afterSettle", attendAll);
document.addEventListener("fields-appeared", attendAll); // see groups.js

const typing = "input:not([type=checkbox]), textarea, select, [contenteditable]";

/** `/` puts the cursor into the page's search field, unless somebody is typing. */
export function focusSearch() {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest?.(typing)) return;
    const field = document.querySelector("main [data-search]") ?? document.querySelector("[data-search]");
    if (!field) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
}

/** Enter sends the large field, as people expect of a search; Shift+Enter starts a line. */
export function sendOnEnter() {
  document.addEventListener("keydown", (event) => {
    // While an input method composes, Enter chooses a word
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    if (!event.target.matches?.("textarea[data-search]")) return;
    event.preventDefault();
    event.target.form.requestSubmit();
  });
}

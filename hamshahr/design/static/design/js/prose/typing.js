/**
 * Puts text in the place of what is selected, as if it were typed: it can be undone, and whoever
 * listens for input hears of it. setRangeText would empty the list of what can be undone.
 */
export function type(field, text) {
  const { selectionStart, selectionEnd } = field;
  field.focus();
  // A cursor that moved ends what was typed before, so that it is not taken back together with this
  field.setSelectionRange(0, 0);
  field.setSelectionRange(selectionStart, selectionEnd);
  const done = text === "" ? document.execCommand("delete") : document.execCommand("insertText", false, text);
  if (done) return;
  field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText", data: text }));
}

/** Selects from one place to another, and puts text there. */
export function replace(field, start, end, text) {
  field.setSelectionRange(start, end);
  type(field, text);
}

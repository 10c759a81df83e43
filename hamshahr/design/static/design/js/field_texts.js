/** What stands in a field of a form, and how it is changed under the hands of who types in it. */

const inputs = (form, path) => [...form.elements].filter((one) => one.name === path);
const isTicked = (one) => one.type === "checkbox" || one.type === "radio";

/** The texts that a field would send: none where nothing is said. */
export function textsOf(form, path) {
  return inputs(form, path)
    .filter((one) => !isTicked(one) || one.checked)
    .map((one) => one.value)
    .filter((text) => text.trim() !== "");
}

export const alike = (one, other) => one.length === other.length && one.every((text, place) => text.trim() === other[place].trim());

/** Puts texts into a field. A caret in it stays between the letters where it stands. */
export function putTexts(form, path, texts) {
  for (const one of inputs(form, path)) {
    if (isTicked(one)) one.checked = texts.includes(one.value) || (one.value === "" && !texts.length);
    else if (one.tagName === "SELECT") one.value = texts[0] ?? "";
    else replaceChanged(one, texts[0] ?? "");
  }
}

function replaceChanged(input, text) {
  const { start, end, middle } = change(input.value, text);
  if (input.value === text) return;
  try {
    input.setRangeText(middle, start, end, "preserve");
  } catch {
    input.value = text; // not every kind of input has a range
  }
}

/** Where two texts differ: `middle` stands in the second for what the first has from `start` to `end`. */
function change(from, to) {
  let start = 0;
  while (start < from.length && start < to.length && from[start] === to[start]) start += 1;
  let end = from.length;
  let last = to.length;
  while (end > start && last > start && from[end - 1] === to[last - 1]) {
    end -= 1;
    last -= 1;
  }
  return { start, end, middle: to.slice(start, last) };
}

/**
 * The text `now` with the change that led from `sent` to `stands`, if both changed different places;
 * else nothing.
 */
export function withChange(now, sent, stands) {
  const typed = change(sent, now);
  const other = change(sent, stands);
  if (other.end < typed.start) {
    return now.slice(0, other.start) + other.middle + now.slice(other.end);
  }
  if (other.start > typed.end) {
    const moved = now.length - sent.length;
    return now.slice(0, other.start + moved) + other.middle + now.slice(other.end + moved);
  }
  return undefined;
}

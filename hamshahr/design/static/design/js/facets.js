/** Facets that the reader opened or closed stay so when the list is replaced. */
export function keepFacetsOpen() {
  const states = new Map();
  document.addEventListener("htmx:beforeSwap", () => {
    for (const part of document.querySelectorAll("#results details[id]")) states.set(part.id, part.open);
  });
  document.addEventListener("htmx:afterSwap", () => {
    for (const [id, open] of states) {
      const part = document.getElementById(id);
      if (part) part.open = open;
    }
  });
}

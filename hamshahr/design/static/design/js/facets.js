/** When the list is replaced, facets stay open or closed, and the cursor stays on its choice. */
export function keepFacets() {
  const states = new Map();
  let chosen;
  document.addEventListener("htmx:beforeSwap", () => {
    for (const part of document.querySelectorAll("#results details[id]")) states.set(part.id, part.open);
    const { name, value } = document.activeElement;
    chosen = name && document.activeElement.type === "checkbox" ? { name, value } : undefined;
  });
  document.addEventListener("htmx:afterSwap", () => {
    for (const [id, open] of states) {
      const part = document.getElementById(id);
      if (part) part.open = open;
    }
    if (!chosen) return;
    const { name, value } = chosen;
    document.querySelector(`#results input[name="${CSS.escape(name)}"][value="${CSS.escape(value)}"]`)?.focus();
  });
}

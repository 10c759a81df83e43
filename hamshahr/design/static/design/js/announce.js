/** Says the new count to those who cannot see it: a region that is replaced is not read out. */
export function announceResults() {
  document.addEventListener("htmx:afterSettle", () => {
    const count = document.getElementById("count");
    const live = document.getElementById("live");
    if (count && live) live.textContent = count.textContent;
  });
}

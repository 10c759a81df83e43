/** Shows the copy buttons, which are of no use without scripts. */
export function copyOnRequest() {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll("button[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).innerText.trim());
      button.querySelector("[role=status]").textContent = button.dataset.done;
    });
  }
}

import { BEGINS } from "./kept_under.js";

/** Who signs out leaves nothing behind on a device that others may use. */
export function forgetOnSignOut() {
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form[data-signs-out]")) return;
    try {
      for (const key of Object.keys(localStorage)) if (key.startsWith(BEGINS)) localStorage.removeItem(key);
    } catch {
      // Nothing was kept
    }
  });
}

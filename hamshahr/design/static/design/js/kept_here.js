/** What was typed and not yet kept by the server, on this device, for this person alone. */

import { BEGINS } from "./kept_under.js";

export class KeptHere {
  constructor(form) {
    this.begins = `${BEGINS}${form.dataset.person}:${form.dataset.manuscript}:`;
  }

  put(path, kept) {
    try {
      localStorage.setItem(this.begins + path, JSON.stringify(kept));
    } catch {
      // Storage is full or forbidden: the page still sends what is typed
    }
  }

  get(path) {
    try {
      return JSON.parse(localStorage.getItem(this.begins + path) ?? "null");
    } catch {
      return null;
    }
  }

  drop(path) {
    try {
      localStorage.removeItem(this.begins + path);
    } catch {
      // Nothing was kept
    }
  }
}

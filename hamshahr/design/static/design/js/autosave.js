/**
 * A form marked data-autosave keeps itself: what is typed is sent when typing pauses, when the field
 * is left and when the page is; what cannot be sent stays on this device until it can. Others who
 * write the same are heard of every few seconds, and what they change appears in place.
 */
import { alike, putTexts, textsOf, withChange } from "./field_texts.js";
import { refreshGroups } from "./groups.js";
import { KeptHere } from "./kept_here.js";

const PAUSE = 1500; // of typing, in milliseconds: the end of a thought
const BEAT = 15000; // presence is forgotten after a minute
const FIRST_RETRY = 2000;
const SHORTLY = 200; // what is being sent is answered by then, or soon
const LAST_RETRY = 60000;

export function autosave() {
  const form = document.querySelector("form[data-autosave]");
  if (form) new Desk(form).open();
}

class Desk {
  constructor(form) {
    this.form = form;
    this.kept = new KeptHere(form);
    this.status = form.querySelector("[data-save-status]");
    this.stands = new Map(); // path → the texts that the server has
    this.shown = new Map(); // path of a dispute → the version that it shows
    this.madeOf = new Map(); // path of a dispute → the version that her text is a change of
    this.settled = new Set(); // disputes that she has just decided
    this.sending = false;
    this.retry = FIRST_RETRY;
    this.isLeaving = false;
  }

  open() {
    for (const path of this.paths()) this.stands.set(path, textsOf(this.form, path));
    this.keepDisputes();
    this.takeBack();
    this.form.addEventListener("input", (event) => this.typed(event));
    this.form.addEventListener("change", (event) => this.typed(event, 0));
    this.form.addEventListener("focusout", () => this.soon(0));
    this.form.addEventListener("click", (event) => this.settle(event));
    this.form.addEventListener("submit", () => this.submitted());
    addEventListener("pagehide", () => this.leave());
    document.addEventListener("visibilitychange", () => (document.hidden ? this.leave() : this.comeBack()));
    addEventListener("online", () => this.soon(0));
    setInterval(() => this.beat(), BEAT);
  }

  // The fields

  paths() {
    return [...this.form.querySelectorAll("[data-path]")].map((one) => one.dataset.path);
  }

  field(path) {
    return this.form.querySelector(`[data-path="${CSS.escape(path)}"]`);
  }

  versionInput(path) {
    return this.form.elements[`v:${path}`];
  }

  isDisputed(path) {
    return Boolean(this.field(path)?.querySelector("[data-dispute]"));
  }

  isChanged(path) {
    return !alike(textsOf(this.form, path), this.stands.get(path) ?? []);
  }

  changed() {
    return this.paths().filter((path) => this.isChanged(path));
  }

  typed(event, pause = PAUSE) {
    const path = event.target.closest("[data-path]")?.dataset.path;
    if (!path) return;
    if (event.target.closest("[data-dispute]")) {
      this.decide(path);
      return;
    }
    if (this.isChanged(path)) this.keep(path);
    else this.kept.drop(path);
    this.soon(pause);
  }

  keep(path) {
    this.kept.put(path, { texts: textsOf(this.form, path), version: this.seen(path) });
  }

  /**
   * Until she decides, her text stays a change of the version before the dispute: a page that is left
   * shows it again when she comes back, and never writes over what somebody else wrote.
   */
  keepDisputes() {
    for (const path of this.paths().filter((one) => this.isDisputed(one))) {
      const input = this.versionInput(path);
      const before = this.kept.get(path)?.version ?? "0"; // 0: whatever stands there is newer
      this.dispute(path, input.value, before);
      input.value = before;
      this.keep(path);
    }
    this.toldAbove = [...this.shown.keys()]; // in the summary of the page, where "go on" decides
  }

  /** What is sent from now on is based on what the dispute shows. */
  decide(path) {
    if (this.shown.has(path)) this.versionInput(path).value = this.shown.get(path);
  }

  seen(path) {
    return this.madeOf.get(path) ?? this.versionInput(path).value;
  }

  /** What an earlier page could not send comes back, as a change of the version that it was made of. */
  takeBack() {
    const found = [];
    for (const path of this.paths()) {
      const kept = this.kept.get(path);
      if (!kept || this.isDisputed(path)) continue;
      const isSent = kept.posted && Number(this.versionInput(path).value) > Number(kept.version);
      if (isSent || alike(kept.texts, this.stands.get(path))) {
        this.kept.drop(path);
        continue;
      }
      putTexts(this.form, path, kept.texts);
      this.versionInput(path).value = kept.version;
      found.push(this.field(path).querySelector("legend, label")?.firstChild.textContent.trim());
    }
    if (!found.length) return;
    this.say("found", found.join("، "));
    this.soon(0);
  }

  submitted() {
    this.isLeaving = true; // the whole page is sent
    for (const path of new Set([...this.changed(), ...this.toldAbove])) {
      this.kept.put(path, { texts: textsOf(this.form, path), version: this.seen(path), posted: true });
    }
    this.toldAbove.forEach((path) => this.decide(path));
  }

  // Sending

  soon(pause) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), pause);
  }

  leave() {
    if (this.isLeaving) return;
    const paths = this.toSend();
    if (paths.length) this.post(this.form.dataset.save, this.told(paths), { keepalive: true }).catch(() => {});
  }

  comeBack() {
    this.isLeaving = false;
    this.soon(0);
    this.beat();
  }

  toSend() {
    return this.changed().filter((path) => !this.isDisputed(path) || this.settled.has(path));
  }

  told(paths) {
    const told = new URLSearchParams();
    const names = new Set(paths.flatMap((path) => [`v:${path}`, path, `${path}_meant`, `settle:${path}`, `together:${path}`]));
    for (const [name, value] of new FormData(this.form)) if (names.has(name) && typeof value === "string") told.append(name, value);
    return told;
  }

  async send(settled) {
    const paths = settled ?? this.toSend();
    if (this.sending || !paths.length || this.isLeaving) return;
    this.sending = true;
    const sent = new Map(paths.map((path) => [path, textsOf(this.form, path)]));
    this.say("saving");
    try {
      const answer = await this.post(this.form.dataset.save, this.told(paths));
      if (answer) this.take(await answer.json(), sent);
      this.retry = FIRST_RETRY;
    } catch {
      this.say("offline");
      this.soon(this.retry);
      this.retry = Math.min(this.retry * 2, LAST_RETRY);
    } finally {
      this.sending = false;
    }
  }

  /** Answers with what came back, or with nothing where it was said why not. Throws when unheard. */
  async post(url, told, options = {}) {
    told.append("csrfmiddlewaretoken", this.form.elements.csrfmiddlewaretoken.value);
    const answer = await fetch(url, { method: "POST", body: told, redirect: "manual", ...options });
    if (answer.ok) return answer;
    if (answer.type === "opaqueredirect" || answer.status === 401) this.signedOut();
    else if (answer.status === 403) await this.renew();
    else if (answer.status === 404) this.say("refused");
    else throw new Error(String(answer.status));
    return undefined;
  }

  /** After signing in anew, the page's token is of the session before. */
  async renew() {
    const page = await fetch(location.pathname, { redirect: "manual" });
    if (!page.ok) {
      this.signedOut();
      return;
    }
    const token = new DOMParser().parseFromString(await page.text(), "text/html").querySelector("#step [name=csrfmiddlewaretoken]");
    if (!token) {
      this.say("refused");
      return;
    }
    this.form.elements.csrfmiddlewaretoken.value = token.value;
    this.soon(0);
  }

  // What came of it

  take({ fields }, sent) {
    for (const [path, answer] of Object.entries(fields)) {
      const input = this.versionInput(path);
      if (!input) continue;
      if (!sent.has(path)) {
        this.appears(path, answer); // filled in for her: the name of a chosen indicator
        continue;
      }
      const wrong = this.field(path)?.querySelector("[data-wrong]");
      if (wrong) wrong.innerHTML = answer.html ?? "";
      this.field(path)?.classList.toggle("field-wrong", Boolean(answer.html));
      if (answer.state === "saved" || answer.state === "merged") this.stand(path, answer, sent.get(path));
      else if (answer.state === "disputed") this.dispute(path, answer.version, this.seen(path));
    }
    const isWrong = Object.values(fields).some((answer) => answer.html);
    if (!isWrong) this.form.dispatchEvent(new Event("kept"));
    this.say(isWrong ? "wrong" : "saved", isWrong ? "" : clock());
    if (this.toSend().some((path) => !sent.has(path) || !alike(sent.get(path), textsOf(this.form, path)))) this.soon(PAUSE);
  }

  dispute(path, shown, madeOf) {
    this.shown.set(path, shown);
    this.madeOf.set(path, madeOf);
    this.settled.delete(path);
  }

  stand(path, { version, texts, state }, sent) {
    const now = textsOf(this.form, path);
    if (this.settled.delete(path)) {
      putTexts(this.form, path, texts);
      this.stands.set(path, texts);
    } else if (state === "saved" && alike(now, sent)) {
      this.stands.set(path, now);
    } else if (alike(now, sent)) {
      putTexts(this.form, path, texts);
      this.stands.set(path, texts);
    } else if (state === "merged") {
      const both = withChange(now[0] ?? "", sent[0] ?? "", texts[0] ?? "");
      if (both === undefined) return; // sent again from the version before: put together or shown
      putTexts(this.form, path, [both]);
      this.stands.set(path, texts);
    } else {
      this.stands.set(path, sent);
    }
    this.shown.delete(path);
    this.madeOf.delete(path);
    this.versionInput(path).value = version;
    if (this.isChanged(path)) this.keep(path);
    else this.kept.drop(path);
  }

  settle(event) {
    const button = event.target.closest("[data-settle]");
    if (!button) return;
    const field = button.closest("[data-path]");
    const path = field.dataset.path;
    event.preventDefault();
    this.settled.add(path);
    this.decide(path);
    this.sendSettled(path);
  }

  sendSettled(path) {
    if (this.sending) setTimeout(() => this.sendSettled(path), SHORTLY);
    else this.send([path]);
  }

  // The others

  async beat() {
    if (document.hidden || this.isLeaving) return;
    const told = new URLSearchParams();
    for (const one of this.form.querySelectorAll("input[name^='v:']")) told.append(one.name, one.value);
    try {
      const answer = await this.post(this.form.dataset.here, told);
      if (answer) this.hear(await answer.json());
    } catch {
      // Not connected: what is typed says so when it is sent
    }
  }

  hear({ present, fields }) {
    const there = document.querySelector("[data-present]");
    const said = new DOMParser().parseFromString(present, "text/html").querySelector("[data-present]");
    if (there.textContent.trim() !== said.textContent.trim()) there.replaceChildren(...said.childNodes);
    const groups = Object.keys(fields).filter((path) => this.form.querySelector(`[data-group="${path}"]`));
    for (const [path, answer] of Object.entries(fields)) this.appears(path, answer);
    if (groups.length) refreshGroups(this.form, groups, (path) => this.appeared(path), (path) => this.isChanged(path));
  }

  /** What somebody else wrote stands in place, unless something is being typed there. */
  appears(path, { version, texts }) {
    if (!this.field(path) || this.isChanged(path) || this.isDisputed(path)) return;
    putTexts(this.form, path, texts);
    this.stands.set(path, textsOf(this.form, path));
    this.versionInput(path).value = version;
  }

  appeared(path) {
    this.stands.set(path, textsOf(this.form, path));
  }

  // The line that says how it stands

  signedOut() {
    this.say("signedOut");
    const link = document.createElement("a");
    link.href = this.status.dataset.signInUrl;
    link.target = "_blank";
    link.textContent = this.status.dataset.signIn;
    this.status.append(" ", link);
  }

  say(what, more = "") {
    this.status.dataset.state = what;
    this.status.textContent = [this.status.dataset[what], more].filter(Boolean).join(" ");
  }
}

const clock = () => new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });

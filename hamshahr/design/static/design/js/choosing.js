/**
 * Finds one of many choices by its names: a field in [data-find], shown by this script, leaves those
 * of its fieldset that fit what is typed, in whatever spelling, and opens the groups they are in.
 * A choice may have other names, in data-also, parted by "·". What is chosen stays chosen unseen.
 */
import { fold } from "./folding.js";

const TELLING = 3; // letters within a word: fewer stand in most of them

export function findChoices() {
  for (const find of document.querySelectorAll("[data-find]")) new Finder(find).open();
}

class Finder {
  constructor(find) {
    this.find = find;
    this.input = find.querySelector("input");
    this.said = find.querySelector("[role=status]");
    const field = find.closest("fieldset");
    this.choices = [...field.querySelectorAll("li")].map((item) => [item, namesOf(item)]);
    this.groups = [...field.querySelectorAll("details")];
    this.wereOpen = undefined; // the groups, before something was looked for
  }

  open() {
    this.find.hidden = false;
    this.input.addEventListener("input", (event) => this.typed(event));
    this.input.addEventListener("change", (event) => event.stopPropagation());
    this.input.addEventListener("keydown", (event) => this.pressed(event));
  }

  /** What is looked for is no part of the form, which would keep it. */
  typed(event) {
    event.stopPropagation();
    this.narrow();
  }

  pressed(event) {
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault(); // Enter would send the form
    if (event.key === "Enter") return;
    this.input.value = "";
    this.narrow();
  }

  narrow() {
    const words = fold(this.input.value).split(" ").filter(Boolean);
    this.wereOpen ??= this.groups.map((group) => group.open);
    for (const [item, names] of this.choices) item.hidden = !fits(names, words);
    const fitting = this.choices.filter(([item]) => !item.hidden);
    this.groups.forEach((group, place) => {
      const isLeft = fitting.some(([item]) => group.contains(item));
      group.hidden = !isLeft;
      group.open = words.length ? isLeft : this.wereOpen[place];
    });
    if (!words.length) this.wereOpen = undefined;
    this.say(words.length ? fitting.length : undefined);
  }

  say(count) {
    const { found, none } = this.said.dataset;
    const shown = () => found.replace("{count}", count.toLocaleString(document.documentElement.lang));
    this.said.textContent = count === undefined ? "" : count ? shown() : none;
  }
}

/** Each typed word begins one of its names' words; or all of them stand in one name, spaces or not. */
function fits(names, words) {
  if (words.every((word) => names.some((name) => ` ${name}`.includes(` ${word}`)))) return true;
  const typed = words.join("");
  return typed.length >= TELLING && names.some((name) => name.replaceAll(" ", "").includes(typed));
}

const namesOf = (item) => [item.textContent, ...(item.dataset.also ?? "").split("·")].map(fold);

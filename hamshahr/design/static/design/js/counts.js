/** Says below a text how many words it has: half-spaces, hyphens and apostrophes part none. */
const WORD = /[\p{L}\p{N}_][\p{L}\p{N}_\p{M}\u200c'’-]*/gu;

export function countWords() {
  const countAll = () => document.querySelectorAll("[data-count-of]").forEach(count);
  document.addEventListener("input", ({ target }) => {
    const line = target.id && document.querySelector(`[data-count-of="${CSS.escape(target.id)}"]`);
    if (line) count(line);
  });
  document.addEventListener("fields-appeared", countAll);
  countAll();
}

function count(line) {
  const words = document.getElementById(line.dataset.countOf).value.match(WORD)?.length ?? 0;
  const most = Number(line.dataset.mostWords);
  const shown = (number) => number.toLocaleString(document.documentElement.lang);
  line.textContent = line.dataset.said.replace("{words}", shown(words)).replace("{most}", shown(most));
  line.classList.toggle("too-many", most > 0 && words > most);
  line.hidden = words === 0;
}

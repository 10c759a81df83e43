const keyOf = (form) => `draft:${location.pathname}:${form.id}`;

/**
 * What was typed into a form marked data-keep survives a failed send, a closed lid and a wrong
 * click, for as long as the tab lives. The page that thanks clears it: data-sent names the form.
 */
export function keepDrafts() {
  for (const form of document.querySelectorAll("form[data-keep]")) {
    restore(form);
    form.addEventListener("input", () => keep(form));
  }
  const sent = document.querySelector("[data-sent]");
  if (sent) forget(sent.dataset.sent);
}

const fields = (form) =>
  [...form.elements].filter((field) => field.name && field.type !== "hidden" && "value" in field && field.type !== "submit");

function keep(form) {
  const typed = Object.fromEntries(fields(form).map((field) => [field.name, field.value]));
  try {
    sessionStorage.setItem(keyOf(form), JSON.stringify(typed));
  } catch {
    // Storage is full or forbidden: the form works all the same
  }
}

function restore(form) {
  let typed = {};
  try {
    typed = JSON.parse(sessionStorage.getItem(keyOf(form)) ?? "{}");
  } catch {
    return;
  }
  for (const field of fields(form)) if (!field.value && typed[field.name]) field.value = typed[field.name];
}

function forget(id) {
  try {
    for (const key of Object.keys(sessionStorage)) {
      if (key.startsWith("draft:") && key.endsWith(`:${id}`)) sessionStorage.removeItem(key);
    }
  } catch {
    // Nothing was kept
  }
}

/**
 * Passkeys: a form marked data-passkey ("get" or "create") asks the browser before it is sent, and
 * sends what the browser answered in its field "credential". What is to be signed stands in
 * data-options, or is fetched from data-options-from when it is wanted.
 */
export function usePasskeys() {
  const forms = document.querySelectorAll("form[data-passkey]");
  if (!window.PublicKeyCredential?.parseRequestOptionsFromJSON) return;
  for (const form of forms) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      if (form.elements.credential.value) return; // the browser has answered: go
      event.preventDefault();
      ask(form);
    });
  }
}

async function ask(form) {
  const failed = form.querySelector("[data-failed]");
  failed.hidden = true;
  try {
    const options = await optionsOf(form);
    const answer = form.dataset.passkey === "create"
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options.publicKey) })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options.publicKey) });
    form.elements.credential.value = JSON.stringify(answer.toJSON());
    form.requestSubmit();
  } catch {
    // Broken off by its owner, or unknown to the device: browsers do not tell which
    failed.textContent = failed.dataset.failed;
    failed.hidden = false;
  }
}

async function optionsOf(form) {
  if (form.dataset.options) return JSON.parse(form.dataset.options);
  const answer = await fetch(form.dataset.optionsFrom, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  return (await answer.json()).options;
}

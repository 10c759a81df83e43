/**
 * Sends the files of forms marked data-adding while the page stays: with progress, and a way to stop.
 *
 * A file may be dropped on the form. What the server says, be it a refusal, stands in [data-said].
 * When a file is kept the form sends the event "file-added", whose detail is what the server told;
 * unless it is prevented, the browser goes where that leads. Forms that htmx brings are taken, too.
 */
export function addFiles() {
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-adding]");
    if (!form || !window.FormData) return;
    event.preventDefault();
    send(form);
  });
  for (const name of ["dragover", "dragleave", "drop"]) document.addEventListener(name, drag);
}

function drag(event) {
  const form = event.target.closest?.("form[data-adding]");
  if (!form || !event.dataTransfer?.types.includes("Files")) return;
  form.classList.toggle("adding-over", event.type === "dragover");
  if (event.type === "dragleave") return;
  event.preventDefault(); // else the browser leaves the page to show the file
  if (event.type === "drop" && event.dataTransfer.files.length) {
    form.querySelector("input[type=file]").files = event.dataTransfer.files;
    say(form, "");
  }
}

function send(form) {
  const file = form.querySelector("input[type=file]").files[0];
  if (form.dataset.sending) return;
  if (file && file.size > Number(form.dataset.most)) return say(form, form.dataset.tooLarge);
  const request = new XMLHttpRequest(); // fetch tells nothing of how much has been sent
  const underWay = form.querySelector("[data-under-way]");
  const bar = underWay.querySelector("progress");
  const stop = underWay.querySelector("[data-stop]");
  const end = (said) => {
    delete form.dataset.sending;
    underWay.hidden = true;
    stop.onclick = null;
    say(form, said);
  };
  request.open("POST", form.action);
  request.setRequestHeader("Accept", "application/json");
  request.responseType = "json";
  request.upload.onprogress = (sent) => {
    if (sent.lengthComputable) bar.value = (100 * sent.loaded) / sent.total;
  };
  request.onload = () => {
    const told = request.response;
    if (request.status !== 201 || !told) return end(told?.detail ?? form.dataset.lost);
    end("");
    form.reset();
    const added = new CustomEvent("file-added", { bubbles: true, cancelable: true, detail: told });
    if (form.dispatchEvent(added)) goOn(told.onward);
  };
  request.onerror = () => end(form.dataset.lost);
  request.onabort = () => end(form.dataset.stopped);
  stop.onclick = () => request.abort();
  form.dataset.sending = "1";
  bar.value = 0;
  underWay.hidden = false;
  say(form, "");
  request.send(new FormData(form));
}

function say(form, text) {
  form.querySelector("[data-said]").textContent = text;
}

/** Load an address, also where it names but another place of the page that is here. */
function goOn(address) {
  const there = new URL(address, location.href);
  const isHere = there.pathname + there.search === location.pathname + location.search;
  location.assign(address);
  if (isHere) location.reload();
}

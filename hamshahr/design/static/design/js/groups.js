/**
 * Brings the items that others added to a group, in their order, and takes away those that they took
 * away; an item in which something is typed and not yet kept stays.
 */
export async function refreshGroups(form, groups, appeared, isChanged) {
  const answer = await fetch(location.pathname, { redirect: "manual" });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const group of groups) {
    const fresh = page.querySelector(`[data-group="${group}"]`);
    const here = form.querySelector(`[data-group="${group}"]`);
    if (fresh && here) refresh(here, fresh, appeared, isChanged);
  }
}

function refresh(here, fresh, appeared, isChanged) {
  const list = here.querySelector(".items");
  const known = new Map([...list.children].map((item) => [item.dataset.item, item]));
  const wanted = [...fresh.querySelectorAll(".items > [data-item]")];
  for (const item of wanted) {
    const old = known.get(item.dataset.item);
    known.delete(item.dataset.item);
    list.append(old ?? item);
    if (!old) for (const field of item.querySelectorAll("[data-path]")) appeared(field.dataset.path);
  }
  for (const item of known.values()) {
    const paths = [...item.querySelectorAll("[data-path]")].map((field) => field.dataset.path);
    if (paths.some(isChanged)) list.append(item);
    else item.remove();
  }
  document.dispatchEvent(new Event("fields-appeared"));
  const version = `input[name="v:${here.dataset.group}"]`;
  here.querySelector(version).value = fresh.querySelector(version).value;
}

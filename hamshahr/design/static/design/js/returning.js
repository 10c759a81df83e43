/**
 * Whoever goes back while the page is still being read gets the address before, and not its list:
 * nobody listens yet. So the list is read anew where the page is not the one of its address.
 */
export function followEarlySteps() {
  const [arrived] = performance.getEntriesByType("navigation");
  if (history.state?.htmx && arrived && bare(arrived.name) !== bare(location.href)) location.reload();
}

const bare = (address) => address.split("#")[0];

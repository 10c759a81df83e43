/** The style an element was written with, under the name that the cleaning gave it. */
export const styleOf = (element) => element.getAttribute("data-style") ?? "";

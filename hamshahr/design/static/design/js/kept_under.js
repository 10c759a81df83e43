/** How the names of what is kept on this device begin. */
export const BEGINS = "writing:";

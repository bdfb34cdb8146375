// The code of a card comes behind the `#` of its link, which no server is told.

/** Puts the code into its field, and takes it out of the address and of the history. */
export function fillFromLink(
  field: HTMLInputElement,
  page: Pick<Window, "location" | "history">,
): void {
  const code = page.location.hash.slice(1);
  if (!/^[0-9A-Za-z-]{12,20}$/.test(code)) return;
  const { pathname, search } = page.location;
  page.history.replaceState(null, "", pathname + search);
  field.value = code.replace(/-/g, "").replace(/(.{4})(?=.)/g, "$1-");
  field.form?.querySelector<HTMLButtonElement>("button")?.focus();
}

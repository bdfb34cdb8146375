// Adds a row to a form in the page, which without a script comes back from the server with it.
//
//   <div data-rows> <fieldset data-row> <input name="people-0-name"> … </div>
//   <button name="more-people" data-more>

type Field = HTMLInputElement | HTMLSelectElement;

/** Follows every button inside `root`. */
export function followRows(root: HTMLElement): void {
  for (const button of root.querySelectorAll<HTMLButtonElement>("[data-more]")) {
    const rows = button.closest(".field")?.querySelectorAll<HTMLElement>("[data-rows]");
    const last = rows?.[rows.length - 1];
    if (!last) continue;
    button.addEventListener("click", (event) => {
      event.preventDefault();
      addRow(last, button.name.replace("more-", ""));
    });
  }
}

/** A copy of the last row, empty and with the next number. */
export function addRow(rows: HTMLElement, name: string): HTMLElement | null {
  const all = rows.querySelectorAll<HTMLElement>("[data-row]");
  const last = all[all.length - 1];
  if (!last) return null;
  const made = last.cloneNode(true) as HTMLElement;
  const [before, now] = [`${name}-${all.length - 1}-`, `${name}-${all.length}-`];
  for (const field of made.querySelectorAll<Field>("input, select")) {
    field.name = field.name.replace(before, now);
    if (field instanceof HTMLSelectElement) field.selectedIndex = 0;
    else field.value = "";
  }
  const legend = made.querySelector("legend");
  if (legend) legend.textContent = numbered(legend.textContent ?? "", all.length);
  rows.append(made);
  made.querySelector<Field>("input, select")?.focus();
  return made;
}

/** The words with the number after this one, in the digits in which it stands. */
function numbered(words: string, number: number): string {
  return words.replace(String(number), String(number + 1));
}

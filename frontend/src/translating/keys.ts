// What one does at the desk by keys alone: each presses a button, which says the same in words.

/** The `data-key` of the button that these keys press; empty where they mean nothing here. */
export function keyOf(event: KeyboardEvent): string {
  const command = event.ctrlKey || event.metaKey;
  if (command && event.key === "Enter") return event.shiftKey ? "hand in" : "next";
  if (command && !event.shiftKey && event.key.toLowerCase() === "s") return "keep";
  // By the place of the key: with Alt a Mac writes other letters, and Arabic keyboards have none.
  if (event.altKey && !command && event.code === "KeyN") return "skip";
  if (event.altKey && !command && event.code === "KeyG") return "give back";
  return "";
}

/** Lets the keys press the buttons of the form, wherever on the page one is. */
export function bindKeys(form: HTMLFormElement): void {
  form.ownerDocument.addEventListener("keydown", (event) => {
    const key = keyOf(event);
    if (!key) return;
    const button = form.querySelector<HTMLButtonElement>(`button[data-key="${key}"]`);
    if (!button) return;
    event.preventDefault();
    if (!event.repeat) button.click();
  });
}

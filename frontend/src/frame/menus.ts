// Menus are <details>: they open without a script; with it they close as people expect.

/** Escape closes the open menu and returns to its button; a click elsewhere closes it. */
export function bindMenus(root: Document): void {
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of open(root)) {
      menu.open = false;
      menu.querySelector("summary")?.focus();
    }
  });
  root.addEventListener("click", (event) => {
    for (const menu of open(root)) {
      if (!menu.contains(event.target as Node)) menu.open = false;
    }
  });
}

function open(root: Document): NodeListOf<HTMLDetailsElement> {
  return root.querySelectorAll<HTMLDetailsElement>("details.menu[open]");
}

/** What went wrong is heard and seen first. */
export function showWrong(root: Document): void {
  root.querySelector<HTMLElement>("[data-wrong]")?.focus();
}

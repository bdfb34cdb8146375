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

/** In a row of links that is wider than the screen, the page where one is stands in sight. */
export function showCurrent(root: Document): void {
  for (const link of root.querySelectorAll<HTMLElement>(".scroll [aria-current]")) {
    const row = link.closest<HTMLElement>(".scroll");
    if (row) row.scrollLeft += middleOf(link) - middleOf(row);
  }
}

function middleOf(element: HTMLElement): number {
  const { left, right } = element.getBoundingClientRect();
  return (left + right) / 2;
}

/** What went wrong is heard and seen first. */
export function showWrong(root: Document): void {
  root.querySelector<HTMLElement>("[data-wrong]")?.focus();
}

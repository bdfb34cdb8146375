// The draft's grid by keys, over the links and forms that work without a script: arrows move,
// space or Enter picks up and drops, Escape puts down. What speaks against a place is said aloud.
// https://www.w3.org/WAI/ARIA/apg/patterns/grid/

const ACTIVE = "a[href], button, summary";
const PLACE = "editor:cell";

export function openGrid(table: HTMLTableElement, storage: Storage): void {
  const rows = [...table.querySelectorAll("tbody tr")];
  const cells = rows.map((row) => [...row.querySelectorAll<HTMLElement>("td")]);
  const voice = document.querySelector<HTMLElement>("[data-voice]");
  table.setAttribute("role", "grid");
  for (const cell of cells.flat()) {
    cell.setAttribute("role", "gridcell");
    sleep(cell);
  }
  const [row, column] = (storage.getItem(PLACE) ?? "").split(",").map(Number);
  storage.removeItem(PLACE);
  const last = cells[row ?? 0]?.[column ?? 0];
  const first = last ?? cells[0]?.[0];
  if (first) wake(first);
  if (last && row !== undefined && column !== undefined) last.focus();

  table.addEventListener("keydown", (event) => {
    const cell = (event.target as HTMLElement).closest<HTMLElement>("td");
    if (!cell || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape") putDown(event);
    else if (cell !== event.target) return;
    else if (event.key === "Enter" || event.key === " ") act(cell, event);
    else move(cell, event);
  });
  table.addEventListener("focusin", (event) => {
    const cell = (event.target as HTMLElement).closest<HTMLElement>("td");
    if (!cell) return;
    for (const other of cells.flat()) if (other !== cell) sleep(other);
    wake(cell);
    if (voice && event.target === cell) voice.textContent = reasons(cell);
  });

  /** Where the eye is stays where it was when the page comes again. */
  function keep(cell: HTMLElement): void {
    const at = cells.findIndex((each) => each.includes(cell));
    storage.setItem(PLACE, `${at},${cells[at]?.indexOf(cell)}`);
  }

  function act(cell: HTMLElement, event: KeyboardEvent): void {
    const drop = cell.querySelector<HTMLButtonElement>("[data-drop] button");
    const take = cell.querySelectorAll<HTMLElement>(".block > a");
    const found = drop ?? (take.length === 1 ? take[0] : undefined);
    event.preventDefault();
    if (found) {
      keep(cell);
      found.click();
    } else {
      // Several stand here: she chooses inside the cell.
      take[0]?.focus();
    }
  }

  function putDown(event: KeyboardEvent): void {
    const link = document.querySelector<HTMLAnchorElement>("[data-put-down]");
    if (!link) return;
    event.preventDefault();
    const cell = (event.target as HTMLElement).closest<HTMLElement>("td");
    if (cell) keep(cell);
    link.click();
  }

  function move(cell: HTMLElement, event: KeyboardEvent): void {
    const at = cells.findIndex((each) => each.includes(cell));
    const across = cells[at]?.indexOf(cell) ?? 0;
    const end = (cells[at]?.length ?? 1) - 1;
    const on = getComputedStyle(table).direction === "rtl" ? -1 : 1;
    const to: Record<string, [number, number]> = {
      ArrowDown: [at + 1, across],
      ArrowUp: [at - 1, across],
      ArrowRight: [at, across + on],
      ArrowLeft: [at, across - on],
      Home: [at, 0],
      End: [at, end],
    };
    const [row, column] = to[event.key] ?? [-1, -1];
    const next = cells[row]?.[column];
    if (event.key in to) event.preventDefault();
    next?.focus();
  }
}

/** One cell at a time is reached by Tab, with what is in it. */
function wake(cell: HTMLElement): void {
  cell.tabIndex = 0;
  for (const each of cell.querySelectorAll<HTMLElement>(ACTIVE)) each.tabIndex = 0;
}

function sleep(cell: HTMLElement): void {
  cell.tabIndex = -1;
  for (const each of cell.querySelectorAll<HTMLElement>(ACTIVE)) each.tabIndex = -1;
}

function reasons(cell: HTMLElement): string {
  const found = [...cell.querySelectorAll<HTMLElement>("[data-reason]")];
  return found.map((each) => each.textContent ?? "").join(" ");
}

// Which sessions of a hall's screen are on, next or over, as the clock goes on.

import type { Running } from "./state";

export type When = "on" | "next" | "over";

const NEXT_HOURS = 2;

/** What a session does at `now` by its hours, and by what its moderator says of it. */
export function whenOf(
  begins: number,
  ends: number,
  state: Running["state"] | undefined,
  now: number,
): When {
  if (state === "ended") return "over";
  if (state === "live") return "on";
  if (now < begins) return "next";
  return now < ends || state === "late" ? "on" : "over";
}

/** Puts each session of the screen where it belongs at `now`. */
export function place(root: HTMLElement, running: readonly Running[], now: number): void {
  const on = root.querySelector<HTMLElement>("[data-on]");
  const next = root.querySelector<HTMLElement>("[data-next]");
  if (!on || !next) return;
  const states = new Map(running.map((each) => [each.code, each.state]));
  const items = [...root.querySelectorAll<HTMLElement>(".item")].sort(
    (one, other) => begins(one) - begins(other),
  );
  const found: Record<When, HTMLElement[]> = { on: [], next: [], over: [] };
  for (const item of items) {
    const ends = Date.parse(item.dataset.ends ?? "");
    found[whenOf(begins(item), ends, states.get(item.dataset.code ?? ""), now)].push(item);
  }
  fill(on, found.on);
  fill(next, found.next);
  const hours = [...new Set(found.next.map(begins))].slice(0, NEXT_HOURS);
  for (const item of found.on) item.hidden = false;
  for (const item of found.next) item.hidden = !hours.includes(begins(item));
  for (const item of found.over) item.remove();
  root.querySelector("[data-nothing]")?.toggleAttribute("hidden", found.on.length > 0);
  root.querySelector("[data-no-more]")?.toggleAttribute("hidden", found.next.length > 0);
}

function begins(item: HTMLElement): number {
  return Date.parse(item.dataset.begins ?? "");
}

/** Moves only what stands elsewhere, so that focus stays. */
function fill(list: HTMLElement, items: readonly HTMLElement[]): void {
  if (items.every((item, index) => list.children[index] === item)) return;
  list.append(...items);
}

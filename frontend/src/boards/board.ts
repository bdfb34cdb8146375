// A session's board, live.

import { deskOf } from "./desk";
import { followIn } from "./line";
import { type BoardState, boardAfter, type Told } from "./state";
import { drawLines, drawRunning } from "./view";
import { openWriting } from "./writing";

export function openBoard(root: HTMLElement): void {
  const desk = deskOf(root);
  let state: BoardState | undefined;
  const show = (next: BoardState): void => {
    state = next;
    draw(root, next);
  };
  const draw = (place: HTMLElement, { running, lines }: BoardState): void => {
    place.querySelector("[data-running]")?.replaceChildren(...drawRunning(running, desk));
    const list = place.querySelector<HTMLElement>("[data-lines]");
    if (list) drawLines(list, lines, desk);
    place.querySelector("[data-empty]")?.toggleAttribute("hidden", lines.length > 0);
  };
  const following = followIn<BoardState>(root, desk, {
    onSnapshot: show,
    onEntry: (entry) => state && show(boardAfter(state, entry.data as Told)),
  });
  const form = root.querySelector<HTMLFormElement>("form[data-write]");
  if (form) openWriting(form, desk, () => void following.catchUp());
}

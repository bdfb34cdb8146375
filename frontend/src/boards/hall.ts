// The hall's page and screen, live: what is on, what changed, what is announced.

import { type Desk, deskOf, hourOf } from "./desk";
import { followIn } from "./line";
import { place } from "./places";
import { type HallState, hallAfter, type Line, type Running, type Told } from "./state";
import { drawLines, drawRunning, spoken } from "./view";
import { openWriting } from "./writing";

const NEWEST = 5;
const TICK = 5_000;
/** A page that stays open reads the hours that it did not hold yet. */
const RENEW = 30 * 60_000;
/** Screens do not all ask at once for a new release. */
const SPREAD = 2_000;

export function openHall(root: HTMLElement): void {
  const desk = deskOf(root);
  let state: HallState = { running: [], lines: [], release: Number(root.dataset.release) };
  const show = (next: HallState): void => {
    state = next;
    draw(root, state, desk);
    if (state.release !== Number(root.dataset.release)) {
      root.dataset.release = String(state.release);
      setTimeout(() => void again(), Math.random() * SPREAD);
    }
  };
  const again = async (): Promise<void> => {
    await renew(root);
    draw(root, state, desk);
  };
  const following = followIn<HallState>(root, desk, {
    onSnapshot: show,
    onEntry: (entry) => show(hallAfter(state, entry.data as Told)),
  });
  setInterval(() => tick(root, state.running, desk), TICK);
  setInterval(() => void again(), RENEW);
  const form = document.querySelector<HTMLFormElement>("form[data-write]");
  if (form) openWriting(form, desk, () => void following.catchUp());
}

function tick(root: HTMLElement, running: readonly Running[], desk: Desk): void {
  const clock = root.querySelector<HTMLTimeElement>("[data-clock]");
  const now = new Date();
  if (clock) {
    clock.dateTime = now.toISOString();
    clock.textContent = hourOf(clock.dateTime, desk, now);
  }
  place(root, running, now.getTime());
}

/** The programme of the page, read anew; what was there stays if the server cannot be reached. */
async function renew(root: HTMLElement): Promise<void> {
  const answer = await fetch(location.href).catch(() => null);
  if (!answer?.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of root.querySelectorAll<HTMLElement>("[data-part]")) {
    const found = page.querySelector(`[data-part="${part.dataset.part}"]`);
    if (found) part.replaceChildren(...found.children);
  }
}

function draw(root: HTMLElement, state: HallState, desk: Desk): void {
  drawTold(root, state.lines, desk);
  drawChanges(root, state.running, desk);
  const of = new Map(state.running.map((each) => [each.code, each]));
  for (const item of root.querySelectorAll<HTMLElement>(".item")) {
    const running = of.get(item.dataset.code ?? "");
    const goes = running ? drawRunning(running, desk) : [];
    item.querySelector("[data-goes]")?.replaceChildren(...goes);
  }
  tick(root, state.running, desk);
}

function drawTold(root: HTMLElement, lines: readonly Line[], desk: Desk): void {
  const newest = root.querySelector<HTMLElement>("[data-lines]");
  const earlier = root.querySelector<HTMLElement>("[data-earlier]");
  if (newest) drawLines(newest, lines.slice(-NEWEST), desk);
  if (earlier) drawLines(earlier, lines.slice(0, -NEWEST), desk);
  root.querySelector("[data-told]")?.toggleAttribute("hidden", lines.length === 0);
  earlier?.closest("details")?.toggleAttribute("hidden", lines.length <= NEWEST);
}

/** Those who go elsewhere or begin late, as boards/shown.py chooses them. */
function drawChanges(root: HTMLElement, running: readonly Running[], desk: Desk): void {
  const list = root.querySelector<HTMLElement>("[data-changes]");
  const changed = running.filter(({ room, state }) => room || state === "late");
  list?.replaceChildren(...changed.map((each) => drawChange(each, root, desk)));
  const moves = root.querySelector("[data-part='moves']")?.childElementCount ?? 0;
  root.querySelector("[data-changed]")?.toggleAttribute("hidden", changed.length + moves === 0);
}

function drawChange(running: Running, root: HTMLElement, desk: Desk): HTMLElement {
  const item = document.createElement("li");
  const link = spoken("a", running.title, desk) as HTMLAnchorElement;
  link.href = `/${root.dataset.event}/sessions/${running.code}/board/`;
  const goes = document.createElement("span");
  goes.className = "goes";
  goes.append(...drawRunning(running, desk));
  item.dataset.code = running.code;
  item.append(link, goes);
  return item;
}

// Draws lines and states as the server's templates do. Texts come from the page's <template>.

import { type Desk, filled, hourOf, languageName, minutes } from "./desk";
import { type Line, type Running, readBy, type Said } from "./state";

const NO_LINE = /00000000-0000-0000-0000-000000000000/;

function element(name: string, className: string, ...inside: (Node | string)[]): HTMLElement {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...inside);
  return made;
}

export function spoken(name: string, text: Said, desk: Desk): HTMLElement {
  const said = readBy(desk.languages, text);
  return inItsLanguage(element(name, "", said.body), said.lang, said.dir);
}

function inItsLanguage(made: HTMLElement, lang: string, dir: string): HTMLElement {
  made.lang = lang;
  made.dir = dir;
  return made;
}

/** One line: when, what it is, its words in their own direction, and from which language. */
export function drawLine(line: Line, desk: Desk): HTMLElement {
  const announced = line.kind === "announcement";
  const item = element("li", announced ? "entry announcement" : "entry");
  item.dataset.uid = line.uid;
  const time = element("time", "", hourOf(line.at, desk)) as HTMLTimeElement;
  time.dateTime = line.at;
  const body = element("div", "");
  if (announced) body.append(element("strong", "kind", desk.say.announcement ?? ""));
  const said = readBy(desk.languages, line.text);
  body.append(spoken("p", said, desk), ...drawOrigin(said, desk), ...drawTools(line, desk));
  item.append(time, body);
  return item;
}

/** What one must know of a translation, in words, and its original in place. */
function drawOrigin(said: Said, desk: Desk): HTMLElement[] {
  if (said.original === undefined) return [];
  const machine = said.origin === "machine";
  const sentence = machine ? desk.say.machine : desk.say.from;
  const words = filled(sentence, languageName(said.source, desk.lang));
  const facts = element("span", "origin", element("span", machine ? "machine" : "", words));
  if (said.older) facts.append(element("span", "warn", desk.say.older ?? ""));
  const summary = element("summary", "", facts, element("span", "act", desk.say.original ?? ""));
  const original = inItsLanguage(element("div", "", said.original), said.source, "auto");
  return [element("details", "original", summary, original)];
}

function drawTools(line: Line, desk: Desk): Node[] {
  if (!desk.tools) return [];
  const tools = desk.tools.content.cloneNode(true) as DocumentFragment;
  for (const part of tools.querySelectorAll("[href], [action]")) {
    const name = part.hasAttribute("href") ? "href" : "action";
    part.setAttribute(name, (part.getAttribute(name) ?? "").replace(NO_LINE, line.uid));
  }
  return [tools];
}

/** How a session goes, in words: nothing for one that is only planned. */
export function drawRunning(running: Running, desk: Desk): Node[] {
  const { say } = desk;
  const said: Record<string, [string, string | undefined]> = {
    live: ["now", say.now],
    soon: ["", say.soon],
    late: ["now", filled(say.late, minutes(running.late_minutes, desk))],
    ended: ["quiet", say.ended],
  };
  const [className, words] = said[running.state] ?? ["", ""];
  const drawn: Node[] = words ? [element("strong", className, words)] : [];
  if (running.room) {
    const room = spoken("bdi", running.room, desk);
    drawn.push(element("strong", "now", `${say.moved ?? ""} `, room));
  }
  return drawn;
}

/**
 * Draws `lines` (oldest first) into `list`, the newest on top. Touches only what changed, so that
 * focus stays, and keeps what is being read where it is on the screen.
 */
export function drawLines(list: HTMLElement, lines: readonly Line[], desk: Desk): void {
  const stay = placeOf(list);
  const known = new Map<string, HTMLElement>();
  for (const item of list.querySelectorAll<HTMLElement>("[data-uid]")) {
    known.set(item.dataset.uid ?? "", item);
  }
  let below: Element | null = null;
  for (const line of lines) {
    const item = updated(known.get(line.uid), line, desk);
    known.delete(line.uid);
    if (item.nextElementSibling !== below || item.parentNode !== list) {
      list.insertBefore(item, below);
    }
    below = item;
  }
  for (const gone of known.values()) gone.remove();
  stay();
}

function updated(item: HTMLElement | undefined, line: Line, desk: Desk): HTMLElement {
  const words = item?.querySelector("p");
  const said = readBy(desk.languages, line.text);
  if (item && words?.textContent === said.body && words.lang === said.lang) return item;
  const drawn = drawLine(line, desk);
  item?.replaceWith(drawn);
  return drawn;
}

/** Notes which line stands at the top of the screen; the answer scrolls back to it. */
function placeOf(list: HTMLElement): () => void {
  if (list.getBoundingClientRect().top >= 0) return () => {};
  const read = [...list.children].find((item) => item.getBoundingClientRect().bottom > 0);
  const top = read?.getBoundingClientRect().top ?? 0;
  return () => {
    if (read?.isConnected) scrollBy(0, read.getBoundingClientRect().top - top);
  };
}

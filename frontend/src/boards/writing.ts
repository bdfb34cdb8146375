// Lines that a moderator writes: kept in the browser until the server has them, sent once.

import { type Answer, Outbox } from "../live/outbox";
import type { Desk } from "./desk";

/** A line that is taken at once shall not flicker through «kept here». */
const PATIENCE = 400;

/** Sends `form` through an outbox of its own; `taken` is told of each line that is on the board. */
export function openWriting(form: HTMLFormElement, desk: Desk, taken: () => void): void {
  const place = form.querySelector<HTMLElement>("[data-outbox]");
  const outbox = new Outbox(form.dataset.name ?? form.action, {
    answered: (answer) => {
      if (answer.status < 300) taken();
      else giveBack(form, answer);
      tell(place, said(answer, desk));
    },
    waiting: (count) => {
      if (count > 0) setTimeout(() => showKept(place, outbox, desk), PATIENCE);
    },
  });
  showKept(place, outbox, desk);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    outbox.add(form.getAttribute("action") ?? "", fieldsOf(form));
    for (const box of form.querySelectorAll("textarea")) box.value = "";
  });
}

function fieldsOf(form: HTMLFormElement): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [name, value] of new FormData(form)) {
    if (name !== "key" && name !== "csrfmiddlewaretoken") fields[name] = String(value);
  }
  return fields;
}

/** What was refused goes back where it was typed, unless something else is typed there now. */
function giveBack(form: HTMLFormElement, { post }: Answer): void {
  for (const [name, value] of Object.entries(post.fields)) {
    const box = form.elements.namedItem(name);
    if (box instanceof HTMLTextAreaElement && box.value === "") box.value = value;
  }
}

function said({ status, body }: Answer, desk: Desk): string[] {
  if (status < 300) return [desk.say.sent ?? ""];
  if (status === 403 || status === 404) return [desk.say.login ?? ""];
  const errors = Object.values((body.errors ?? {}) as Record<string, string[]>).flat();
  return errors.length > 0 ? errors : [String(body.error ?? status)];
}

function showKept(place: HTMLElement | null, outbox: Outbox, desk: Desk): void {
  const kept = outbox.posts.map(({ fields }) => fields.body ?? "");
  if (kept.length > 0) tell(place, [desk.say.waiting ?? "", ...kept]);
}

function tell(place: HTMLElement | null, lines: string[]): void {
  place?.replaceChildren(
    ...lines.map((words) => {
      const line = document.createElement("p");
      line.dir = "auto";
      line.textContent = words;
      return line;
    }),
  );
}

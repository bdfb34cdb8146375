// Saves a draft as one types, on a weak line too, and says how it stands.
//
//   <form data-draft="/…/draft/"> <input type="hidden" name="revision"> …
//   <p role="status" data-draft-says data-saved="Saved at {time}" data-offline="…" data-out="…">
//   <button name="save" data-draft-both hidden>
//
// One save at a time: what is typed meanwhile goes with the next. Where another device was faster
// (409) nothing more is sent by itself; the button shows both versions. What is not saved stays in
// this tab (keep.ts), which hears of each save by the event `kept`.

const PAUSE = 2_500; // milliseconds
const AGAIN = 8_000; // after a line that was cut

export interface Answer {
  status: number;
  revision?: number;
  page?: string;
  draft?: string;
  said?: string;
}

/** Rejects without a line. */
export type Send = (address: string, body: FormData) => Promise<Answer>;

const post: Send = async (address, body) => {
  const headers = { Accept: "application/json" };
  const answer = await fetch(address, { method: "POST", body, headers });
  const said = await answer.json().catch(() => ({}));
  if (answer.status >= 500 || answer.status === 429) throw new Error(answer.statusText);
  return { ...said, status: answer.status };
};

/** Follows one form. */
export function saveDraft(form: HTMLFormElement, send: Send = post): void {
  const revision = form.querySelector<HTMLInputElement>("[name=revision]");
  const says = form.querySelector<HTMLElement>("[data-draft-says]");
  const both = form.querySelector<HTMLElement>("[data-draft-both]");
  let timer = 0;
  let changed = false;
  let busy = false;
  let over = false;

  const say = (words: string | undefined) => {
    if (says && words) says.textContent = words;
  };
  const later = (after: number) => {
    window.clearTimeout(timer);
    timer = window.setTimeout(write, after);
  };
  const take = (answer: Answer) => {
    if (answer.status !== 200) {
      over = true;
      both?.toggleAttribute("hidden", answer.status !== 409);
      say(answer.status === 403 ? says?.dataset.out : answer.said);
      return;
    }
    if (revision) revision.value = String(answer.revision);
    if (answer.draft) form.dataset.draft = answer.draft;
    if (answer.page && answer.page !== location.pathname) {
      history.replaceState(history.state, "", answer.page);
    }
    say(says?.dataset.saved?.replace("{time}", now()));
    if (!changed) form.dispatchEvent(new Event("kept"));
  };
  const write = async () => {
    timer = 0;
    if (busy || over || !changed) return;
    busy = true;
    changed = false;
    try {
      take(await send(form.dataset.draft ?? "", wordsOf(form)));
    } catch {
      changed = true;
      say(says?.dataset.offline);
      later(AGAIN);
    }
    busy = false;
    if (changed && !timer && !over) later(PAUSE);
  };
  form.addEventListener("input", () => {
    changed = true;
    if (!over && !busy) later(PAUSE);
  });
  form.addEventListener("submit", () => {
    window.clearTimeout(timer);
    over = true;
  });
  window.addEventListener("online", () => later(0));
  window.addEventListener("pagehide", () => {
    if (changed && !over && !busy) navigator.sendBeacon(form.dataset.draft ?? "", wordsOf(form));
  });
}

function wordsOf(form: HTMLFormElement): FormData {
  const found = new FormData(form);
  for (const [name, value] of [...found]) if (typeof value !== "string") found.delete(name);
  return found;
}

function now(): string {
  const lang = document.documentElement.lang || undefined;
  return new Intl.DateTimeFormat(lang, { hour: "numeric", minute: "2-digit" }).format(new Date());
}

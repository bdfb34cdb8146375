// Keeps the draft while one types, and says what became of it.
//
//   <form data-sheet data-kept="Kept." data-cut="Not kept yet …"> <input name="seen"> …
//     <p data-says> <p data-moved hidden>
//
// A draft that the server refuses (somebody else has the text, or kept another draft) stays in the
// box; the button «Keep» then shows both. A line that is cut loses nothing: the next pause tries
// again.

const PAUSE = 1_500; // milliseconds

export interface Answer {
  seen?: string; // the mark of the draft that the server has now
  moved?: boolean; // the original has changed since this page was made
  says?: string; // why the draft was not kept
}

export type Ask = (form: HTMLFormElement) => Promise<Answer>;

const post: Ask = async (form) => {
  const response = await fetch(form.action, {
    method: "POST",
    body: new FormData(form),
    headers: { Accept: "application/json" },
    credentials: "same-origin",
  });
  return (await response.json()) as Answer;
};

/** Follows one form; `ask` sends the draft. */
export function keepDraft(form: HTMLFormElement, ask: Ask = post): void {
  const seen = form.querySelector<HTMLInputElement>("input[name=seen]");
  const says = form.querySelector<HTMLElement>("[data-says]");
  const moved = form.querySelector<HTMLElement>("[data-moved]");
  let timer = 0;
  let busy = false;
  let left = false;

  const write = async () => {
    timer = 0;
    if (busy) return later();
    busy = true;
    const answer = await ask(form).catch(() => ({ says: form.dataset.cut }) as Answer);
    busy = false;
    if (left) return;
    if (answer.seen !== undefined && seen) seen.value = answer.seen;
    if (answer.moved) moved?.removeAttribute("hidden");
    if (says) says.textContent = answer.says ?? form.dataset.kept ?? "";
  };
  const later = () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(write, PAUSE);
  };
  form.addEventListener("input", later);
  form.addEventListener("submit", () => {
    window.clearTimeout(timer);
    left = true;
  });
}

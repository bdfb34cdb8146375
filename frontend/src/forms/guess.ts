// Asks whoever writes a text whether it is in another language than the one that is chosen.
//
//   <div class="text-field" data-guess="/translate/guess/">
//     <textarea> … <select name="…-lang"> … <input type="checkbox" data-asked hidden>
//     <div class="guess" role="status">
//
// She decides: nothing changes by itself. Once she was asked, or has chosen a language herself,
// the box `data-asked` is ticked and this text is left alone, also when its form comes back.

const PAUSE = 1_200; // milliseconds
const FEWEST = 12; // letters; languages/guessing.py says nothing of fewer
const MOST = 1_000; // letters that are looked at

export interface Guess {
  lang?: string;
  question?: string;
  yes?: string;
  no?: string;
}

/** What the server guesses; null where it does not want to be asked again. Rejects without a line. */
export type Ask = (address: string, body: FormData) => Promise<Guess | null>;

const post: Ask = async (address, body) => {
  const headers = { Accept: "application/json" };
  const answer = await fetch(address, { method: "POST", body, headers });
  return answer.ok ? ((await answer.json()) as Guess) : null;
};

/** Follows every text of the page, also those that come later; `ask` asks the server. */
export function followGuesses(page: Document, ask: Ask = post): void {
  const followed = new WeakMap<Element, () => void>();
  page.addEventListener("input", ({ target }) => {
    const at = target instanceof Element ? partsOf(target) : null;
    if (!at || target !== at.box) return;
    if (!followed.has(at.field)) followed.set(at.field, follow(at, ask));
    followed.get(at.field)?.();
  });
  page.addEventListener("change", ({ target }) => {
    const at = target instanceof Element ? partsOf(target) : null;
    if (!at || target !== at.select) return;
    at.box.lang = at.select.value;
    close(at);
  });
}

interface Parts {
  field: HTMLElement;
  box: HTMLInputElement | HTMLTextAreaElement;
  select: HTMLSelectElement;
  asked: HTMLInputElement;
  place: HTMLElement;
}

function partsOf(inside: Element): Parts | null {
  const field = inside.closest<HTMLElement>("[data-guess]");
  const box = field?.querySelector<Parts["box"]>(":scope > textarea, :scope > input[type=text]");
  const select = field?.querySelector<HTMLSelectElement>(".text-lang select");
  const asked = field?.querySelector<HTMLInputElement>("[data-asked]");
  const place = field?.querySelector<HTMLElement>(".guess");
  return field && box && select && asked && place ? { field, box, select, asked, place } : null;
}

/** What is to be done at each letter: after a pause, and when there is twice as much as before. */
function follow(at: Parts, ask: Ask): () => void {
  let timer = 0;
  let wanted = FEWEST;
  const look = async () => {
    const [said, many] = [at.select.value, lettersOf(at.box.value)];
    if (at.asked.checked || many < wanted) return;
    wanted = many * 2;
    try {
      const guess = await ask(at.field.dataset.guess ?? "", bodyOf(at));
      if (!guess) at.asked.checked = true;
      else if (guess.lang && at.select.value === said && !at.asked.checked) put(at, guess);
    } catch {
      wanted = many;
    }
  };
  return () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(look, PAUSE);
  };
}

export function lettersOf(words: string): number {
  return words.match(/\p{L}/gu)?.length ?? 0;
}

function bodyOf({ field, box, select }: Parts): FormData {
  const body = new FormData();
  const token = field.ownerDocument.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]");
  body.set("csrfmiddlewaretoken", token?.value ?? "");
  body.set("words", box.value.slice(0, MOST));
  body.set("said", select.value);
  for (const option of select.options) body.append("of", option.value);
  return body;
}

function put(at: Parts, guess: Guess): void {
  at.asked.checked = true;
  at.asked.dispatchEvent(new Event("input", { bubbles: true }));
  const question = at.field.ownerDocument.createElement("p");
  question.textContent = guess.question ?? "";
  const yes = button(at, guess.yes, () => {
    at.select.value = guess.lang ?? at.select.value;
    at.select.dispatchEvent(new Event("change", { bubbles: true }));
  });
  at.place.replaceChildren(
    question,
    yes,
    button(at, guess.no, () => close(at)),
  );
}

function button(at: Parts, words: string | undefined, act: () => void): HTMLButtonElement {
  const made = at.field.ownerDocument.createElement("button");
  made.type = "button";
  made.className = "button second";
  made.textContent = words ?? "";
  made.addEventListener("click", () => {
    act();
    at.box.focus();
  });
  return made;
}

/** She has decided. */
function close({ asked, place }: Parts): void {
  asked.checked = true;
  place.replaceChildren();
}

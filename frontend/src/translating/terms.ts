// Looks at a translation by the glossary while it is typed: which words of ours are missing, and
// which stand there that must not. The server does the same with the same rules (terms.py).

export interface Term {
  words: string;
  standing: "preferred" | "allowed" | "forbidden";
  /** The forms of each of its words, folded. */
  forms: string[][];
}

export interface Glossary {
  fronts: string[];
  ends: string[];
  least: number;
  entries: { source: string; terms: Term[] }[];
}

export interface Slip {
  source: string;
  /** The word that must not be used; empty where one of ours is missing. */
  used: string;
  ours: string[];
}

/** Scripts that put no space between words: each letter is a word. */
const ALONE =
  /[\p{Script=Thai}\p{Script=Lao}\p{Script=Tibetan}\p{Script=Myanmar}\p{Script=Khmer}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;
const ALIKE: Record<string, string> = {
  ł: "l",
  đ: "d",
  ð: "d",
  ø: "o",
  æ: "ae",
  œ: "oe",
  þ: "th",
  ı: "i",
  ə: "e",
  ħ: "h",
  ŋ: "n",
  ß: "ss",
  ى: "ي",
  ی: "ي",
  ک: "ك",
  ة: "ه",
  ٱ: "ا",
};

/** The words of a text, folded as languages/folding.py does. */
export function wordsOf(text: string): string[] {
  const apart = text
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\u0640|\u200c|\u200d|\u00ad|\p{Mn}/gu, "")
    .replace(/[łđðøæœþıəħŋßىیکةٱ]/g, (letter) => ALIKE[letter] ?? letter);
  const found: string[] = [];
  for (const run of apart.match(/[\p{L}\p{N}\p{Mc}]+/gu) ?? []) {
    let word = "";
    for (const letter of run) {
      if (!ALONE.test(letter)) {
        word += letter;
        continue;
      }
      if (word) found.push(word);
      word = "";
      found.push(letter);
    }
    if (word) found.push(word);
  }
  return found;
}

function formsOf(word: string, { fronts, ends, least }: Glossary): Set<string> {
  const found = new Set([word]);
  for (const front of ["", ...fronts]) {
    if (!word.startsWith(front)) continue;
    for (const end of ["", ...ends]) {
      const rest = word.slice(front.length, word.length - end.length);
      if (word.endsWith(end) && rest.length >= least) found.add(rest);
    }
  }
  return found;
}

/** What in `text` does not go with the glossary; nothing where nothing is written yet. */
export function slips(glossary: Glossary, text: string): Slip[] {
  const words = wordsOf(text).map((word) => formsOf(word, glossary));
  if (!words.length) return [];
  const used = glossary.entries.map(() => new Set<Term>());
  for (let place = 0; place < words.length; ) {
    const { length, there } = longest(glossary, words, place);
    for (const [entry, term] of there) used[entry]?.add(term);
    place += length || 1;
  }
  return glossary.entries.flatMap(({ source, terms }, number) => {
    const here = [...(used[number] ?? [])];
    const ours = terms.filter((term) => term.standing === "preferred").map((term) => term.words);
    const wrong = here.filter((term) => term.standing === "forbidden");
    if (wrong.length) return wrong.map((term) => ({ source, used: term.words, ours }));
    return ours.length && !here.length ? [{ source, used: "", ours }] : [];
  });
}

function longest(glossary: Glossary, words: Set<string>[], place: number) {
  let length = 0;
  let there: [number, Term][] = [];
  glossary.entries.forEach(({ terms }, entry) => {
    for (const term of terms) {
      const many = term.forms.length;
      if (many < Math.max(length, 1) || !fits(term, words, place)) continue;
      if (many > length) there = [];
      length = many;
      there.push([entry, term]);
    }
  });
  return { length, there };
}

function fits(term: Term, words: Set<string>[], place: number): boolean {
  return term.forms.every((forms, n) => {
    const word = words[place + n];
    return word !== undefined && forms.some((form) => word.has(form));
  });
}

/** Shows the slips of `box` in `place`, whose templates hold the words in her language. */
export function follow(box: HTMLTextAreaElement, glossary: Glossary, place: HTMLElement): void {
  let timer = 0;
  const look = () => show(slips(glossary, box.value), place);
  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(look, 300);
  });
  look();
}

/** Says them in `place`, one line each. */
export function show(found: Slip[], place: HTMLElement): void {
  const lines = found.map(({ source, used, ours }) => {
    const kind = used ? (ours.length ? "instead" : "never") : "missing";
    const line = place.ownerDocument.createElement("li");
    const said = place.dataset[kind] ?? "";
    const parts: Record<string, string> = { source, used, ours: ours.join(" / ") };
    for (const piece of said.split(/(%\w+%)/)) {
      const name = /^%(\w+)%$/.exec(piece)?.[1];
      if (!name) {
        line.append(piece);
        continue;
      }
      const word = place.ownerDocument.createElement("bdi");
      word.textContent = parts[name] ?? "";
      line.append(word);
    }
    line.className = used ? "warn" : "";
    return line;
  });
  const list = place.querySelector("ul");
  if (list && list.textContent !== lines.map((line) => line.textContent).join("")) {
    list.replaceChildren(...lines);
  }
  place.hidden = !found.length;
}

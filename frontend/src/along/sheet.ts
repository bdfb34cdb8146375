// One text beside its translation, without a line.
import { show, slips } from "../translating/terms";
import { isUnsent, type Kept, type Shown, shownOf, type Taken, type ToldTerm } from "./kept";
import { made, type Parts, partsOf, tell } from "./parts";

/** States in which the server says something that she should read. */
const TOLD: Shown[] = ["moved", "translated", "held", "ended", "wrong"];
/** States of texts that may leave the device. */
const OVER: Shown[] = ["handed in", "translated", "held", "ended", "wrong"];

export class Sheet {
  taken: Taken | null = null;
  private readonly part: Parts;
  private drawn = "";

  constructor(
    readonly form: HTMLFormElement,
    private readonly kept: Kept,
    private readonly words: DOMStringMap,
  ) {
    this.part = partsOf(form);
    this.box.addEventListener("input", () => this.lookAtWords());
  }

  get box(): HTMLTextAreaElement {
    return this.part<HTMLTextAreaElement>("body");
  }

  /** Lays a text on the sheet; `place` says which of how many it is. */
  open(taken: Taken, place: string): void {
    this.taken = taken;
    this.drawn = "";
    this.form.dataset.text = taken.key;
    this.box.value = this.kept.bodyOf(taken);
    this.part("place").textContent = place;
    this.draw();
  }

  /** Draws what may have changed; the box only where nobody has typed in it since. */
  draw(): void {
    const taken = this.taken && this.kept.texts.get(this.taken.key);
    if (!taken) return;
    this.taken = taken;
    const own = this.kept.own.get(taken.key);
    const state = shownOf(taken, own);
    const body = this.kept.bodyOf(taken);
    if (!isUnsent(own) && this.box.value !== body) this.box.value = body;
    this.form.dataset.state = state;
    this.part("state").textContent = wordsOf(taken, state, this.words);
    this.part("state").className = `state ${COLOURS[state] ?? ""}`;
    tell(this.part("says"), TOLD.includes(state) ? (own?.says ?? "") : "");
    tell(this.part("held"), taken.held);
    this.part("machine").hidden = own !== undefined || taken.origin !== "machine";
    this.part("drop").hidden = !OVER.includes(state);
    if (this.drawn !== JSON.stringify(taken)) this.drawText(taken);
  }

  private drawText(taken: Taken): void {
    this.drawn = JSON.stringify(taken);
    for (const name of ["pair", "original", "translation"] as const) {
      this.part(name).textContent = taken[name];
    }
    tell(this.part("kind"), taken.kind);
    tell(this.part("due"), taken.due);
    this.part<HTMLAnchorElement>("address").href = taken.address;
    this.drawSource(taken);
    this.box.lang = taken.lang;
    this.box.dir = taken.dir;
    this.drawGlossary(taken);
    this.drawRemarks(taken);
    this.lookAtWords();
  }

  private drawSource(taken: Taken): void {
    const place = this.part("source");
    place.lang = taken.source_lang;
    place.dir = taken.source_dir;
    this.part("changed").hidden = !taken.source.some(([what]) => what !== "same");
    const tags = { same: "span", added: "ins", gone: "del" };
    place.replaceChildren(...taken.source.map(([what, words]) => this.piece(tags[what], words)));
  }

  private piece(tag: string, words: string): HTMLElement {
    const found = made(tag, words);
    const said = this.words[tag] ?? "";
    if (said) {
      const aloud = made("span", `${said} `, document.documentElement.lang);
      aloud.className = "only-read-aloud";
      found.prepend(aloud);
    }
    return found;
  }

  private drawGlossary({ glossary, source_lang, source_dir }: Taken): void {
    this.part("glossary").hidden = !glossary;
    const lines = (glossary?.entries ?? []).flatMap(({ source, terms, note }) => {
      const ours = document.createElement("dd");
      ours.append(...terms.map((term) => this.term(term)));
      if (note) ours.append(small("p", note));
      return [made("dt", source, source_lang, source_dir), ours];
    });
    this.part("terms").replaceChildren(...lines);
  }

  private term({ words, lang, dir, standing, said, note }: ToldTerm): HTMLElement {
    const line = document.createElement("p");
    const word = made("span", words, lang, dir);
    word.className = `term ${standing}`;
    line.append(word);
    if (standing !== "preferred") {
      const state = made("small", said);
      state.className = standing === "forbidden" ? "state warn" : "state";
      line.append(" ", state);
    }
    if (note) line.append(" ", small("small", note));
    return line;
  }

  private drawRemarks({ remarks }: Taken): void {
    this.part("remarks").hidden = !remarks.length;
    const lines = remarks.map(({ body, by, at }) => {
      const line = document.createElement("li");
      const words = made("p", body, "", "auto");
      words.className = "words-as-typed";
      const who = small("p", "");
      who.append(made("bdi", by), ` ${at}`);
      line.append(words, who);
      return line;
    });
    this.part("said").replaceChildren(...lines);
  }

  private lookAtWords(): void {
    const { glossary } = this.taken ?? {};
    show(glossary ? slips(glossary, this.box.value) : [], this.part("slips"));
  }
}

/** The colour of a state, in the list and on the sheet. */
export const COLOURS: Partial<Record<Shown, string>> = {
  ...{ here: "warn", "to hand in": "warn", moved: "warn", translated: "warn", held: "warn" },
  ...{ kept: "good", "handed in": "good", ended: "live", wrong: "live" },
};

/** What is said of a state; templates/languages/_along_words.html names it `data-state-to-hand-in`. */
export function wordsOf(taken: Taken, state: Shown, words: DOMStringMap): string {
  const name = `state ${state}`.replace(/ (\w)/g, (_all, letter: string) => letter.toUpperCase());
  return words[name] ?? taken.waits;
}

function small(tag: string, words: string): HTMLElement {
  const found = made(tag, words, "", words ? "auto" : "");
  found.className = "small quiet";
  return found;
}

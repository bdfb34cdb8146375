// The page of what a translator has along: the list, the sheet, and what became of each text.
import { keepForLater } from "../frame/offline";
import { csrf, type Line, Rounds } from "../frame/rounds";
import { bindKeys } from "../translating/keys";
import { Kept, shownOf, type Taken } from "./kept";
import { type Parts, partsOf } from "./parts";
import { COLOURS, Sheet, wordsOf } from "./sheet";
import { Store } from "./store";
import { Sync } from "./sync";

/** Milliseconds between two rounds, and after the last letter before one. */
const EVERY = 10_000;
const PAUSE = 1_500;

export async function openAlong(root: HTMLElement): Promise<void> {
  const said = document.getElementById("along-page")?.textContent ?? "{}";
  const { person } = JSON.parse(said) as { person: string };
  let store: Store;
  try {
    store = await Store.open();
  } catch {
    partsOf(root)("keeps-nothing").hidden = false;
    return;
  }
  new Desk(root, person, new Kept(store, ...(await store.of(person)))).open();
  await keepForLater();
}

class Desk {
  private readonly part: Parts;
  private readonly sheet: Sheet;
  private readonly rounds: Rounds;
  private readonly sync: Sync;
  private timer = 0;

  constructor(
    private readonly root: HTMLElement,
    person: string,
    private readonly kept: Kept,
  ) {
    this.part = partsOf(root);
    this.sheet = new Sheet(this.part<HTMLFormElement>("sheet"), kept, this.words);
    this.sync = new Sync(kept, person);
    this.rounds = new Rounds(
      () => this.sync.round(),
      (line) => this.showLine(line),
    );
  }

  open(): void {
    this.listen();
    addEventListener("online", () => this.sync.ripen());
    addEventListener("hashchange", () => this.turn());
    this.turn();
    this.root.dataset.ready = "";
    this.rounds.start(EVERY);
  }

  private listen(): void {
    const { form, box } = this.sheet;
    box.addEventListener("input", () => this.typed());
    for (const button of form.querySelectorAll<HTMLButtonElement>("button[data-key]")) {
      button.addEventListener("click", () => void this.press(button.dataset.key ?? ""));
    }
    bindKeys(form);
    this.part("drop").addEventListener("click", async () => {
      if (this.sheet.taken) await this.kept.drop(this.sheet.taken.key);
      location.hash = "";
    });
    for (const name of ["take", "give-back"]) {
      this.part<HTMLFormElement>(name).addEventListener("submit", (event) => {
        event.preventDefault();
        void this.leave(event.target as HTMLFormElement);
      });
    }
  }

  /** Takes more along or gives all back: first what waits here goes home. */
  private async leave(form: HTMLFormElement): Promise<void> {
    await this.rounds.run();
    if (this.kept.unsent.length || this.part("line").dataset.state !== "up") {
      this.part("unsent").hidden = false;
      return;
    }
    await this.kept.dropArrived();
    // The page may be older than the log-in.
    const token = form.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]");
    if (token) token.value = csrf();
    form.submit();
  }

  private typed(): void {
    const { taken, box } = this.sheet;
    if (!taken) return;
    void this.kept.write(taken, box.value, false);
    this.part("empty").hidden = true;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.rounds.run(), PAUSE);
    this.draw();
  }

  private async press(key: string): Promise<void> {
    const { taken, box } = this.sheet;
    if (!taken) return;
    const handsIn = key === "next" || key === "hand in";
    if (handsIn && !box.value.trim()) {
      this.part("empty").hidden = false;
      box.focus();
      return;
    }
    if (handsIn) await this.kept.write(taken, box.value, true);
    this.draw();
    if (key === "next" || key === "skip") this.goOn(taken);
    void this.rounds.run();
  }

  /** To the next text that waits for her, else to the list. */
  private goOn({ key }: Taken): void {
    const all = [...this.kept.texts.values()];
    const place = all.findIndex((each) => each.key === key);
    const others = [...all.slice(place + 1), ...all.slice(0, place)];
    const done = ["to hand in", "handed in", "translated", "held", "ended"];
    const next = others.find((each) => !done.includes(shownOf(each, this.kept.own.get(each.key))));
    location.hash = next ? `#${next.key}` : "";
  }

  /** Shows the text that the address names, else the list. */
  private turn(): void {
    const key = decodeURIComponent(location.hash.slice(1));
    const taken = this.kept.texts.get(key) ?? null;
    const place = [...this.kept.texts.keys()].indexOf(key) + 1;
    const was = this.sheet.taken;
    this.sheet.taken = null;
    this.sheet.form.hidden = !taken;
    this.part("list").hidden = Boolean(taken);
    this.part("empty").hidden = true;
    if (taken) this.sheet.open(taken, `${place} / ${this.kept.texts.size}`);
    this.draw();
    if (taken) this.sheet.box.focus();
    else if (was) this.root.querySelector<HTMLElement>(`a[href="#${was.key}"]`)?.focus();
  }

  private draw(): void {
    this.sheet.draw();
    const lines = [...this.kept.texts.values()].map((taken) => this.line(taken));
    const list = this.part("texts");
    const focused = document.activeElement?.getAttribute("href");
    list.replaceChildren(...lines);
    if (focused) list.querySelector<HTMLElement>(`a[href="${focused}"]`)?.focus();
    this.part("nothing").hidden = lines.length > 0;
    this.part("give-back").hidden = !lines.length;
    const here = this.kept.unsent.length;
    this.count("here", here);
    this.count("arrived", this.kept.arrived);
    if (!here) this.part("unsent").hidden = true;
  }

  private count(name: string, many: number): void {
    const place = this.part(name);
    const words = (this.words[name] ?? "").replace("@", String(many));
    if (place.textContent !== words) place.textContent = words;
    place.dataset.many = String(many);
  }

  private line(taken: Taken): HTMLElement {
    const template = this.part<HTMLTemplateElement>("row");
    const found = template.content.firstElementChild?.cloneNode(true) as HTMLElement;
    const part = partsOf(found);
    const state = shownOf(taken, this.kept.own.get(taken.key));
    const link = part<HTMLAnchorElement>("begins");
    link.href = `#${taken.key}`;
    link.lang = taken.source_lang;
    link.dir = taken.source_dir;
    link.textContent = beginning(taken);
    part("kind").textContent = taken.kind;
    part("pair").textContent = taken.pair;
    part("due").textContent = taken.due;
    part("state").textContent = wordsOf(taken, state, this.words);
    part("state").className = `state ${COLOURS[state] ?? ""}`;
    const isHeld = Date.parse(taken.until) > Date.now();
    part("held").textContent = isHeld ? taken.held : "";
    part("lapsed").hidden = isHeld;
    found.dataset.state = state;
    return found;
  }

  private showLine(line: Line): void {
    const place = this.part("line");
    const words = this.words[`line${line}`] ?? "";
    if (place.textContent !== words) place.textContent = words;
    place.dataset.state = line;
    place.classList.toggle("cut", line !== "up");
    this.part("log-in").hidden = line !== "ended";
    this.draw();
  }

  private get words(): DOMStringMap {
    return partsOf(this.root)("words").dataset;
  }
}

const SHORT = 140;

function beginning(taken: Taken): string {
  const words = taken.source.filter(([what]) => what !== "gone").map(([, said]) => said);
  const body = words.join("").replace(/\s+/g, " ").trim();
  return body.length > SHORT ? `${body.slice(0, SHORT - 1)}…` : body;
}

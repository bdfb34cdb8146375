// What a translator has along: the texts as languages/views/along_json.py gives them, and what she
// wrote. What she wrote is the only thing that leaves the device.
import { newKey } from "../live/outbox";
import type { Glossary, Term } from "../translating/terms";

export interface ToldTerm extends Term {
  lang: string;
  dir: string;
  note: string;
  said: string;
}

export interface ToldGlossary extends Glossary {
  entries: { source: string; note: string; terms: ToldTerm[] }[];
}

export interface Taken {
  key: string;
  space: number;
  text: number;
  address: string;
  kind: string;
  waits: string;
  until: string;
  held: string;
  due: string;
  revision: number;
  source: ["same" | "added" | "gone", string][];
  remarks: { body: string; by: string; at: string }[];
  glossary: ToldGlossary | null;
  lang: string;
  dir: string;
  source_lang: string;
  source_dir: string;
  pair: string;
  original: string;
  translation: string;
  body: string;
  made_from: number;
  seen: string;
  origin: string;
  draft: boolean;
  mine: boolean;
  back: boolean;
}

/** What became of her words at the server; `""` as long as it has none. */
export type State = "" | "kept" | "handed in" | "moved" | "translated" | "held" | "ended" | "wrong";

/** What she wrote of one text; `id` is the key of this version, `answered` of that which the
 * server answered last. */
export interface Own {
  key: string;
  id: string;
  answered: string;
  body: string;
  made_from: number;
  shown: number;
  seen: string;
  hands_in: boolean;
  state: State;
  says: string;
}

export interface Answer {
  id: string;
  state: State;
  seen: string;
  says: string;
}

/** What is told of a text in the list; of a new one, for what it waits. */
export type Shown = Exclude<State, ""> | "new" | "begun" | "machine" | "here" | "to hand in";

export interface Keeper {
  save(texts: Taken[], own: Own[]): Promise<void>;
}

export function isUnsent(own: Own | undefined): boolean {
  return own !== undefined && own.id !== own.answered;
}

export function shownOf(taken: Taken, own: Own | undefined): Shown {
  if (own && isUnsent(own)) return own.hands_in ? "to hand in" : "here";
  if (own?.state) return own.state;
  if (taken.mine && !taken.back) return "kept";
  if (taken.origin === "machine") return "machine";
  return taken.draft && !taken.mine ? "begun" : "new";
}

/** The server trims words and joins letters with their marks. */
function isSame(one: string, other: string): boolean {
  return one.normalize("NFC").trim() === other.normalize("NFC").trim();
}

export class Kept {
  readonly texts = new Map<string, Taken>();
  readonly own = new Map<string, Own>();

  constructor(
    private readonly keeper: Keeper,
    texts: Taken[] = [],
    own: Own[] = [],
  ) {
    for (const each of texts) this.texts.set(each.key, each);
    for (const each of own) this.own.set(each.key, each);
  }

  get unsent(): Own[] {
    return [...this.own.values()].filter(isUnsent);
  }

  /** How many texts' words the server has. */
  get arrived(): number {
    const states = ["kept", "handed in", "moved", "translated", "held"];
    return [...this.texts.values()].filter((each) =>
      states.includes(shownOf(each, this.own.get(each.key))),
    ).length;
  }

  bodyOf(taken: Taken): string {
    return this.own.get(taken.key)?.body ?? taken.body;
  }

  /** Keeps what stands in the box; nothing where nobody has typed. */
  write(taken: Taken, body: string, handsIn: boolean): Promise<void> {
    const before = this.own.get(taken.key);
    if (!handsIn && body === this.bodyOf(taken)) return Promise.resolve();
    this.own.set(taken.key, {
      key: taken.key,
      id: newKey(),
      answered: before?.answered ?? "",
      body,
      made_from: taken.made_from,
      shown: taken.revision,
      seen: before?.seen ?? taken.seen,
      hands_in: handsIn,
      state: before?.state ?? "",
      says: before?.says ?? "",
    });
    return this.save();
  }

  /** Notes what the server said to the version that was sent; later words wait for their own. */
  async hear(sent: Own, answer: Answer): Promise<void> {
    const now = this.own.get(sent.key);
    if (!now) return;
    now.seen = answer.seen || now.seen;
    if (now.id === sent.id) {
      now.answered = sent.id;
      now.state = answer.state;
      now.says = answer.says;
      now.hands_in = answer.state === "handed in";
    }
    await this.save();
  }

  /** Takes what she has along now; what she wrote stays until the server has it. */
  async follow(fresh: Taken[]): Promise<void> {
    const held = new Set(fresh.map((each) => each.key));
    for (const each of fresh) this.renew(each);
    for (const key of this.texts.keys()) {
      if (!held.has(key) && !this.own.has(key)) this.texts.delete(key);
    }
    await this.save();
  }

  private renew(fresh: Taken): void {
    const own = this.own.get(fresh.key);
    const before = this.texts.get(fresh.key);
    if (isUnsent(own) && before) {
      // She sees the source that she translates; the server's answer brings what changed.
      this.texts.set(fresh.key, { ...before, until: fresh.until, held: fresh.held });
      return;
    }
    this.texts.set(fresh.key, fresh);
    if (!own || isUnsent(own)) return;
    if (own.state === "handed in") this.own.delete(fresh.key);
    else if (isSame(own.body, fresh.body)) own.seen = fresh.seen;
    else if (["kept", "moved", "translated"].includes(own.state)) this.own.delete(fresh.key);
  }

  /** Lets go of one text and of what she wrote of it. */
  drop(key: string): Promise<void> {
    this.texts.delete(key);
    this.own.delete(key);
    return this.save();
  }

  /** Lets go of all of which the server has the words. */
  async dropArrived(): Promise<void> {
    const lost = ["ended", "wrong"];
    for (const key of [...this.texts.keys()]) {
      const own = this.own.get(key);
      if (isUnsent(own) || (own && lost.includes(own.state))) continue;
      this.texts.delete(key);
      this.own.delete(key);
    }
    await this.save();
  }

  private save(): Promise<void> {
    return this.keeper.save([...this.texts.values()], [...this.own.values()]);
  }
}

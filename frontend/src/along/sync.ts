// Brings home what she wrote, and asks what she has along.
import { within } from "../frame/patience";
import { csrf, Ended } from "../frame/rounds";
import type { Answer, Kept, Own, Taken } from "./kept";

const PATIENCE = 20_000;
/** As the server allows: texts in one post, and their letters (its bytes, at most three each). */
const BATCH = 20;
const LETTERS = 250_000;
/** Milliseconds after which it asks again though it sent nothing. */
const SELDOM = 60_000;

export class Sync {
  private asked = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly kept: Kept,
    private readonly person: string,
  ) {}

  /** Sends what waits; asks after that, and now and then. Raises Ended once she is logged out. */
  async round(): Promise<void> {
    if (!navigator.onLine) throw new Error("cut");
    const waiting = this.kept.unsent;
    for (const batch of batches(waiting)) await this.send(batch);
    if (waiting.length || Date.now() - this.asked > SELDOM) await this.ask();
  }

  /** The next round asks in any case. */
  ripen(): void {
    this.asked = Number.NEGATIVE_INFINITY;
  }

  private async send(batch: Own[]): Promise<void> {
    // As they are now: she may go on writing until the answer comes.
    const sent = batch.map((own) => ({ ...own }));
    const body = { person: this.person, drafts: sent.map((own) => this.asSent(own)) };
    const { answers } = await fetched<{ answers: Answer[] }>("bring/", {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": csrf() },
      body: JSON.stringify(body),
    });
    for (const answer of answers) {
      const own = sent.find((each) => each.id === answer.id);
      if (own) await this.kept.hear(own, answer);
    }
  }

  private asSent(own: Own): Record<string, unknown> {
    const { id, body, made_from, shown, seen, hands_in } = own;
    const [text, ...lang] = own.key.split("-");
    const space = this.kept.texts.get(own.key)?.space ?? 0;
    return {
      ...{ id, body, made_from, shown, seen, hands_in, space },
      ...{ text: Number(text), lang: lang.join("-") },
    };
  }

  private async ask(): Promise<void> {
    const { person, texts } = await fetched<{ person: string; texts: Taken[] }>("texts/");
    if (person !== this.person) throw new Ended();
    this.asked = Date.now();
    await this.kept.follow(texts);
  }
}

export function batches(waiting: Own[]): Own[][] {
  const found: Own[][] = [];
  let letters = 0;
  for (const own of waiting) {
    const last = found[found.length - 1];
    letters += own.body.length;
    if (last && last.length < BATCH && letters <= LETTERS) last.push(own);
    else {
      found.push([own]);
      letters = own.body.length;
    }
  }
  return found;
}

async function fetched<T>(path: string, init: RequestInit = {}): Promise<T> {
  const headers = { Accept: "application/json", ...init.headers };
  const signal = within(PATIENCE);
  const answer = await fetch(path, { credentials: "same-origin", signal, ...init, headers });
  if (answer.status === 403 || answer.status === 404) throw new Ended();
  if (!answer.ok) throw new Error(String(answer.status));
  return (await answer.json()) as T;
}

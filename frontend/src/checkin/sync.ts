// Brings scans to the server and news from it, as often as there is a line.

import { within } from "../frame/patience";
import { csrf, Ended, type Line, Rounds } from "../frame/rounds";
import type { Book, Changes } from "./book";
import { momentAt } from "./rules";
import type { OwnScan, Store } from "./store";

const BATCH = 500;
const EVERY = 8_000;
const MANY = 20_000;

interface Taken {
  answers: { id: string; state: string; why: string }[];
  number: number;
  now: string;
}

export interface Where {
  slug: string;
  zone: string;
  begins: string;
}

export interface Listener {
  /** Whether there is a line; `ended` if the device was shut out. */
  line: (state: Line) => void;
  news: (counts: Changes["counts"]) => void;
  parked: (count: number) => void;
}

export class Sync {
  /** Milliseconds that this device's clock is behind the server's. */
  offset = 0;
  private readonly rounds: Rounds;

  constructor(
    private readonly store: Store,
    private readonly book: Book,
    private readonly where: Where,
    private readonly listener: Listener,
  ) {
    this.rounds = new Rounds(async () => {
      await this.send();
      await this.ask();
    }, listener.line);
  }

  start(): void {
    this.rounds.start(EVERY);
  }

  async run(): Promise<void> {
    await this.rounds.run();
  }

  private async send(): Promise<void> {
    for (;;) {
      const waiting = (await this.store.scans()).filter((scan) => scan.taken === null);
      if (!waiting.length) return;
      const batch = waiting.slice(0, BATCH);
      const taken = await this.json<Taken>("scans/", {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": csrf() },
        body: JSON.stringify({ scans: batch.map(asSent) }),
      });
      const sent = new Set(batch.map((scan) => scan.id));
      // An answer about none of them would have the same batch sent again without end.
      if (!taken.answers.some((answer) => sent.has(answer.id))) throw new Error("no answer");
      // Only what was answered is let go; what was not is sent again.
      await this.store.taken(
        taken.answers.map((answer) => answer.id),
        taken.number,
      );
      const parked = taken.answers.filter((answer) => answer.state === "parked");
      if (parked.length) this.listener.parked(parked.length);
    }
  }

  private async ask(): Promise<void> {
    const { kept } = this.book;
    if (!kept.snapshot || kept.badges.size + kept.presences.size > MANY) await this.fetchAll();
    let more = true;
    while (more) {
      const changes = await this.json<Changes>(`changes/?after=${this.book.kept.number}`);
      if (changes.anew) {
        await this.fetchAll();
        continue;
      }
      this.book.follow(changes);
      more = changes.more;
      this.listener.news(changes.counts);
    }
    await this.store.keepBook(this.book.kept);
    const known = (await this.store.scans()).filter(
      (scan) => scan.taken !== null && scan.taken <= this.book.kept.number,
    );
    await this.store.drop(known.map((scan) => scan.id));
  }

  private async fetchAll(): Promise<void> {
    const answer = await this.fetch("snapshot/");
    const now = momentAt(new Date(Date.now() + this.offset), this.where.zone, this.where.begins);
    this.book.renew(await answer.arrayBuffer(), answer.headers.get("ETag") ?? "", now);
  }

  private async json<T extends { now: string }>(path: string, init: RequestInit = {}): Promise<T> {
    const before = Date.now();
    const answer = await this.fetch(path, init);
    const body: T = await answer.json();
    // The server's clock stood in the middle of the way there and back.
    this.offset = Math.round(Date.parse(body.now) - (before + Date.now()) / 2);
    await this.store.set("offset", this.offset);
    return body;
  }

  private async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const address = `/${this.where.slug}/desk/${path}`;
    const signal = within(20_000);
    const answer = await fetch(address, { credentials: "same-origin", signal, ...init });
    if (answer.status === 404) throw new Ended();
    if (!answer.ok) throw new Error(`${answer.status}`);
    return answer;
  }
}

function asSent(scan: OwnScan): Record<string, unknown> {
  const { id, kind, list, code, gate, offset, sequence, verdict, reason, rule, undoes } = scan;
  const sent = { id, kind, list, code, gate, offset, sequence, verdict, reason, rule };
  return { ...sent, undoes, at: scan.said };
}

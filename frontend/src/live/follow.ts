// Follows a topic: snapshot, then entries in order, whatever the network does.

import { Retry } from "./backoff";
import { address, type EntryFrame, type Frame, type Snapshot } from "./frames";
import { fetched, type Line, missedAfter, Shut, WAYS } from "./lines";
import { Position } from "./position";
import { openShared } from "./shared";

export type LineState = "live" | "waiting" | "shut";

export interface Follower<State> {
  topic: string;
  lang: string;
  /** The whole state: at the beginning, and again whenever the log cannot be carried on from. */
  onSnapshot: (state: State) => void;
  /** The next entry; each exactly once and in order. */
  onEntry: (entry: EntryFrame) => void;
  onCounters?: (counters: Record<string, number>) => void;
  onLine?: (state: LineState) => void;
}

export interface Following {
  stop: () => void;
  /** Reads what is missing now, for instance after a post was answered. */
  catchUp: () => Promise<void>;
}

/** Follows `topic` until stopped. Nothing is lost, nothing comes twice. */
export function follow<State>(follower: Follower<State>): Following {
  return new LiveTopic(follower);
}

/** A way that let something through is given up after so many lines without a word, while the
    server answers: then this session holds as many lines as it may (429). */
const FULL_AFTER = 3;

class LiveTopic<State> implements Following {
  private readonly position = new Position();
  private readonly retry = new Retry(() => this.connect());
  private line: Line | undefined;
  private way = 0;
  private heard = false;
  /** Ways that have let something through; one that has is kept, however often it is cut. */
  private readonly passed = new Set<number>();
  /** So many lines in a row ended without a word. */
  private unheard = 0;
  private suspect = false;
  private answered = false;
  private filling: Promise<void> | undefined;
  private stopped = false;

  constructor(private readonly follower: Follower<State>) {
    this.connect();
  }

  stop(): void {
    this.stopped = true;
    this.line?.close();
    this.retry.stop();
  }

  catchUp(): Promise<void> {
    this.filling ??= this.fill().finally(() => {
      this.filling = undefined;
    });
    return this.filling;
  }

  private async connect(): Promise<void> {
    if (this.stopped) return;
    try {
      if (this.position.last < 0) await this.readSnapshot();
      if (!this.stopped) this.open();
    } catch (error) {
      this.failed(error);
    }
  }

  private async readSnapshot(): Promise<void> {
    const { topic, lang, onSnapshot } = this.follower;
    const found = await fetched<Snapshot<State>>(address(topic, "snapshot", lang));
    this.position.begin(found.epoch, found.seq);
    onSnapshot(found.state);
  }

  private open(): void {
    // The server answers, but this way let nothing through: something between forbids it.
    if (this.suspect && this.answered && this.way < WAYS.length - 1) this.way += 1;
    this.suspect = false;
    this.answered = false;
    this.heard = false;
    const way = WAYS[this.way] ?? "poll";
    this.line = openShared(way, {
      topic: this.follower.topic,
      lang: this.follower.lang,
      after: () => this.position.text,
      frame: (frame) => {
        this.passed.add(this.way);
        this.take(frame);
      },
      ended: () => this.ended(),
    });
    // A tab that shares another's line hears nothing until something happens.
    this.catchUp();
  }

  private ended(): void {
    this.unheard = this.heard ? 0 : this.unheard + 1;
    this.suspect = !this.passed.has(this.way) || this.unheard >= FULL_AFTER;
    this.follower.onLine?.("waiting");
    this.retry.later();
  }

  private take(frame: Frame): void {
    if (!this.heard) this.follower.onLine?.("live");
    this.heard = true;
    this.retry.succeeded();
    if (frame.t === "counters") this.follower.onCounters?.(frame.counters);
    const verdict = this.position.take(frame, this.follower.onEntry);
    if (verdict === "gap") this.catchUp();
    if (verdict === "reset") this.startOver();
  }

  private startOver(): void {
    this.line?.close();
    this.position.begin("", -1);
    this.retry.later();
  }

  /** Fetches what lies between, until nothing that was named is missing. */
  private async fill(): Promise<void> {
    const { topic, lang } = this.follower;
    try {
      do {
        const missed = await missedAfter(topic, lang, this.position.text);
        this.answered = true;
        if (this.stopped || this.position.last < 0) return;
        for (const frame of missed.frames) this.take(frame);
        this.position.head = Math.max(this.position.head, missed.head);
        if (missed.seq <= this.position.last && missed.frames.length <= 1) break;
      } while (this.position.last >= 0 && this.position.last < this.position.head);
    } catch (error) {
      if (error instanceof Shut) this.failed(error);
      // Otherwise the next frame or beat asks again.
    }
  }

  private failed(error: unknown): void {
    if (error instanceof Shut) {
      this.follower.onLine?.("shut");
      this.stop();
      return;
    }
    this.follower.onLine?.("waiting");
    this.retry.later();
  }
}

// The rule that loses nothing and doubles nothing: apply only the next number.

import type { EntryFrame, Frame } from "./frames";

/** What a frame asks of its reader: nothing more, what lies between, or a new snapshot. */
export type Verdict = "applied" | "dropped" | "gap" | "reset";

export class Position {
  epoch = "";
  last = -1;
  /** The highest number that any frame has named. */
  head = -1;

  get text(): string {
    return `${this.epoch}:${this.last}`;
  }

  begin(epoch: string, seq: number): void {
    this.epoch = epoch;
    this.last = seq;
    this.head = seq;
  }

  /** Takes a frame; an entry that is the next one is given to `apply`. */
  take(frame: Frame, apply: (entry: EntryFrame) => void): Verdict {
    switch (frame.t) {
      case "reset":
        return "reset";
      case "counters":
        return "applied";
      case "hello":
      case "beat":
        if (frame.epoch !== this.epoch) return "reset";
        this.head = Math.max(this.head, frame.seq);
        return frame.seq > this.last ? "gap" : "applied";
      case "entry":
      case "skip":
        this.head = Math.max(this.head, frame.seq);
        if (frame.seq <= this.last) return "dropped";
        if (frame.seq !== this.last + 1) return "gap";
        if (frame.t === "entry") apply(frame);
        this.last = frame.seq;
        return "applied";
    }
  }
}

// Which of this browser's changes the server has: a change counts as saved only when it says so.
import * as Y from "yjs";

export interface Parcel {
  number: number;
  update: Uint8Array;
  /** Holds everything that the server lacked, so that it may be sent again. */
  merging: boolean;
}

export class Keeping {
  /** Changes made here that the server has not confirmed. */
  unsaved = 0;
  /** Why the server refused the last parcel. */
  refused = "";
  private waiting: Uint8Array[] = [];
  private sent = new Map<number, number>();
  private number = 0;
  private whole: boolean;

  /** `known`: this browser kept something from before, which the server may lack. */
  constructor(
    private readonly doc: Y.Doc,
    known: boolean,
  ) {
    this.whole = known;
  }

  get underWay(): boolean {
    return this.sent.size > 0;
  }

  /** Something from before has not been shown to the server yet. */
  get pending(): boolean {
    return this.whole || this.waiting.length > 0;
  }

  note(update: Uint8Array): void {
    this.unsaved += 1;
    this.waiting.push(update);
  }

  /** What was made since the last parcel, or null. After a refusal or a cut only `all` goes on. */
  next(): Parcel | null {
    if (this.refused || this.whole || this.waiting.length === 0) return null;
    const update = Y.mergeUpdates(this.waiting);
    return this.parcel(update, this.waiting.length, false);
  }

  /** All that a server at `vector` lacks, or null if there is nothing to show it. */
  all(vector: Uint8Array): Parcel | null {
    this.refused = "";
    this.sent.clear();
    if (!this.whole && this.unsaved === 0) return null;
    this.whole = false;
    return this.parcel(Y.encodeStateAsUpdate(this.doc, vector), this.unsaved, true);
  }

  kept(number: number): void {
    this.unsaved -= this.sent.get(number) ?? 0;
    this.sent.delete(number);
  }

  /** The server did not take a parcel: nothing of what was sent since counts. */
  refuse(code: string): void {
    this.refused = code;
    this.forget();
  }

  /** The line was cut: what was under way may or may not have arrived. */
  forget(): void {
    if (this.sent.size > 0 || this.waiting.length > 0) this.whole = true;
    this.sent.clear();
    this.waiting = [];
  }

  private parcel(update: Uint8Array, changes: number, merging: boolean): Parcel {
    this.number += 1;
    this.sent.set(this.number, changes);
    this.waiting = [];
    return { number: this.number, update, merging };
  }
}

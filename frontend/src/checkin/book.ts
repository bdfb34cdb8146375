// What a device knows without a line: the nameless list of delegates/queries/snapshots.py, and
// what changed since.
import { bytesOf } from "./code";
import { type BadgeKind, dayOf, type Moment, OUTSIDE, type Presence, type Rule } from "./rules";

export interface List extends Rule {
  uid: string;
  name: string;
  gates: string[];
  version: number;
}

interface Header {
  number: number;
  count: number;
  kinds: BadgeKind[];
  lists: string[];
}

export interface Changes {
  number: number;
  more: boolean;
  anew: boolean;
  badges: [string, BadgeKind][];
  presences: [string, string, boolean, Moment, string, number][];
  lists: List[];
  counts: Record<string, [number, number]>;
  now: string;
}

/** What is kept in the browser's own store. */
export interface Kept {
  snapshot: ArrayBuffer | null;
  etag: string;
  /** The moment at which the snapshot was fetched, for those that it says are inside. */
  fetched: Moment | null;
  number: number;
  badges: Map<string, BadgeKind>;
  presences: Map<string, Presence>;
  lists: List[];
}

export const NOTHING: Kept = {
  snapshot: null,
  etag: "",
  fetched: null,
  number: 0,
  badges: new Map(),
  presences: new Map(),
  lists: [],
};

export class Book {
  private header: Header = { number: 0, count: 0, kinds: [], lists: [] };
  private digests = new Uint8Array();
  private kinds = new Uint8Array();
  private marks = new Uint8Array();
  kept: Kept;

  constructor(kept: Kept) {
    this.kept = { ...kept, badges: new Map(kept.badges), presences: new Map(kept.presences) };
    if (kept.snapshot) this.open(kept.snapshot);
  }

  get size(): number {
    return this.header.count;
  }

  /** Takes a fresh snapshot in place of all that was known. */
  renew(snapshot: ArrayBuffer, etag: string, fetched: Moment): void {
    this.open(snapshot);
    this.kept = {
      ...this.kept,
      snapshot,
      etag,
      fetched,
      number: this.header.number,
      badges: new Map(),
      presences: new Map(),
    };
  }

  private open(snapshot: ArrayBuffer): void {
    const length = new DataView(snapshot).getUint32(0);
    const said = new TextDecoder().decode(new Uint8Array(snapshot, 4, length));
    const header: Header = JSON.parse(said);
    const { count } = header;
    const at = 4 + length;
    this.header = header;
    this.digests = new Uint8Array(snapshot, at, 8 * count);
    this.kinds = new Uint8Array(snapshot, at + 8 * count, count);
    this.marks = new Uint8Array(snapshot, at + 9 * count);
  }

  /** Takes what changed since. */
  follow(changes: Changes): void {
    for (const [digest, kind] of changes.badges) this.kept.badges.set(digest, kind);
    for (const [digest, list, inside, moment, at, entries] of changes.presences) {
      const day = dayOf(this.list(list) ?? NO_RULE, moment);
      this.kept.presences.set(`${digest}.${list}`, { inside, day, at, entries, doubles: 0 });
    }
    this.kept.number = changes.number;
    this.kept.lists = changes.lists;
  }

  list(uid: string): List | undefined {
    return this.kept.lists.find((each) => each.uid === uid);
  }

  /** The kind of a badge, or nothing for a code that nobody knows. */
  kindOf(digest: string): BadgeKind | null {
    const changed = this.kept.badges.get(digest);
    if (changed) return changed;
    const place = this.placeOf(digest);
    return place < 0 ? null : (this.header.kinds[this.kinds[place] ?? 255] ?? null);
  }

  /** Where the server said last that somebody stands on a list. */
  presenceOf(digest: string, list: List): Presence {
    const changed = this.kept.presences.get(`${digest}.${list.uid}`);
    if (changed) return changed;
    const place = this.placeOf(digest);
    const row = this.header.lists.indexOf(list.uid);
    if (place < 0 || row < 0) return OUTSIDE;
    const start = row * Math.ceil(this.header.count / 8);
    const inside = Boolean((this.marks[start + (place >> 3)] ?? 0) & (1 << (place & 7)));
    const day = this.kept.fetched ? dayOf(list, this.kept.fetched) : null;
    return inside ? { ...OUTSIDE, inside, day, entries: 1 } : OUTSIDE;
  }

  private placeOf(digest: string): number {
    const wanted = bytesOf(digest);
    let low = 0;
    let high = this.header.count - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const order = this.compare(wanted, middle);
      if (order === 0) return middle;
      if (order < 0) high = middle - 1;
      else low = middle + 1;
    }
    return -1;
  }

  private compare(wanted: Uint8Array, place: number): number {
    for (let byte = 0; byte < 8; byte++) {
      const difference = (wanted[byte] ?? 0) - (this.digests[8 * place + byte] ?? 0);
      if (difference) return difference;
    }
    return 0;
  }
}

const NO_RULE: Rule = { categories: [], days: [], opens: "", closes: "", repeat: "free" };

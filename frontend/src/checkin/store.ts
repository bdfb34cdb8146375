// What a desk keeps in its browser: what it knows, and the scans that nobody has taken yet.
import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import { type Kept, NOTHING } from "./book";
import type { Scan } from "./rules";

/** A scan as it is sent, and what only this device needs of it. */
export interface OwnScan extends Scan {
  list: string;
  code: string;
  gate: string;
  offset: number;
  reason: string;
  rule: number;
  digest: string;
  /** What the device's own clock said. */
  said: string;
  /** The event's number with which the server took it; it is kept until that is known here. */
  taken: number | null;
}

interface Schema extends DBSchema {
  kept: { key: string; value: unknown };
  scans: { key: string; value: OwnScan };
}

export class Store {
  private constructor(private readonly db: IDBPDatabase<Schema>) {}

  /** Raises where the browser keeps nothing, as in some private windows. */
  static async open(name: string): Promise<Store> {
    const db = await openDB<Schema>(name, 1, {
      upgrade(fresh) {
        fresh.createObjectStore("kept");
        fresh.createObjectStore("scans", { keyPath: "id" });
      },
    });
    return new Store(db);
  }

  async book(): Promise<Kept> {
    return ((await this.db.get("kept", "book")) as Kept | undefined) ?? NOTHING;
  }

  async keepBook(book: Kept): Promise<void> {
    await this.db.put("kept", book, "book");
  }

  async get<T>(name: string, otherwise: T): Promise<T> {
    return ((await this.db.get("kept", name)) as T | undefined) ?? otherwise;
  }

  async set(name: string, value: unknown): Promise<void> {
    await this.db.put("kept", value, name);
  }

  /** The next number of this device; never the same twice. */
  async next(): Promise<number> {
    const writing = this.db.transaction("kept", "readwrite");
    const number = (((await writing.store.get("sequence")) as number | undefined) ?? 0) + 1;
    await writing.store.put(number, "sequence");
    await writing.done;
    return number;
  }

  async add(scan: OwnScan): Promise<void> {
    await this.db.put("scans", scan);
  }

  async scans(): Promise<OwnScan[]> {
    return this.db.getAll("scans");
  }

  /** Notes that the server took these, with its number. */
  async taken(ids: string[], number: number): Promise<void> {
    const writing = this.db.transaction("scans", "readwrite");
    for (const id of ids) {
      const scan = await writing.store.get(id);
      if (scan) await writing.store.put({ ...scan, taken: number });
    }
    await writing.done;
  }

  async drop(ids: string[]): Promise<void> {
    const writing = this.db.transaction("scans", "readwrite");
    for (const id of ids) await writing.store.delete(id);
    await writing.done;
  }
}

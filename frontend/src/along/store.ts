// Where the browser keeps what a translator has along. It is hers: somebody else's is wiped when
// another person opens the page, all of it when she logs out.
import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from "idb";
import { forgetPage } from "../frame/offline";
import { isUnsent, type Keeper, type Own, type Taken } from "./kept";

const NAME = "along";
export const PAGE = "/translate/along/";

interface Schema extends DBSchema {
  kept: { key: string; value: unknown };
}

export class Store implements Keeper {
  private constructor(private readonly db: IDBPDatabase<Schema>) {}

  /** Raises where the browser keeps nothing, as in some private windows. */
  static async open(): Promise<Store> {
    const db = await openDB<Schema>(NAME, 1, {
      upgrade: (fresh) => void fresh.createObjectStore("kept"),
      // She logs out in another tab: nothing of hers stays open here.
      blocking: (_now, _then, event) => {
        (event.target as IDBDatabase).close();
        location.replace("/");
      },
    });
    return new Store(db);
  }

  /** What this person has along; another's goes. */
  async of(person: string): Promise<[Taken[], Own[]]> {
    if ((await this.db.get("kept", "person")) !== person) {
      await this.db.clear("kept");
      await this.db.put("kept", person, "person");
    }
    return [await this.all<Taken>("texts"), await this.all<Own>("own")];
  }

  async all<T>(name: "texts" | "own"): Promise<T[]> {
    return ((await this.db.get("kept", name)) as T[] | undefined) ?? [];
  }

  async save(texts: Taken[], own: Own[]): Promise<void> {
    const writing = this.db.transaction("kept", "readwrite");
    await Promise.all([
      writing.store.put(texts, "texts"),
      writing.store.put(own, "own"),
      writing.done,
    ]);
  }

  close(): void {
    this.db.close();
  }
}

/** How many texts of this browser's hold words that the server does not have. */
export async function unsentHere(): Promise<number> {
  const store = await Store.open();
  const own = await store.all<Own>("own");
  store.close();
  return own.filter(isUnsent).length;
}

/** Wipes everything: texts are not for whoever sits here next. */
export async function forgetAlong(): Promise<void> {
  await Promise.all([deleteDB(NAME), forgetPage(PAGE)]);
}

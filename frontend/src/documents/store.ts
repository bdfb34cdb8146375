// What is written stays in this browser until the server has it, and longer.
import { IndexeddbPersistence } from "y-indexeddb";
import type * as Y from "yjs";

const PATIENCE = 3_000;

export interface Store {
  /** Whether this browser keeps anything at all. */
  keeps: boolean;
  /** Whether something was kept from before. */
  known: boolean;
}

/** Opens the store of this document and this person, and reads it into the document. */
export async function openStore(name: string, doc: Y.Doc): Promise<Store> {
  try {
    const persistence = new IndexeddbPersistence(name, doc);
    Object.assign(persistence, { isStore: true });
    await Promise.race([persistence.whenSynced, late()]);
    return { keeps: true, known: doc.store.clients.size > 0 };
  } catch {
    return { keeps: false, known: false };
  }
}

function late(): Promise<never> {
  return new Promise((_resolve, reject) => setTimeout(reject, PATIENCE));
}

// Each paragraph keeps its name for ever; what is split off or pasted gets a new one.
import { Extension } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { type EditorState, Plugin, type Transaction } from "@tiptap/pm/state";
import { Mapping } from "@tiptap/pm/transform";
import { ySyncPluginKey } from "@tiptap/y-tiptap";

const NAMED = ["paragraph", "heading", "codeBlock"];
const LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

export function freshId(): string {
  const chosen = crypto.getRandomValues(new Uint8Array(10));
  return Array.from(chosen, (byte) => LETTERS[byte % LETTERS.length]).join("");
}

interface Place {
  at: number;
  node: Node;
}

export const Identity = Extension.create({
  name: "identity",

  addGlobalAttributes() {
    const id = {
      default: null,
      keepOnSplit: false,
      parseHTML: (element: HTMLElement) => element.getAttribute("data-id"),
      renderHTML: ({ id }: Record<string, unknown>) => (id ? { "data-id": id } : {}),
    };
    const dir = { default: null, rendered: true, renderHTML: () => ({ dir: "auto" }) };
    return [{ types: NAMED, attributes: { id, dir } }];
  },

  addProseMirrorPlugins() {
    return [new Plugin({ appendTransaction: renamed })];
  },
});

/** Others name what they write; two browsers that both repaired it would go on for ever. */
function isOurs(transaction: Transaction): boolean {
  return transaction.docChanged && !transaction.getMeta(ySyncPluginKey)?.isChangeOrigin;
}

function renamed(
  transactions: readonly Transaction[],
  before: EditorState,
  after: EditorState,
): Transaction | null {
  if (!transactions.some(isOurs)) return null;
  const mapping = new Mapping(transactions.flatMap((each) => each.mapping.maps));
  const held = places(before.doc);
  const change = after.tr;
  for (const [id, found] of places(after.doc)) {
    const keeper = id ? keeps(found, held.get(id)?.[0], mapping) : null;
    for (const each of found) {
      if (each !== keeper) change.setNodeAttribute(each.at, "id", freshId());
    }
  }
  return change.docChanged ? change.setMeta("addToHistory", false) : null;
}

function places(doc: Node): Map<string, Place[]> {
  const found = new Map<string, Place[]>();
  doc.descendants((node, at) => {
    if (!NAMED.includes(node.type.name)) return;
    const id: string = node.attrs.id ?? "";
    found.set(id, [...(found.get(id) ?? []), { at, node }]);
  });
  return found;
}

/** Of several with one name: where the old one went, unless only an empty rest stayed there. */
function keeps(found: Place[], old: Place | undefined, mapping: Mapping): Place | undefined {
  const stayed = found.find((each) => old && each.at === mapping.map(old.at));
  const emptied = stayed && stayed.node.content.size === 0 && (old?.node.content.size ?? 0) > 0;
  return (emptied ? found.find((each) => each.node.content.size > 0) : stayed) ?? found[0];
}

// Where others write. The server says their names; their colour follows from their number.
import { Extension } from "@tiptap/core";
import { yCursorPlugin } from "@tiptap/y-tiptap";
import * as Y from "yjs";

const COLOURS = 9;

interface Held {
  user: { name: string; color: string };
  cursor: { anchor: unknown; head: unknown };
}

/** As much of an Awareness (y-protocols) as the cursor plugin asks for. */
export class Cursors {
  private states = new Map<number, Held>();
  private own: Record<string, unknown> = {};
  private listeners = new Set<() => void>();

  constructor(
    readonly doc: Y.Doc,
    private readonly tell: (at: unknown) => void,
  ) {}

  get names(): string[] {
    return [...new Set([...this.states.values()].map((held) => held.user.name).filter(Boolean))];
  }

  getStates(): Map<number, Held> {
    return this.states;
  }

  getLocalState(): Record<string, unknown> {
    return this.own;
  }

  setLocalStateField(field: string, value: unknown): void {
    this.own = { ...this.own, [field]: value };
    this.tell(value);
  }

  on(_event: string, listener: () => void): void {
    this.listeners.add(listener);
  }

  off(_event: string, listener: () => void): void {
    this.listeners.delete(listener);
  }

  /** News from the server. */
  hear(of: Record<string, { name: string; at: unknown } | null>): void {
    for (const [number, held] of Object.entries(of)) {
      const cursor = held && this.position(held.at);
      if (cursor) {
        // Colours come from the style sheet; the plugin wants one to be named.
        const user = { name: held.name, color: "#000000" };
        this.states.set(Number(number), { user, cursor });
      } else this.states.delete(Number(number));
    }
    this.changed();
  }

  /** The line is cut: nobody is known to be there. */
  clear(): void {
    this.states.clear();
    this.own = {};
    this.changed();
  }

  private changed(): void {
    for (const listener of this.listeners) listener();
  }

  /** The position, or null for what somebody made up. */
  private position(at: unknown): Held["cursor"] | null {
    try {
      const { anchor, head } = at as Held["cursor"];
      for (const each of [anchor, head]) {
        Y.createAbsolutePositionFromRelativePosition(
          Y.createRelativePositionFromJSON(each),
          this.doc,
        );
      }
      return { anchor, head };
    } catch {
      return null;
    }
  }
}

function caret(user: Held["user"], number: number): HTMLElement {
  const mark = document.createElement("span");
  mark.className = "caret";
  mark.dataset.colour = String((number % COLOURS) + 1);
  const name = document.createElement("bdi");
  name.textContent = user.name;
  mark.append(name);
  return mark;
}

export function cursorsExtension(cursors: Cursors): Extension {
  return Extension.create({
    name: "cursors",
    addProseMirrorPlugins() {
      const selectionBuilder = (_user: unknown, number: number) => ({
        class: "selected",
        "data-colour": String((number % COLOURS) + 1),
      });
      // biome-ignore lint/suspicious/noExplicitAny: the plugin wants a whole Awareness
      return [yCursorPlugin(cursors as any, { cursorBuilder: caret, selectionBuilder })];
    },
  });
}

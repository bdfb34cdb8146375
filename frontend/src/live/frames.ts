// What the server sends over any line: one JSON object, its type under `t`.

export interface EntryFrame {
  t: "entry";
  seq: number;
  kind: string;
  at: string;
  data: Record<string, unknown>;
}

export type Frame =
  | EntryFrame
  | { t: "skip"; seq: number }
  | { t: "hello" | "beat" | "reset"; epoch: string; seq: number }
  | { t: "counters"; counters: Record<string, number> };

export interface Snapshot<State> {
  epoch: string;
  seq: number;
  state: State;
}

export interface Missed {
  epoch: string;
  seq: number;
  head: number;
  frames: Frame[];
}

/** The address of a topic's snapshot, entries, stream or socket. */
export function address(topic: string, what: string, lang: string, after = ""): string {
  const query = new URLSearchParams({ lang });
  if (after) query.set("after", after);
  return `/live/${encodeURIComponent(topic)}/${what}?${query}`;
}

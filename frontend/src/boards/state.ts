// What a board or a hall shows: a snapshot, and each entry put into it.

import { bestOf } from "../reading/best";

export interface Version {
  body: string;
  lang: string;
  dir: "ltr" | "rtl";
  origin: string;
  older: boolean;
}

export interface Said extends Version {
  /** The language of the original. */
  source: string;
  /** The words of the original, where these are a translation. */
  original?: string;
  /** All translations, where none is in the language of the page. */
  others?: Version[];
}

export interface Line {
  uid: string;
  kind: "note" | "announcement";
  at: string;
  text: Said;
  session: string;
}

export interface Running {
  code: string;
  title: Said;
  state: "planned" | "soon" | "live" | "late" | "moved" | "ended";
  late_minutes: number;
  room: Said | null;
}

export interface BoardState {
  running: Running;
  lines: Line[];
}

export interface HallState {
  running: Running[];
  lines: Line[];
  release: number;
}

/** What an entry says; a field that it lacks did not change. */
export interface Told {
  line?: Line;
  removed?: string;
  running?: Running;
  release?: number;
}

const MOST_LINES = 500;

/** A text as a reader of `languages` gets it: frames are made once for all of one language. */
export function readBy(languages: readonly string[], said: Said): Said {
  if (!said.others) return said;
  const { others, ...first } = said;
  const best = bestOf<Version>([first, ...others], languages) ?? first;
  return best === first ? first : { ...best, source: said.source, original: said.body };
}

/** The lines with one put in by its hour, or taken out. */
export function linesAfter(lines: readonly Line[], told: Told): Line[] {
  const gone = told.removed ?? told.line?.uid;
  const rest = lines.filter((line) => line.uid !== gone);
  if (!told.line) return rest;
  const at = Date.parse(told.line.at);
  const place = rest.findIndex((line) => Date.parse(line.at) > at);
  rest.splice(place < 0 ? rest.length : place, 0, told.line);
  return rest.slice(-MOST_LINES);
}

export function boardAfter(state: BoardState, told: Told): BoardState {
  return { running: told.running ?? state.running, lines: linesAfter(state.lines, told) };
}

export function hallAfter(state: HallState, told: Told): HallState {
  const { running } = told;
  const others = state.running.filter((each) => each.code !== running?.code);
  return {
    running: running && running.state !== "planned" ? [...others, running] : others,
    lines: linesAfter(state.lines, told),
    release: told.release ?? state.release,
  };
}

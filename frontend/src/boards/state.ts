// What a board or a hall shows: a snapshot, and each entry put into it.

export interface Said {
  body: string;
  lang: string;
  dir: "ltr" | "rtl";
  source: string;
  origin: string;
  older: boolean;
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

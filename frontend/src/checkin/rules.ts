// The rules at the door, the same as in delegates/doorkeeping.py. Both are held together by
// tests/data/checkin/rules.json.

export interface Rule {
  categories: string[];
  days: number[];
  /** Hours of the event, `09:00`, or nothing. */
  opens: string;
  closes: string;
  repeat: "once" | "daily" | "free";
}

export interface BadgeKind {
  category: string;
  standing: string;
  days: number[];
}

/** Day (0 = the event's first) and hour at the event. */
export interface Moment {
  day: number;
  clock: string;
}

export interface Presence {
  inside: boolean;
  day: number | null;
  at: string | null;
  entries: number;
  doubles: number;
}

export interface Verdict {
  verdict: "admitted" | "by_hand" | "refused";
  reason: string;
}

export interface Scan extends Moment {
  id: string;
  kind: "entry" | "exit" | "undo";
  undoes: string | null;
  verdict: Verdict["verdict"];
  at: string;
  sequence: number;
}

export const OUTSIDE: Presence = { inside: false, day: null, at: null, entries: 0, doubles: 0 };

export function momentAt(at: Date, zone: string, begins: string): Moment {
  const parts = new Intl.DateTimeFormat("en-CA-u-nu-latn-ca-gregory", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  }).formatToParts(at);
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? "";
  const today = Date.parse(`${of("year")}-${of("month")}-${of("day")}T00:00:00Z`);
  const day = Math.round((today - Date.parse(`${begins}T00:00:00Z`)) / 86_400_000);
  return { day, clock: `${of("hour")}:${of("minute")}` };
}

function isLate(rule: Rule): boolean {
  return Boolean(rule.opens && rule.closes && rule.closes <= rule.opens);
}

/** What closes in the morning belongs to the day before. */
export function dayOf(rule: Rule, moment: Moment): number {
  return moment.day - (isLate(rule) && moment.clock < rule.closes ? 1 : 0);
}

export function decide(
  rule: Rule,
  badge: BadgeKind | null,
  presence: Presence,
  moment: Moment,
  kind: "entry" | "exit",
): Verdict {
  if (!badge) return refused("unknown");
  if (kind === "exit") {
    return { verdict: "admitted", reason: presence.inside ? "" : "not_in" };
  }
  const reason =
    (badge.standing === "valid" ? "" : badge.standing) ||
    who(rule, badge, moment) ||
    when(rule, moment) ||
    again(rule, presence, moment);
  return reason ? refused(reason) : { verdict: "admitted", reason: "" };
}

function refused(reason: string): Verdict {
  return { verdict: "refused", reason };
}

function who(rule: Rule, badge: BadgeKind, moment: Moment): string {
  if (rule.categories.length && !rule.categories.includes(badge.category)) return "other_list";
  if (badge.days.length && !badge.days.includes(dayOf(rule, moment))) return "other_day";
  return "";
}

function when(rule: Rule, moment: Moment): string {
  if (rule.days.length && !rule.days.includes(dayOf(rule, moment))) return "closed_day";
  const { opens, closes } = rule;
  const { clock } = moment;
  if (isLate(rule)) return closes <= clock && clock < opens ? "too_early" : "";
  if (opens && clock < opens) return "too_early";
  return closes && clock >= closes ? "too_late" : "";
}

function again(rule: Rule, presence: Presence, moment: Moment): string {
  if (!presence.inside || rule.repeat === "free") return "";
  const same = rule.repeat === "once" || presence.day === dayOf(rule, moment);
  return same ? "in_already" : "";
}

/** Where somebody stands after these scans; `base` is what the server said before them. */
export function fold(scans: Scan[], rule: Rule, base: Presence = OUTSIDE): Presence {
  const ordered = [...scans].sort(inOrder);
  const known = new Set(ordered.map((scan) => scan.id));
  const undone = new Set(ordered.map((scan) => scan.undoes).filter(Boolean));
  let state = base;
  for (const scan of ordered) {
    if (scan.kind === "undo") {
      if (!known.has(scan.undoes ?? "")) state = { ...state, inside: !state.inside };
    } else if (!undone.has(scan.id) && scan.verdict !== "refused") {
      state = after(state, scan, rule);
    }
  }
  return state;
}

function inOrder(one: Scan, other: Scan): number {
  if (one.at !== other.at) return one.at < other.at ? -1 : 1;
  return one.sequence - other.sequence || (one.id < other.id ? -1 : 1);
}

function after(state: Presence, scan: Scan, rule: Rule): Presence {
  const day = dayOf(rule, scan);
  if (scan.kind === "exit") return { ...state, inside: false, day, at: scan.at };
  const twice = again(rule, state, scan) !== "" && scan.verdict === "admitted";
  return {
    inside: true,
    day,
    at: scan.at,
    entries: state.entries + 1,
    doubles: state.doubles + (twice ? 1 : 0),
  };
}

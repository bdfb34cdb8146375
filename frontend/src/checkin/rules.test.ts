import { describe, expect, it } from "vitest";
import vectors from "../../../tests/data/checkin/rules.json";
import { type BadgeKind, decide, fold, momentAt, OUTSIDE, type Rule, type Scan } from "./rules";

const RULE: Rule = { categories: [], days: [], opens: "", closes: "", repeat: "daily" };
const BADGE: BadgeKind = { category: "delegate", standing: "valid", days: [] };
const MOMENT = { day: 0, clock: "10:00" };

describe("the door decides as the vectors say", () => {
  for (const given of vectors.decide) {
    it(given.why, () => {
      const found = decide(
        { ...RULE, ...given.rule } as Rule,
        given.badge && { ...BADGE, ...given.badge },
        { ...OUTSIDE, ...given.presence },
        { ...MOMENT, ...given.moment },
        given.kind as "entry" | "exit",
      );
      expect(found).toEqual({ verdict: given.verdict, reason: given.reason });
    });
  }
});

describe("days and hours are those of the event", () => {
  for (const given of vectors.moments) {
    it(given.why, () => {
      const found = momentAt(new Date(given.at), given.zone, given.begins);
      expect(found).toEqual({ day: given.day, clock: given.clock });
    });
  }
});

describe("where somebody stands is the fold of her scans", () => {
  for (const given of vectors.fold) {
    it(given.why, () => {
      const scans = given.scans.map(([id, kind, more], number) => ({
        id,
        kind,
        undoes: null,
        verdict: "admitted",
        sequence: number,
        at: `2001-10-09T14:00:0${number}.000Z`,
        ...MOMENT,
        ...((more as object | undefined) ?? {}),
      }));
      const found = fold(scans as Scan[], { ...RULE, ...given.rule } as Rule, {
        ...OUTSIDE,
        ...given.base,
      });
      const { inside, entries, doubles } = given;
      expect(found).toMatchObject({ inside, entries, doubles });
    });
  }
});

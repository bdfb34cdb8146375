import { beforeEach, describe, expect, it } from "vitest";
import vectors from "../../../tests/data/checkin/snapshot.json";
import { Book, type Changes, type List, NOTHING } from "./book";
import { bytesOf } from "./code";
import { fold, type Scan } from "./rules";

const MOMENT = { day: 0, clock: "10:00" };
const LIST: List = {
  ...{ uid: "one", name: "Plenary", gates: [], version: 1 },
  ...{ categories: [], days: [], opens: "", closes: "", repeat: "daily" },
};
const NEWS: Changes = {
  ...{ number: 8, more: false, anew: false, badges: [], presences: [] },
  ...{ lists: [LIST], counts: {}, now: "2001-10-09T14:00:00Z" },
};
const digest = (place: number) => vectors.digests[place] ?? "";

describe("what a device knows", () => {
  let book: Book;
  beforeEach(() => {
    book = new Book(NOTHING);
    book.renew(bytesOf(vectors.body).buffer, '"7"', MOMENT);
    book.follow(NEWS);
  });

  it("is every badge of the snapshot, and no other", () => {
    expect(book.size).toBe(20);
    const kinds = vectors.digests.map((each) => book.kindOf(each)?.standing);
    expect(kinds.filter((standing) => standing === "valid")).toHaveLength(10);
    expect(book.kindOf(digest(1))).toEqual({
      ...{ category: "press", standing: "revoked", days: [0, 1] },
    });
    expect(book.kindOf("0000000000000000")).toBeNull();
    expect(new Book(NOTHING).kindOf(digest(0))).toBeNull();
  });

  it("is who was inside when it was fetched", () => {
    const inside = vectors.digests.map((each) => book.presenceOf(each, LIST).inside);
    const places = inside.flatMap((is, place) => (is ? [place] : []));
    expect(places).toEqual(vectors.inside);
    expect(book.presenceOf(digest(0), { ...LIST, uid: "two" }).inside).toBe(false);
  });

  it("follows what changed since", () => {
    const badges: Changes["badges"] = [
      [digest(0), { category: "delegate", standing: "revoked", days: [] }],
    ];
    const presences: Changes["presences"] = [
      [digest(2), "one", true, MOMENT, "2001-10-09T14:00:00Z", 1],
      [digest(3), "one", false, MOMENT, "2001-10-09T14:00:00Z", 1],
    ];
    book.follow({ ...NEWS, badges, presences });
    expect(book.kindOf(digest(0))?.standing).toBe("revoked");
    expect(book.presenceOf(digest(2), LIST).inside).toBe(true);
    expect(book.presenceOf(digest(3), LIST).inside).toBe(false);
  });

  it("is there again after it was kept", () => {
    const again = new Book(structuredClone(book.kept));
    expect(again.kindOf(digest(0))?.standing).toBe("valid");
    expect(again.kept.number).toBe(8);
  });

  it("holds an own scan that waits against news that do not know of it yet", () => {
    const own: Scan = {
      ...{ id: "a", kind: "entry", undoes: null, verdict: "admitted", ...MOMENT },
      ...{ at: "2001-10-09T14:00:01Z", sequence: 1 },
    };
    const told: Changes["presences"] = [
      [digest(4), "one", false, MOMENT, "2001-10-09T14:00:00Z", 0],
    ];
    book.follow({ ...NEWS, presences: told });
    expect(fold([own], LIST, book.presenceOf(digest(4), LIST)).inside).toBe(true);
  });
});

import { describe, expect, it } from "vitest";
import { Once } from "./camera";

describe("a badge before the camera", () => {
  it("is told once as long as it is held there, and again when it comes back", () => {
    const once = new Once(3_000);
    expect(once.isNew("A", 0)).toBe(true);
    for (let now = 150; now < 9_000; now += 150) expect(once.isNew("A", now)).toBe(false);
    expect(once.isNew("A", 13_000)).toBe(true);
  });

  it("is told once too where another one is held beside it", () => {
    const once = new Once(3_000);
    const told = ["A", "B", "A", "B", "A"].map((text, number) => once.isNew(text, number * 150));
    expect(told).toEqual([true, true, false, false, false]);
  });
});

import { describe, expect, it } from "vitest";
import type { EntryFrame, Frame } from "./frames";
import { Position } from "./position";

const entry = (seq: number): EntryFrame => ({ t: "entry", seq, kind: "line", at: "", data: {} });

function at(seq: number): { position: Position; applied: number[]; take: (f: Frame) => string } {
  const position = new Position();
  position.begin("e", seq);
  const applied: number[] = [];
  const take = (frame: Frame) => position.take(frame, (found) => applied.push(found.seq));
  return { position, applied, take };
}

describe("a position in the log", () => {
  it("applies the next entry and moves on", () => {
    const { position, applied, take } = at(3);
    expect(take(entry(4))).toBe("applied");
    expect(applied).toEqual([4]);
    expect(position.text).toBe("e:4");
  });

  it("drops what came already", () => {
    const { applied, take } = at(3);
    expect(take(entry(3))).toBe("dropped");
    expect(take(entry(1))).toBe("dropped");
    expect(applied).toEqual([]);
  });

  it("asks for what lies between and does not move", () => {
    const { position, applied, take } = at(3);
    expect(take(entry(5))).toBe("gap");
    expect([position.last, position.head]).toEqual([3, 5]);
    expect(applied).toEqual([]);
  });

  it("moves on over what it may not see", () => {
    const { position, applied, take } = at(3);
    expect(take({ t: "skip", seq: 4 })).toBe("applied");
    expect(position.last).toBe(4);
    expect(applied).toEqual([]);
  });

  it("learns from a beat that the last message was lost", () => {
    const { take } = at(3);
    expect(take({ t: "beat", epoch: "e", seq: 3 })).toBe("applied");
    expect(take({ t: "beat", epoch: "e", seq: 4 })).toBe("gap");
  });

  it("starts over in another epoch, and when the server says so", () => {
    const { take } = at(3);
    expect(take({ t: "hello", epoch: "other", seq: 3 })).toBe("reset");
    expect(take({ t: "reset", epoch: "e", seq: 9 })).toBe("reset");
  });
});

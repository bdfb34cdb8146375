import { describe, expect, it } from "vitest";
import vectors from "../../../tests/data/checkin/codes.json";
import { digestOf, isCode, newId, normalised, readToken } from "./code";

describe("codes", () => {
  it("are read as they are typed", () => {
    for (const [typed, code] of vectors.typed) expect(normalised(typed ?? "")).toBe(code);
    expect(isCode(vectors.code)).toBe(true);
    expect(isCode("7K3M9QXP2TB")).toBe(false);
    expect(isCode("7K3M9QXP2TBU")).toBe(false);
  });

  it("are known by the same eight bytes as on the server", async () => {
    expect(await digestOf(vectors.event, vectors.code)).toBe(vectors.digest);
  });

  it("say in a token what the server signed", async () => {
    const { code, category, days } = vectors;
    expect(await readToken(vectors.token, vectors)).toEqual({ code, category, days, proven: true });
  });

  it("are refused in a token that was changed, or is another event's", async () => {
    const last = vectors.token.endsWith("0") ? "8" : "0";
    expect(await readToken(`${vectors.token.slice(0, -2)}${last}0`, vectors)).toBeNull();
    const other = { ...vectors, event: "00000000-3f52-4a6d-9c11-2d7e5f8a9b01" };
    expect(await readToken(vectors.token, other)).toBeNull();
    expect(await readToken("not a token", vectors)).toBeNull();
    expect(await readToken(vectors.token, { ...vectors, keys: {} })).toBeNull();
  });

  it("get names of scans that sort by their time", () => {
    const [one, other] = [newId(1_000_000), newId(1_000_001)];
    expect(one < other).toBe(true);
    expect(one).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Stars } from "./stars";

const READER = { called: "Awa", token: "t", unread: 0 };

function answering(codes: string[] | null): void {
  const answer = codes ? Response.json({ codes }) : new Response("", { status: 503 });
  vi.stubGlobal("fetch", async () => answer);
}

describe("stars", () => {
  beforeEach(() => localStorage.clear());
  afterEach(() => vi.unstubAllGlobals());

  it("are there again on the next page", () => {
    new Stars("quebec", localStorage).toggle("A");
    expect(new Stars("quebec", localStorage).has("A")).toBe(true);
    expect(new Stars("dakar", localStorage).has("A")).toBe(false);
  });

  it("go when they are taken back", () => {
    const stars = new Stars("quebec", localStorage);
    expect(stars.toggle("A")).toBe(true);
    expect(stars.toggle("A")).toBe(false);
    expect(new Stars("quebec", localStorage).codes.size).toBe(0);
  });

  it("survive what somebody else wrote into the storage", () => {
    localStorage.setItem("stars:quebec", "{not json");
    expect(new Stars("quebec", localStorage).codes.size).toBe(0);
    localStorage.setItem("stars:quebec", '["A", 3, null]');
    expect([...new Stars("quebec", localStorage).codes]).toEqual(["A"]);
  });

  it("become those of the account when they are merged", async () => {
    const stars = new Stars("quebec", localStorage);
    stars.toggle("A");
    answering(["A", "B"]);
    await stars.merge(READER);
    expect([...stars.codes]).toEqual(["A", "B"]);
  });

  it("leave the browser with the account, for whoever sits there next", async () => {
    const stars = new Stars("quebec", localStorage);
    stars.toggle("A");
    answering(["A", "B"]);
    await stars.merge(READER);
    stars.toggle("C");
    expect(new Stars("quebec", localStorage).codes.size).toBe(0);
  });

  it("stay here when the line is cut", async () => {
    const stars = new Stars("quebec", localStorage);
    stars.toggle("A");
    answering(null);
    await stars.merge(READER);
    expect(stars.has("A")).toBe(true);
    expect(await stars.tell("A", true)).toBe(false);
  });
});

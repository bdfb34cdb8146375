import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { follow } from "./follow";
import type { Frame } from "./frames";

const sources: FakeSource[] = [];

class FakeSource {
  onmessage: (event: { data: string }) => void = () => {};
  onerror: () => void = () => {};
  constructor(readonly url: string) {
    sources.push(this);
  }
  close(): void {}
  say(frame: Frame): void {
    this.onmessage({ data: JSON.stringify(frame) });
  }
}

/** A server with a log; lines of the topic are its numbers. */
class Server {
  epoch = "e";
  head = 2;
  asked: string[] = [];

  readonly fetch = async (input: string): Promise<Response> => {
    this.asked.push(input);
    const url = new URL(input, "http://localhost");
    return Response.json(url.pathname.endsWith("snapshot") ? this.snapshot() : this.entries(url));
  };

  entry(seq: number): Frame {
    return { t: "entry", seq, kind: "line", at: "", data: { seq } };
  }

  private snapshot() {
    const state = Array.from({ length: this.head }, (_, index) => index + 1);
    return { epoch: this.epoch, seq: this.head, state };
  }

  private entries(url: URL) {
    const after = Number(url.searchParams.get("after")?.split(":")[1]);
    const frames = [];
    for (let seq = after + 1; seq <= this.head; seq += 1) frames.push(this.entry(seq));
    return { epoch: this.epoch, seq: this.head, head: this.head, frames };
  }
}

describe("following a topic", () => {
  let server: Server;
  let seen: number[];
  let stop: () => void;

  beforeEach(async () => {
    sources.length = 0;
    server = new Server();
    vi.stubGlobal("fetch", server.fetch);
    vi.stubGlobal("EventSource", FakeSource);
    vi.stubGlobal("BroadcastChannel", undefined);
    seen = [];
    const following = follow<number[]>({
      topic: "board:a",
      lang: "fr",
      onSnapshot: (state) => {
        seen = [...state];
      },
      onEntry: (entry) => seen.push(entry.seq),
    });
    stop = () => following.stop();
    await vi.waitFor(() => expect(sources).toHaveLength(1));
  });

  afterEach(() => {
    stop();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  const source = (): FakeSource => {
    const found = sources.at(-1);
    if (!found) throw new Error("no line is open");
    return found;
  };

  it("reads the snapshot and goes on from its place", () => {
    expect(seen).toEqual([1, 2]);
    expect(source().url).toBe("/live/board%3Aa/stream?lang=fr&after=e%3A2");
  });

  it("applies what comes, once and in order", () => {
    server.head = 3;
    source().say(server.entry(3));
    source().say(server.entry(3));
    expect(seen).toEqual([1, 2, 3]);
  });

  it("fetches what the line lost", async () => {
    server.head = 5;
    source().say(server.entry(5));
    await vi.waitFor(() => expect(seen).toEqual([1, 2, 3, 4, 5]));
  });

  it("learns of a lost last entry by the beat", async () => {
    server.head = 3;
    source().say({ t: "beat", epoch: "e", seq: 3 });
    await vi.waitFor(() => expect(seen).toEqual([1, 2, 3]));
  });

  it("comes back with its place after a cut", async () => {
    source().say({ t: "hello", epoch: "e", seq: 2 });
    server.head = 4;
    source().onerror();
    await vi.waitFor(() => expect(sources).toHaveLength(2), { timeout: 3_000 });
    expect(source().url).toContain("stream");
    await vi.waitFor(() => expect(seen).toEqual([1, 2, 3, 4]));
  });

  it("goes on by a socket where the server answers but no stream passes", async () => {
    const opened: string[] = [];
    class FakeSocket {
      onmessage = null;
      onclose = null;
      constructor(url: URL) {
        opened.push(url.pathname);
      }
      close(): void {}
    }
    vi.stubGlobal("WebSocket", FakeSocket);
    source().onerror();
    await vi.waitFor(() => expect(opened).toEqual(["/live/board%3Aa/socket"]), { timeout: 3_000 });
  });

  it("keeps to streams when the server was away", async () => {
    source().say({ t: "hello", epoch: "e", seq: 2 });
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("away")));
    source().onerror();
    await vi.waitFor(() => expect(sources).toHaveLength(2), { timeout: 3_000 });
    source().onerror();
    await vi.waitFor(() => expect(sources).toHaveLength(3), { timeout: 3_000 });
  });

  it("goes on without streams where the server answers but lets no more of them in", async () => {
    const opened: string[] = [];
    class FakeSocket {
      onmessage = null;
      onclose = null;
      constructor(url: URL) {
        opened.push(url.pathname);
      }
      close(): void {}
    }
    vi.stubGlobal("WebSocket", FakeSocket);
    source().say({ t: "hello", epoch: "e", seq: 2 });
    source().onerror();
    for (const nth of [2, 3, 4]) {
      await vi.waitFor(() => expect(sources).toHaveLength(nth), { timeout: 20_000 });
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect(opened).toEqual([]);
      source().onerror();
    }
    await vi.waitFor(() => expect(opened).toHaveLength(1), { timeout: 20_000 });
  }, 60_000);

  it("reads the snapshot again after a reset", async () => {
    server.epoch = "f";
    server.head = 1;
    source().say({ t: "reset", epoch: "f", seq: 1 });
    await vi.waitFor(() => expect(seen).toEqual([1]), { timeout: 3_000 });
  });
});

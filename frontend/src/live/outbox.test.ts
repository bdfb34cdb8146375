import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Answer, newKey, Outbox } from "./outbox";

describe("the outbox", () => {
  let answers: Answer[];
  let keys: string[];
  let reply: () => Response | Promise<Response>;

  beforeEach(() => {
    localStorage.clear();
    answers = [];
    keys = [];
    reply = () => Response.json({ seq: 1 }, { status: 201 });
    vi.stubGlobal("fetch", async (_: string, init: RequestInit) => {
      keys.push(new Headers(init.headers).get("Idempotency-Key") ?? "");
      return reply();
    });
  });
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  const open = (): Outbox => new Outbox("board:a", { answered: (answer) => answers.push(answer) });

  it("sends a post and forgets it when it is taken", async () => {
    const outbox = open();
    outbox.add("/post/", { body: "Bonjour" });
    await vi.waitFor(() => expect(answers.map((each) => each.status)).toEqual([201]));
    expect(outbox.posts).toEqual([]);
    outbox.stop();
  });

  it("tries again with the same key, also after the page was closed", async () => {
    reply = () => Promise.reject(new TypeError("offline"));
    const before = open();
    before.add("/post/", { body: "Bonjour" });
    await vi.waitFor(() => expect(keys).toHaveLength(1));
    before.stop();
    expect(before.posts).toHaveLength(1);
    reply = () => Response.json({}, { status: 201 });
    const after = open();
    await vi.waitFor(() => expect(answers).toHaveLength(1));
    expect(new Set(keys).size).toBe(1);
    after.stop();
  });

  it("gives back what was refused, and goes on with the next", async () => {
    reply = () => Response.json({ error: "closed" }, { status: 422 });
    const outbox = open();
    outbox.add("/post/", { body: "one" });
    outbox.add("/post/", { body: "two" });
    await vi.waitFor(() => expect(answers).toHaveLength(2));
    expect(answers[0]?.post.fields).toEqual({ body: "one" });
    outbox.stop();
  });

  it("keeps what the server could not take", async () => {
    reply = () => new Response("", { status: 503 });
    const outbox = open();
    outbox.add("/post/", { body: "one" });
    await vi.waitFor(() => expect(keys).toHaveLength(1));
    expect(outbox.posts).toHaveLength(1);
    outbox.stop();
  });

  it("makes keys that are UUIDs", () => {
    expect(newKey()).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });
});

import { expect, test } from "vitest";
import * as Y from "yjs";
import { Keeping } from "./keeping";
import { sentence } from "./words";

function writing(known = false) {
  const doc = new Y.Doc();
  const keeping = new Keeping(doc, known);
  doc.on("update", (update: Uint8Array) => keeping.note(update));
  const text = doc.getText("t");
  return { doc, keeping, write: (words: string) => text.insert(text.length, words) };
}

test("a change is unsaved until the server names its parcel", () => {
  const { keeping, write } = writing();
  write("a");
  write("b");
  const parcel = keeping.next();
  expect(parcel?.merging).toBe(false);
  write("c");
  expect(keeping.unsaved).toBe(3);
  keeping.kept(parcel?.number ?? 0);
  expect(keeping.unsaved).toBe(1);
  expect(sentence("live", keeping, true)).toBe("unsaved");
  keeping.kept(keeping.next()?.number ?? 0);
  expect(sentence("live", keeping, true)).toBe("saved");
});

test("what was under way when the line was cut goes again with all the rest", () => {
  const { doc, keeping, write } = writing();
  write("lost ");
  keeping.next();
  keeping.forget();
  write("later");
  expect(keeping.next()).toBeNull();
  expect(sentence("cut", keeping, true)).toBe("cut_unsaved");
  const server = new Y.Doc();
  const parcel = keeping.all(Y.encodeStateVector(server));
  Y.applyUpdate(server, parcel?.update ?? new Uint8Array());
  expect(server.getText("t").toString()).toBe(doc.getText("t").toString());
  keeping.kept(parcel?.number ?? 0);
  expect(keeping.unsaved).toBe(0);
});

test("an answer to a parcel from before the cut saves nothing", () => {
  const { keeping, write } = writing();
  write("a");
  const old = keeping.next();
  keeping.forget();
  keeping.kept(old?.number ?? 0);
  expect(keeping.unsaved).toBe(1);
});

test("after a refusal nothing goes but a merge, and the page says why", () => {
  const { keeping, write } = writing();
  write("too much");
  keeping.next();
  keeping.refuse("large");
  write("more");
  expect(keeping.next()).toBeNull();
  expect(sentence("live", keeping, true)).toBe("large");
  expect(keeping.all(new Uint8Array([0]))?.merging).toBe(true);
});

test("what an earlier visit kept is shown to the server once", () => {
  const { keeping } = writing(true);
  expect(sentence("live", keeping, true)).toBe("opening");
  const parcel = keeping.all(new Uint8Array([0]));
  keeping.kept(parcel?.number ?? 0);
  expect(sentence("live", keeping, true)).toBe("saved");
  expect(keeping.all(new Uint8Array([0]))).toBeNull();
});

test("a browser that keeps nothing says so", () => {
  const { keeping, write } = writing();
  write("a");
  expect(sentence("cut", keeping, false)).toBe("cut_unkept");
  expect(sentence("forbidden", keeping, true)).toBe("forbidden_unsaved");
});

import { Editor } from "@tiptap/core";
import { StarterKit } from "@tiptap/starter-kit";
import { expect, test } from "vitest";
import { Identity } from "./identity";

function editor(content: string): Editor {
  const element = document.createElement("div");
  return new Editor({ element, injectCSS: false, content, extensions: [StarterKit, Identity] });
}

function names(of: Editor): [string, string][] {
  const found: [string, string][] = [];
  of.state.doc.descendants((node) => {
    if (node.isTextblock) found.push([node.textContent, node.attrs.id]);
  });
  return found;
}

test("splitting gives the second half a new name", () => {
  const one = editor('<p data-id="old">one two</p>');
  one.chain().setTextSelection(4).splitBlock().run();
  const [[first, kept], [second, fresh]] = names(one) as [[string, string], [string, string]];
  expect([first, second.trim()]).toEqual(["one", "two"]);
  expect(kept).toBe("old");
  expect(fresh).toMatch(/^[a-z0-9]{10}$/);
});

test("an empty line put before a paragraph leaves the name with the words", () => {
  const one = editor('<p data-id="old">words</p>');
  one.chain().setTextSelection(1).splitBlock().run();
  expect(names(one).find(([words]) => words === "words")?.[1]).toBe("old");
  expect(new Set(names(one).map(([, name]) => name)).size).toBe(2);
});

test("a pasted copy gets a new name, even when it stands before the original", () => {
  const one = editor('<p data-id="old">words</p>');
  one.commands.insertContentAt(0, '<p data-id="old">words</p>');
  const found = names(one).map(([, name]) => name);
  expect(found[1]).toBe("old");
  expect(new Set(found).size).toBe(2);
});

test("what has no name gets one at the first change", () => {
  const one = editor("<p>a</p><h2>b</h2>");
  one.commands.insertContentAt(1, "x");
  expect(names(one).every(([, name]) => name)).toBe(true);
});

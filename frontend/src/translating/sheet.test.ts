import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { bindKeys, keyOf } from "./keys";
import { type Answer, keepDraft } from "./sheet";

function form(): HTMLFormElement {
  document.body.innerHTML = `<form class="sheet" data-kept="Kept." data-cut="No line.">
    <input type="hidden" name="seen" value=""><textarea name="body"></textarea>
    <p data-says></p><p data-moved hidden></p>
    <button type="button" data-key="next">Next</button></form>`;
  return document.querySelector("form") as HTMLFormElement;
}

function type(at: HTMLFormElement, words: string): void {
  const box = at.querySelector("textarea") as HTMLTextAreaElement;
  box.value = words;
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test("keys press the buttons that say the same", () => {
  const at = form();
  let pressed = 0;
  at.querySelector("button")?.addEventListener("click", () => pressed++);
  bindKeys(at);
  const enter = { key: "Enter", ctrlKey: true, bubbles: true, cancelable: true };
  document.dispatchEvent(new KeyboardEvent("keydown", enter));
  document.dispatchEvent(new KeyboardEvent("keydown", { ...enter, repeat: true }));
  expect(pressed).toBe(1);
  expect(keyOf(new KeyboardEvent("keydown", { key: "ى", code: "KeyN", altKey: true }))).toBe(
    "skip",
  );
  expect(keyOf(new KeyboardEvent("keydown", { key: "s", metaKey: true }))).toBe("keep");
  expect(keyOf(new KeyboardEvent("keydown", { key: "s" }))).toBe("");
});

test("a pause keeps the draft and remembers its mark", async () => {
  const at = form();
  const ask = vi.fn(async (): Promise<Answer> => ({ seen: "abc", moved: true }));
  keepDraft(at, ask);
  type(at, "L’eau");
  type(at, "L’eau est");
  await vi.advanceTimersByTimeAsync(2_000);
  expect(ask).toHaveBeenCalledTimes(1);
  expect(at.querySelector<HTMLInputElement>("[name=seen]")?.value).toBe("abc");
  expect(at.querySelector("[data-says]")?.textContent).toBe("Kept.");
  expect(at.querySelector("[data-moved]")?.hasAttribute("hidden")).toBe(false);
});

test("what is refused, or a line that is cut, is said and the words stay", async () => {
  const at = form();
  const ask = vi
    .fn<() => Promise<Answer>>()
    .mockResolvedValueOnce({ says: "Somebody else has it." })
    .mockRejectedValueOnce(new Error("no line"));
  keepDraft(at, ask);
  for (const said of ["Somebody else has it.", "No line."]) {
    type(at, said);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(at.querySelector("[data-says]")?.textContent).toBe(said);
  }
  expect(at.querySelector("textarea")?.value).toBe("No line.");
});

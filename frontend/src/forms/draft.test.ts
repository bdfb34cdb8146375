import { beforeEach, expect, it, vi } from "vitest";
import { type Answer, type Send, saveDraft } from "./draft";

const FORM = `<form data-draft="/propose/draft/"><input name="title"><input name="revision" value="0">
  <p data-draft-says data-saved="Saved at {time}." data-offline="No line." data-out="Log in."></p>
  <p data-draft-both hidden></p></form>`;
const SAVED: Answer = {
  status: 200,
  revision: 1,
  page: "/proposals/1/",
  draft: "/proposals/1/draft/",
};

function open(answer: Send) {
  vi.useFakeTimers();
  document.body.innerHTML = FORM;
  const form = document.querySelector("form") as HTMLFormElement;
  const send = vi.fn(answer);
  saveDraft(form, send);
  const type = async (words: string) => {
    const title = form.querySelector<HTMLInputElement>("[name=title]") as HTMLInputElement;
    title.value = words;
    title.dispatchEvent(new Event("input", { bubbles: true }));
    await vi.advanceTimersByTimeAsync(3_000);
  };
  const says = () => form.querySelector("[data-draft-says]")?.textContent;
  return { form, send, type, says };
}

beforeEach(() => vi.useRealTimers());

it("saves after a pause, changes the address and goes on from there", async () => {
  const { form, send, type, says } = open(async () => SAVED);
  const kept = vi.fn();
  form.addEventListener("kept", kept);
  await type("Water");
  expect(says()).toContain("Saved at ");
  expect(location.pathname).toBe("/proposals/1/");
  expect(kept).toHaveBeenCalledTimes(1);
  await type("Water is common");
  expect(send.mock.calls.map(([address]) => address)).toEqual([
    "/propose/draft/",
    "/proposals/1/draft/",
  ]);
  expect(send.mock.calls[1]?.[1].get("revision")).toBe("1");
});

it("says that the line is cut and saves when it is back", async () => {
  const answers = vi.fn<Send>().mockRejectedValueOnce(new Error("cut")).mockResolvedValue(SAVED);
  const { send, type, says } = open(answers);
  await type("Water");
  expect(says()).toBe("No line.");
  window.dispatchEvent(new Event("online"));
  await vi.advanceTimersByTimeAsync(10);
  expect(says()).toContain("Saved at ");
  expect(send).toHaveBeenCalledTimes(2);
});

it("stops where another device was faster, and offers both versions", async () => {
  const { form, send, type, says } = open(async () => ({ status: 409, said: "Changed." }));
  await type("Water");
  await type("Water again");
  expect(says()).toBe("Changed.");
  expect(form.querySelector("[data-draft-both]")?.hasAttribute("hidden")).toBe(false);
  expect(send).toHaveBeenCalledTimes(1);
});

import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { followUnread } from "./unread";

const LINK = '<a data-unread hidden><span class="count">0</span></a>';
let asked = 0;

beforeEach(() => {
  vi.useFakeTimers();
  asked = 0;
  vi.stubGlobal("fetch", async () => {
    asked += 1;
    return new Response(JSON.stringify({ called: "Awa", token: "t", unread: 2 }));
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function lookAgain(after: number): Promise<void> {
  vi.setSystemTime(Date.now() + after * 1000);
  document.dispatchEvent(new Event("visibilitychange"));
  await vi.runAllTimersAsync();
}

it("counts anew when the page is looked at again, at most once a minute", async () => {
  document.body.innerHTML = LINK;
  followUnread(document);
  await lookAgain(59);
  expect(asked).toBe(0);
  await lookAgain(2);
  await lookAgain(2);
  expect(asked).toBe(1);
  await vi.waitFor(() => expect(document.querySelector(".count")?.textContent).toBe("2"));
  expect(document.querySelector<HTMLElement>("a")?.hidden).toBe(false);
});

it("asks nothing for a stranger", async () => {
  document.body.innerHTML = "<a>Log in</a>";
  followUnread(document);
  await lookAgain(61);
  expect(asked).toBe(0);
});

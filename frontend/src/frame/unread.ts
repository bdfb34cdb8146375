// How many notices are new, beside the reader's name: also on a page that was written for everybody
// and on one that stays open for hours.
import { whoReads } from "../programme/reader";

/** Seconds between two questions, however often the page is looked at. */
const SELDOM = 60;

export function showUnread(root: ParentNode, many: number): void {
  const link = root.querySelector<HTMLElement>("[data-unread]");
  const count = link?.querySelector(".count");
  if (!link || !count) return;
  count.textContent = String(many);
  link.hidden = many === 0;
}

/** Asks anew when the page is looked at again; not where nobody is logged in. */
export function followUnread(root: Document): void {
  let asked = Date.now();
  root.addEventListener("visibilitychange", async () => {
    const soon = Date.now() - asked < SELDOM * 1000;
    if (soon || root.visibilityState !== "visible" || !root.querySelector("[data-unread]")) return;
    asked = Date.now();
    const reader = await whoReads();
    if (reader.called) showUnread(root, reader.unread);
  });
}

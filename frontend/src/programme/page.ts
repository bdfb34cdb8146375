// What a released page learns of its reader: her name, her stars, her zone, what she understands.

import { showUnread } from "../frame/unread";
import type { Reader } from "./reader";
import type { Stars } from "./stars";

/** Buttons out of the links that lead to a star's own page without a script. */
export function bindStars(root: ParentNode, stars: Stars): void {
  for (const link of root.querySelectorAll<HTMLElement>("[data-star]")) {
    show(link, stars.has(link.dataset.star ?? ""));
    if (link.getAttribute("role") === "button") continue;
    link.setAttribute("role", "button");
    link.addEventListener("click", (event) => {
      event.preventDefault();
      toggle(link, stars);
    });
    link.addEventListener("keydown", (event) => {
      if (event.key !== " ") return;
      event.preventDefault();
      toggle(link, stars);
    });
  }
}

function toggle(link: HTMLElement, stars: Stars): void {
  const code = link.dataset.star ?? "";
  const on = stars.toggle(code);
  show(link, on);
  void stars.tell(code, on);
  document.dispatchEvent(new CustomEvent("convoca:starred"));
}

function show(link: HTMLElement, on: boolean): void {
  link.setAttribute("aria-pressed", String(on));
  link.closest(".session")?.classList.toggle("mine", on);
}

/** Her name in place of «Log in» on a page that was written for everybody. */
export function greet(reader: Reader): void {
  showUnread(document, reader.unread);
  const link = document.querySelector<HTMLAnchorElement>("[data-account]");
  if (!link || !reader.called || link.getAttribute("href") === "/me/") return;
  link.href = "/me/";
  const name = document.createElement("bdi");
  name.textContent = reader.called;
  link.replaceChildren(name);
}

/** The link to the same page in the reader's own zone, where that differs from the page's. */
export function offerOwnZone(zone: string): void {
  for (const part of document.querySelectorAll<HTMLElement>("[data-own-zone]")) {
    const link = part.querySelector("a");
    if (!link || !zone || zone === part.dataset.zone) continue;
    link.href = `?tz=${encodeURIComponent(zone)}`;
    part.hidden = false;
  }
}

/** «What I understand»: hides the sessions in none of her languages. */
export function filterUnderstood(languages: readonly string[]): void {
  const button = document.querySelector<HTMLButtonElement>("[data-understood-only]");
  if (!button) return;
  const mine = new Set(languages.map((tag) => tag.split("-")[0]?.toLowerCase()));
  button.hidden = false;
  button.addEventListener("click", () => {
    const on = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(on));
    for (const card of document.querySelectorAll<HTMLElement>(".session")) {
      const spoken = (card.dataset.understood ?? "").split(" ");
      card.hidden = on && !spoken.some((tag) => mine.has(tag.split("-")[0]));
    }
    for (const slot of document.querySelectorAll<HTMLElement>(".slot")) {
      slot.hidden = on && !slot.querySelector(".session:not([hidden])");
    }
  });
}

/** The languages that she reads: those of her cookie, then of her browser. */
export function understood(cookie: string, browser: readonly string[]): string[] {
  const kept = /(?:^|;\s*)lang=([\w.-]+)/.exec(cookie)?.[1]?.split(".") ?? [];
  return [...new Set([...kept, ...browser])];
}

/** On the first page of the programme, while the event runs: the day that it is there. */
export function todaysTab(root: ParentNode, zone: string, now: Date): string | null {
  const today = new Intl.DateTimeFormat("en-CA", { timeZone: zone || undefined }).format(now);
  const tab = root.querySelector<HTMLAnchorElement>(`.days a[href$="/${today}/"]`);
  return tab && !tab.hasAttribute("aria-current") ? tab.href : null;
}

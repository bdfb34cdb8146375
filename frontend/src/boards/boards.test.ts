import { describe, expect, it } from "vitest";
import { type Desk, hourOf } from "./desk";
import { place, whenOf } from "./places";
import { boardAfter, hallAfter, type Line, linesAfter, type Running, type Said } from "./state";
import { drawLines, drawRunning } from "./view";

const SAID = {
  body: "Bonjour",
  lang: "fr",
  dir: "ltr",
  source: "fr",
  origin: "",
  older: false,
} as const;

function line(uid: string, minute: number, more: Partial<Line> = {}): Line {
  const at = `2001-10-10T09:${String(minute).padStart(2, "0")}:00+00:00`;
  return { uid, kind: "note", at, text: SAID, session: "A", ...more };
}

function running(state: Running["state"], more: Partial<Running> = {}): Running {
  return { code: "A", title: SAID, state, late_minutes: 0, room: null, ...more };
}

const uids = (lines: readonly Line[]) => lines.map((each) => each.uid).join("");

describe("a state", () => {
  it("takes a line at its hour, once, however often it is told", () => {
    const lines = [line("a", 1), line("c", 3)];
    const once = linesAfter(lines, { line: line("b", 2) });
    expect(uids(once)).toBe("abc");
    expect(uids(linesAfter(once, { line: line("b", 2) }))).toBe("abc");
  });

  it("loses a removed line and nothing else", () => {
    expect(uids(linesAfter([line("a", 1), line("b", 2)], { removed: "a" }))).toBe("b");
  });

  it("keeps how the session goes when only a line is told", () => {
    const state = { running: running("live"), lines: [] };
    expect(boardAfter(state, { line: line("a", 1) }).running.state).toBe("live");
  });

  it("of a hall lists a session while it says something of itself", () => {
    const empty = { running: [], lines: [], release: 1 };
    const live = hallAfter(empty, { running: running("live") });
    expect(live.running.length).toBe(1);
    expect(hallAfter(live, { running: running("planned") }).running.length).toBe(0);
    expect(hallAfter(live, { release: 2 }).release).toBe(2);
  });
});

describe("a drawn board", () => {
  const say = {
    announcement: "Annonce",
    from: "traduit : @",
    now: "En direct",
    late: "En retard de @",
    moved: "Déplacé :",
  };
  const desk: Desk = { say, lang: "fr", languages: ["fr"], zone: "America/Toronto", tools: null };

  it("shows every word as text, never as HTML", () => {
    const list = document.createElement("ol");
    const text = { ...SAID, body: "<img src=x onerror=alert(1)>" };
    drawLines(list, [line("a", 1, { text })], desk);
    expect(list.querySelector("img")).toBeNull();
    expect(list.querySelector("p")?.textContent).toBe(text.body);
  });

  it("keeps the nodes of lines that did not change, the newest on top", () => {
    const list = document.createElement("ol");
    drawLines(list, [line("a", 1), line("c", 3)], desk);
    const kept = list.lastElementChild;
    drawLines(list, [line("a", 1), line("b", 2), line("c", 3)], desk);
    expect(list.lastElementChild).toBe(kept);
    const order = [...list.children].map((item) => (item as HTMLElement).dataset.uid);
    expect(order).toEqual(["c", "b", "a"]);
  });

  it("shows a corrected line in its place", () => {
    const list = document.createElement("ol");
    drawLines(list, [line("a", 1), line("b", 2)], desk);
    drawLines(list, [line("a", 1, { text: { ...SAID, body: "Salut" } }), line("b", 2)], desk);
    expect([...list.querySelectorAll("p")].map((each) => each.textContent)).toEqual([
      "Bonjour",
      "Salut",
    ]);
  });

  it("says from which language a translation comes, in its own direction", () => {
    const list = document.createElement("ol");
    const text = {
      ...SAID,
      body: "أهلا",
      lang: "ar",
      source: "en",
      original: "Hello",
      dir: "rtl" as const,
    };
    drawLines(list, [line("a", 1, { text })], desk);
    expect(list.querySelector("p")?.dir).toBe("rtl");
    expect(list.querySelector(".origin")?.textContent).toBe("traduit : anglais");
  });

  it("gives each the first of her languages, of a text that is not in the page's", () => {
    const french = { ...SAID, body: "Eau" } as const;
    const text: Said = { ...SAID, body: "Agua", lang: "es", source: "es", others: [french] };
    const list = document.createElement("ol");
    drawLines(list, [line("a", 1, { text })], { ...desk, lang: "ar", languages: ["ar", "fr"] });
    expect(list.querySelector("p")?.textContent).toBe("Eau");
    expect(list.querySelector<HTMLElement>(".original > div")?.outerHTML).toContain("Agua");
    drawLines(list, [line("a", 1, { text })], { ...desk, lang: "ar", languages: ["ar", "es"] });
    expect(list.querySelector("p")?.lang).toBe("es");
    expect(list.querySelector(".original")).toBeNull();
  });

  it("says where a session moved and that it runs or is late", () => {
    const room = { ...SAID, body: "Salle B" };
    const words = (state: Running) => drawRunning(state, desk).map((node) => node.textContent);
    expect(words(running("live", { room }))).toEqual(["En direct", "Déplacé : Salle B"]);
    expect(words(running("late", { late_minutes: 5 }))).toEqual(["En retard de 5 minutes"]);
    expect(words(running("planned"))).toEqual([]);
  });

  it("gives the tools of its own to each line", () => {
    const tools = document.createElement("template");
    const none = "00000000-0000-0000-0000-000000000000";
    tools.innerHTML = `<a href="/q/lines/${none}/translate/">x</a>`;
    const list = document.createElement("ol");
    drawLines(list, [line("abc", 1)], { ...desk, tools });
    expect(list.querySelector("a")?.getAttribute("href")).toBe("/q/lines/abc/translate/");
  });

  it("tells hours in the event's zone, and the day of what is older", () => {
    const at = "2001-10-10T13:05:00+00:00";
    expect(hourOf(at, desk, new Date("2001-10-10T20:00:00Z"))).toBe("09:05");
    expect(hourOf(at, desk, new Date("2001-10-12T20:00:00Z"))).toContain("10");
    expect(hourOf(at, { ...desk, lang: "ar" }, new Date(at))).toBe("09:05");
  });
});

describe("the hall's screen", () => {
  it("tells what is on by the hours and by what the moderators say", () => {
    expect(whenOf(10, 20, undefined, 9)).toBe("next");
    expect(whenOf(10, 20, undefined, 10)).toBe("on");
    expect(whenOf(10, 20, undefined, 20)).toBe("over");
    expect(whenOf(10, 20, "live", 9)).toBe("on");
    expect(whenOf(10, 20, "live", 25)).toBe("on");
    expect(whenOf(10, 20, "late", 25)).toBe("on");
    expect(whenOf(10, 20, "ended", 15)).toBe("over");
  });

  it("moves a session from next to on when its hour comes", () => {
    const root = document.createElement("div");
    const item = (code: string, begins: number) =>
      `<article class="item" data-code="${code}" data-begins="2001-10-10T${begins}:00:00Z"
        data-ends="2001-10-10T${begins + 1}:00:00Z" ></article>`;
    root.innerHTML = `<div data-on></div><p data-nothing></p>
      <div data-next>${item("A", 10)}${item("B", 11)}${item("C", 12)}${item("D", 13)}</div>`;
    const shown = (part: string) =>
      [...root.querySelectorAll<HTMLElement>(`[data-${part}] .item:not([hidden])`)]
        .map((each) => each.dataset.code)
        .join("");
    place(root, [], Date.parse("2001-10-10T09:00:00Z"));
    expect([shown("on"), shown("next")]).toEqual(["", "AB"]);
    place(root, [], Date.parse("2001-10-10T11:30:00Z"));
    expect([shown("on"), shown("next")]).toEqual(["B", "CD"]);
    expect(root.querySelector("[data-nothing]")?.hasAttribute("hidden")).toBe(true);
  });
});

import { beforeEach, describe, expect, it } from "vitest";
import { bindMenus, showWrong } from "./menus";

describe("a menu", () => {
  beforeEach(() => {
    document.body.innerHTML =
      '<details class="menu" open><summary tabindex="0">FR</summary><a href="#">English</a></details><p>page</p>';
  });

  const menu = () => document.querySelector("details") as HTMLDetailsElement;

  it("closes by Escape and gives the focus back to its button", () => {
    bindMenus(document);
    document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
    expect(menu().open).toBe(false);
    expect(document.activeElement?.tagName).toBe("SUMMARY");
  });

  it("closes by a click elsewhere and stays open by one inside", () => {
    bindMenus(document);
    document.querySelector("a")?.click();
    expect(menu().open).toBe(true);
    document.querySelector("p")?.click();
    expect(menu().open).toBe(false);
  });
});

describe("a page with errors", () => {
  it("begins at them", () => {
    document.body.innerHTML = '<div data-wrong tabindex="-1">Not sent yet</div>';
    showWrong(document);
    expect(document.activeElement?.textContent).toBe("Not sent yet");
  });
});

import { beforeEach, describe, expect, it } from "vitest";
import { fillFromLink } from "./card";

describe("the link of a card", () => {
  let field: HTMLInputElement;
  beforeEach(() => {
    document.body.innerHTML = `<form><input><button>Log in</button></form>`;
    field = document.querySelector("input") as HTMLInputElement;
    history.replaceState(null, "", "/me/card/");
  });

  it("fills the field and leaves no trace in the address", () => {
    location.hash = "#7K3M9QXP2TBA";
    fillFromLink(field, window);
    expect(field.value).toBe("7K3M-9QXP-2TBA");
    expect(location.href).not.toContain("7K3M");
    expect(document.activeElement?.textContent).toBe("Log in");
  });

  it("leaves the field alone for anything else", () => {
    for (const hash of ["", "#main", "#<script>alert(1)</script>", `#${"0".repeat(80)}`]) {
      location.hash = hash;
      fillFromLink(field, window);
      expect(field.value).toBe("");
    }
  });
});

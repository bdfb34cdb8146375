import { describe, expect, it } from "vitest";
import { bindBrowsers, digest } from "./browser";
import { read } from "./message";

describe("what the server says", () => {
  it("is a title in her language and an address here", () => {
    const said = { title: "نص", address: "/me/notices/1/", lang: "ar", dir: "rtl" };
    expect(read(JSON.stringify(said))).toEqual(said);
  });

  it("is shown by our name where it cannot be read", () => {
    for (const said of ["", "no JSON", '{"title": "x", "address": "//elsewhere.example/"}']) {
      expect(read(said)).toMatchObject({ title: "Convoca", address: "/me/notices/" });
    }
  });
});

describe("a browser among hers", () => {
  it("is known by the digest that the server computes", async () => {
    expect(await digest("https://push.example/1")).toBe(
      "5ba15fff965f44afa55aa4fa4d52b94b0ba86380a161089ddca9b9d08bef9ef6",
    );
  });

  it("that can show nothing says so and offers nothing", async () => {
    document.body.innerHTML =
      "<div data-push><p data-unable hidden></p><form data-add hidden></form></div>";
    const root = document.querySelector<HTMLElement>("[data-push]");
    await bindBrowsers(root as HTMLElement);
    expect(document.querySelector<HTMLElement>("[data-unable]")?.hidden).toBe(false);
    expect(document.querySelector<HTMLElement>("[data-add]")?.hidden).toBe(true);
  });
});

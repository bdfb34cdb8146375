import { beforeEach, describe, expect, it } from "vitest";
import { bindStars, filterUnderstood, greet, offerOwnZone, todaysTab, understood } from "./page";
import { STRANGER } from "./reader";
import { Stars } from "./stars";

function body(html: string): void {
  document.body.innerHTML = html;
}

function one<T extends HTMLElement>(selector: string): T {
  const found = document.querySelector<T>(selector);
  if (!found) throw new Error(selector);
  return found;
}

describe("a released page", () => {
  beforeEach(() => localStorage.clear());

  it("makes a button of each star, by mouse and by key", () => {
    body('<article class="session"><a data-star="A" href="/x/">star</a></article>');
    const stars = new Stars("quebec", localStorage);
    bindStars(document, stars);
    const star = one("[data-star]");
    star.click();
    expect(star.getAttribute("aria-pressed")).toBe("true");
    expect(one(".session").classList.contains("mine")).toBe(true);
    star.dispatchEvent(new KeyboardEvent("keydown", { key: " ", cancelable: true }));
    expect(star.getAttribute("aria-pressed")).toBe("false");
  });

  it("bound twice still answers once to a click", () => {
    body('<a data-star="A" href="/x/">star</a>');
    const stars = new Stars("quebec", localStorage);
    bindStars(document, stars);
    bindStars(document, stars);
    one("[data-star]").click();
    expect(stars.has("A")).toBe(true);
  });

  it("greets whom it knows and leaves the log-in for a stranger", () => {
    body('<a data-account href="/account/login/">Log in</a>');
    greet(STRANGER);
    expect(one("a").textContent).toBe("Log in");
    greet({ called: "<b>Awa</b>", token: "t", unread: 0 });
    expect(one("a").textContent).toBe("<b>Awa</b>");
    expect(one("a").getAttribute("href")).toBe("/me/");
  });

  it("leads to her notices only where some are new", () => {
    body('<a data-unread href="/me/notices/" hidden><span class="count"></span></a>');
    greet({ called: "Awa", token: "t", unread: 3 });
    expect(one("a").hidden).toBe(false);
    expect(one(".count").textContent).toBe("3");
    greet({ called: "Awa", token: "t", unread: 0 });
    expect(one("a").hidden).toBe(true);
  });

  it("offers her own zone only where it differs", () => {
    const html =
      '<span data-own-zone data-zone="America/Toronto" hidden><a href="?tz=">mine</a></span>';
    body(html);
    offerOwnZone("America/Toronto");
    expect(one("span").hidden).toBe(true);
    offerOwnZone("Africa/Dakar");
    expect(one("span").hidden).toBe(false);
    expect(one("a").getAttribute("href")).toBe("?tz=Africa%2FDakar");
  });

  it("hides what she does not understand, and shows it again", () => {
    body(
      "<button data-understood-only hidden></button>" +
        '<section class="slot"><article class="session" data-understood="fr ar"></article></section>' +
        '<section class="slot"><article class="session" data-understood="es"></article></section>',
    );
    filterUnderstood(["ar-MA"]);
    const button = one<HTMLButtonElement>("button");
    button.click();
    const slots = [...document.querySelectorAll<HTMLElement>(".slot")].map((slot) => slot.hidden);
    expect(slots).toEqual([false, true]);
    button.click();
    expect(document.querySelectorAll("[hidden]").length).toBe(0);
  });

  it("knows her languages from the cookie first", () => {
    expect(understood("a=b; lang=fr.es", ["en-GB", "fr"])).toEqual(["fr", "es", "en-GB"]);
    expect(understood("", ["en"])).toEqual(["en"]);
  });

  it("begins at today in the event's zone, and nowhere else", () => {
    body(
      '<nav class="days"><a href="/e/programme/2001-10-09/" aria-current="date"></a>' +
        '<a href="/e/programme/2001-10-10/"></a></nav>',
    );
    const late = new Date("2001-10-10T03:00:00Z");
    expect(todaysTab(document, "Africa/Dakar", late)).toContain("2001-10-10");
    expect(todaysTab(document, "America/Toronto", late)).toBeNull();
    expect(todaysTab(document, "Africa/Dakar", new Date("2005-01-01T00:00:00Z"))).toBeNull();
  });
});

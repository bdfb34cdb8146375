import { beforeEach, describe, expect, it, vi } from "vitest";
import { keepOnServer } from "./unsent";

function form(): HTMLFormElement {
  document.body.innerHTML =
    '<form data-unsent="/keep/"><input name="title"><p data-unsent-says="Kept"></p></form>';
  return document.querySelector("form") as HTMLFormElement;
}

describe("what is typed", () => {
  beforeEach(() => vi.useFakeTimers());

  it("is kept on the server after a pause, and the page says so", async () => {
    const sent: string[] = [];
    const page = form();
    keepOnServer(page, async (address, body) => {
      sent.push(`${address} ${body.get("title")}`);
      return true;
    });
    (page.querySelector("input") as HTMLInputElement).value = "Femmes";
    page.dispatchEvent(new Event("input"));
    page.dispatchEvent(new Event("input"));
    await vi.runAllTimersAsync();
    expect(sent).toEqual(["/keep/ Femmes"]);
    expect(page.querySelector("p")?.textContent).toBe("Kept");
  });

  it("is not said to be kept when the line was cut", async () => {
    const page = form();
    keepOnServer(page, async () => Promise.reject(new Error("offline")));
    page.dispatchEvent(new Event("input"));
    await vi.runAllTimersAsync();
    expect(page.querySelector("p")?.textContent).toBe("");
  });

  it("is not kept once more when it is sent", async () => {
    const sent: string[] = [];
    const page = form();
    keepOnServer(page, async (address) => Boolean(sent.push(address)));
    page.dispatchEvent(new Event("input"));
    page.dispatchEvent(new Event("submit"));
    await vi.runAllTimersAsync();
    expect(sent).toEqual([]);
  });
});

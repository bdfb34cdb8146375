import { beforeEach, describe, expect, it, vi } from "vitest";
import { fill, keep, valuesOf } from "./keep";

const FORM = `
  <form data-keep="propose">
    <p data-kept hidden>It is back. <button type="button" data-forget>Begin anew</button></p>
    <input type="hidden" name="csrfmiddlewaretoken" value="secret">
    <input name="title"><textarea name="abstract"></textarea>
    <input type="checkbox" name="spoken" value="fr"><input type="checkbox" name="spoken" value="ar">
    <select name="theme"><option value=""></option><option value="1"></option></select>
  </form>`;

function open(before = ""): HTMLFormElement {
  document.body.innerHTML = before + FORM;
  const form = document.querySelector("form") as HTMLFormElement;
  keep(form, sessionStorage);
  return form;
}

function field<T extends HTMLElement>(form: HTMLFormElement, selector: string): T {
  return form.querySelector(selector) as T;
}

function type(form: HTMLFormElement): void {
  field<HTMLInputElement>(form, "[name=title]").value = "Femmes";
  field<HTMLTextAreaElement>(form, "textarea").value = "Ce que\ntrois réseaux";
  field<HTMLInputElement>(form, "[value=ar]").checked = true;
  field<HTMLSelectElement>(form, "select").value = "1";
  form.dispatchEvent(new Event("input"));
  vi.runAllTimers();
}

describe("what is typed", () => {
  beforeEach(() => {
    sessionStorage.clear();
    vi.useFakeTimers();
  });

  it("is back after the page was loaded anew, and the page says so", () => {
    type(open());
    const form = open();
    expect(field<HTMLInputElement>(form, "[name=title]").value).toBe("Femmes");
    expect(field<HTMLTextAreaElement>(form, "textarea").value).toBe("Ce que\ntrois réseaux");
    expect(field<HTMLInputElement>(form, "[value=ar]").checked).toBe(true);
    expect(field<HTMLInputElement>(form, "[value=fr]").checked).toBe(false);
    expect(field<HTMLSelectElement>(form, "select").value).toBe("1");
    expect(field<HTMLElement>(form, "[data-kept]").hidden).toBe(false);
  });

  it("is not kept with the form's token", () => {
    type(open());
    expect(sessionStorage.getItem("keep:propose")).not.toContain("secret");
  });

  it("goes when one begins anew", () => {
    type(open());
    const form = open();
    field<HTMLButtonElement>(form, "[data-forget]").click();
    expect(field<HTMLInputElement>(form, "[name=title]").value).toBe("");
    expect(field<HTMLInputElement>(form, "[value=ar]").checked).toBe(false);
    expect(sessionStorage.length).toBe(0);
  });

  it("goes when the server has taken it", () => {
    const form = open();
    type(form);
    form.dispatchEvent(new Event("submit"));
    open('<div class="messages"></div>');
    expect(sessionStorage.length).toBe(0);
  });

  it("stays when the line was cut while it was sent", () => {
    const form = open();
    type(form);
    form.dispatchEvent(new Event("submit"));
    expect(field<HTMLInputElement>(open(), "[name=title]").value).toBe("Femmes");
  });

  it("gives way to what the server shows of a form that it refused", () => {
    type(open());
    const form = open("<div data-wrong></div>");
    expect(field<HTMLInputElement>(form, "[name=title]").value).toBe("");
  });

  it("is not brought back where nothing differs", () => {
    open();
    expect(field<HTMLElement>(open(), "[data-kept]").hidden).toBe(true);
  });

  it("comes back in order where several fields have the same name", () => {
    const two = '<input name="who" value=""><input name="who" value="">';
    const twice = () => {
      const form = open();
      form.insertAdjacentHTML("beforeend", two);
      return form;
    };
    const form = twice();
    const [first, second] = form.querySelectorAll<HTMLInputElement>("[name=who]");
    if (first && second) [first.value, second.value] = ["Moussa", "Ndeye"];
    const values = valuesOf(form);
    const again = twice();
    fill(again, values);
    const found = [...again.querySelectorAll<HTMLInputElement>("[name=who]")];
    expect(found.map((each) => each.value)).toEqual(["Moussa", "Ndeye"]);
  });

  it("gives way to what came to the server from another device later", () => {
    type(open());
    document.body.innerHTML = FORM.replace("<form ", '<form data-kept-at="99999999999" ');
    const form = document.querySelector("form") as HTMLFormElement;
    keep(form, sessionStorage);
    expect(field<HTMLInputElement>(form, "[name=title]").value).toBe("");
  });
});

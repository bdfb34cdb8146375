import { expect, it } from "vitest";
import { followRows } from "./rows";

it("adds an empty row with the next number and lets nothing be sent", () => {
  document.body.innerHTML = `<form><div class="field"><div data-rows>
    <fieldset data-row><legend>Person 1</legend><input name="people-0-name" value="Awa">
    <select name="people-0-kind"><option value="a"></option><option value="b" selected></option>
    </select><input name="people-0-from-0" value="10:00"></fieldset></div>
    <button name="more-people" data-more></button></div></form>`;
  const form = document.querySelector("form") as HTMLFormElement;
  let sent = false;
  form.addEventListener("submit", () => {
    sent = true;
  });
  followRows(form);
  (form.querySelector("button") as HTMLButtonElement).click();
  const given = [...new FormData(form)].slice(3);
  expect(given).toEqual([
    ["people-1-name", ""],
    ["people-1-kind", "a"],
    ["people-1-from-0", ""],
  ]);
  expect(form.querySelectorAll("legend")[1]?.textContent).toBe("Person 2");
  expect(sent).toBe(false);
});

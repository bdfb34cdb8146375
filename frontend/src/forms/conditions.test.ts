import { describe, expect, it } from "vitest";
import cases from "../../../tests/data/conditions.json";
import { followConditions } from "./conditions";

interface Case {
  says: string;
  questions: [string, [string, string[]][]][];
  given: Record<string, string | string[]>;
  shown: string[];
}

/** Questions as the server draws them: a box for each answer that the case speaks of. */
function page(each: Case): HTMLElement {
  const values = (key: string) => {
    const named = each.questions.flatMap(([, rules]) =>
      rules.filter(([name]) => name === key).flatMap(([, any]) => any),
    );
    return [...new Set([...named, ...[each.given[key] ?? []].flat()])].filter(Boolean);
  };
  document.body.innerHTML = "<form></form>";
  const form = document.querySelector("form") as HTMLFormElement;
  for (const [key, rules] of each.questions) {
    const question = document.createElement("div");
    question.id = key;
    if (rules.length) {
      question.dataset.shownIf = JSON.stringify(rules.map(([name, any]) => ({ name, any })));
      question.innerHTML = "<p data-when>Only if</p>";
    }
    for (const value of values(key)) {
      const box = document.createElement("input");
      box.type = "checkbox";
      box.name = key;
      box.value = value;
      box.checked = [each.given[key] ?? []].flat().includes(value);
      question.append(box);
    }
    form.append(question);
  }
  return form;
}

function shown(form: HTMLElement): string[] {
  return [...form.children].filter((each) => !(each as HTMLElement).hidden).map((each) => each.id);
}

describe("conditions", () => {
  for (const each of cases as unknown as Case[]) {
    it(each.says, () => {
      const form = page(each);
      followConditions(form);
      expect(shown(form)).toEqual(each.shown);
    });
  }

  it("are looked at again with each answer, and keep what was typed", () => {
    const form = page((cases as unknown as Case[])[2] as Case);
    followConditions(form);
    const yes = form.querySelector("#visa [value=yes]") as HTMLInputElement;
    yes.checked = true;
    form.dispatchEvent(new Event("change"));
    expect(shown(form)).toEqual(["visa", "consulate"]);
    expect((form.querySelector("#consulate input") as HTMLInputElement).checked).toBe(true);
    expect((form.querySelector("[data-when]") as HTMLElement).hidden).toBe(true);
  });
});

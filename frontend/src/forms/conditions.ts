// Shows each question only while its conditions hold, as the server does when the form is sent
// (delegates/questions/conditions.py; both are held to tests/data/conditions.json).
//
//   <div data-shown-if='[{"name": "q-1", "any": ["yes"]}]'> … <p data-when>Only if …</p>
//
// What was typed in a question that is hidden stays in it.

interface Rule {
  name: string;
  any: string[];
}

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** Follows the questions inside `root`. */
export function followConditions(root: HTMLElement): void {
  const asked = [...root.querySelectorAll<HTMLElement>("[data-shown-if]")];
  if (asked.length === 0) return;
  for (const words of root.querySelectorAll<HTMLElement>("[data-when]")) words.hidden = true;
  const look = () => {
    // In the order of the page: a question hangs on those before it only.
    for (const each of asked) {
      const rules = JSON.parse(each.dataset.shownIf ?? "[]") as Rule[];
      each.hidden = !rules.every((rule) => holds(rule, root));
    }
  };
  root.addEventListener("input", look);
  root.addEventListener("change", look);
  look();
}

function holds(rule: Rule, root: HTMLElement): boolean {
  return [...root.querySelectorAll<Field>("input, select, textarea")].some(
    (field) =>
      field.name === rule.name &&
      !field.closest("[data-shown-if][hidden]") &&
      isChosen(field) &&
      rule.any.includes(field.value),
  );
}

function isChosen(field: Field): boolean {
  const box = field.type === "checkbox" || field.type === "radio";
  return !box || (field as HTMLInputElement).checked;
}

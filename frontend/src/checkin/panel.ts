// The verdict, large, in words that help the visitor on.
import type { Outcome, Place } from "./door";

export function show(
  root: HTMLElement,
  words: DOMStringMap,
  outcome: Outcome,
  place: Place,
  code: string,
): void {
  const admitted = outcome.verdict !== "refused";
  root.className = `verdict ${admitted ? "good" : "wrong"}`;
  root.dataset.verdict = outcome.verdict;
  root.dataset.reason = outcome.reason;
  const of = (name: string) => root.querySelector<HTMLElement>(`[data-part="${name}"]`);
  fill(of("says"), headline(outcome, place, words));
  fill(of("why"), words[camel(`reason_${outcome.reason}`)] ?? "");
  fill(of("as"), outcome.badge ? (words[camel(`category_${outcome.badge.category}`)] ?? "") : "");
  fill(of("worn"), code);
  of("sign-good")?.toggleAttribute("hidden", !admitted);
  of("sign-wrong")?.toggleAttribute("hidden", admitted);
  root.hidden = false;
}

function headline(outcome: Outcome, place: Place, words: DOMStringMap): string {
  if (outcome.reason === "undone") return words.undone ?? "";
  if (outcome.verdict === "refused") return words.refused ?? "";
  return (place.kind === "exit" ? words.out : words.admitted) ?? "";
}

function fill(place: HTMLElement | null, text: string): void {
  if (place) place.textContent = text;
}

/** `reason_other_list` → `reasonOtherList`, as data-reason-other-list is called in a script. */
function camel(name: string): string {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

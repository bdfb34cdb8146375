// The state of saving, in the words that the page brings.
import type { Keeping } from "./keeping";
import type { Way } from "./line";

/** The name of the sentence to say. */
export function sentence(way: Way, keeping: Keeping, keeps: boolean): string {
  const unsaved = keeping.unsaved > 0;
  if (way === "forbidden") return unsaved ? "forbidden_unsaved" : "forbidden";
  if (keeping.refused)
    return ["large", "full"].includes(keeping.refused) ? keeping.refused : "refused";
  if (way === "opening") return unsaved ? "cut_unsaved" : "opening";
  if (way === "cut") return unsaved ? (keeps ? "cut_unsaved" : "cut_unkept") : "cut";
  if (unsaved) return keeps ? "unsaved" : "unsaved_unkept";
  if (keeping.pending || keeping.underWay) return "opening";
  return way === "slow" ? "saved_slowly" : "saved";
}

export class Words {
  private readonly say = new Map<string, string>();

  constructor(
    root: HTMLElement,
    private readonly line: HTMLElement,
  ) {
    for (const each of root.querySelectorAll<HTMLTemplateElement>("template[data-say]")) {
      this.say.set(each.dataset.say ?? "", each.content.textContent?.trim() ?? "");
    }
  }

  show(name: string, count: number, language: string): void {
    const number = new Intl.NumberFormat(language).format(count);
    const words = (this.say.get(name) ?? "").replace("{n}", number);
    if (this.line.textContent !== words) this.line.textContent = words;
    this.line.dataset.state = name;
    this.line.classList.toggle("cut", !name.startsWith("saved"));
  }
}

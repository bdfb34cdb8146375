// For desks that may: people by their names, strangers registered, badges printed.
import { csrf } from "../frame/rounds";

interface Person {
  name: string;
  category: string;
  country: string;
  organisation: string;
  state: string;
  said: string;
  code: string;
  inside: string[];
  /** Whether she may have a card to log in: whoever has an address may not. */
  card: boolean;
}

const FEWEST = 3;
const PAUSE = 250;

export function openFinder(
  root: HTMLElement,
  page: { slug: string },
  read: (code: string) => void,
): void {
  const box = root.querySelector<HTMLElement>("[data-finder]");
  if (box) new Finder(box, page.slug, read).open();
}

class Finder {
  private timer = 0;
  private asked = 0;

  constructor(
    private readonly box: HTMLElement,
    private readonly slug: string,
    private readonly read: (code: string) => void,
  ) {}

  open(): void {
    const field = this.part<HTMLInputElement>("name");
    field.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = window.setTimeout(() => this.search(field.value), PAUSE);
    });
    this.part<HTMLFormElement>("stranger").addEventListener("submit", (event) => {
      event.preventDefault();
      this.register(event.target as HTMLFormElement);
    });
  }

  private async search(words: string): Promise<void> {
    const mine = ++this.asked;
    if (words.trim().length < FEWEST) {
      this.show([], "");
      return;
    }
    const found = await this.ask(`search/?q=${encodeURIComponent(words)}`);
    if (mine === this.asked) this.show(found ?? [], found ? "none" : "cut");
  }

  private async register(form: HTMLFormElement): Promise<void> {
    const found = await this.ask("stranger/", {
      method: "POST",
      headers: { Accept: "application/json", "X-CSRFToken": csrf() },
      body: new FormData(form),
    });
    this.show(found ?? [], found ? "none" : "cut");
    if (found) form.reset();
  }

  private async ask(path: string, init: RequestInit = {}): Promise<Person[] | null> {
    try {
      const answer = await fetch(`/${this.slug}/desk/${path}`, {
        credentials: "same-origin",
        ...init,
      });
      return answer.ok ? (await answer.json()).found : null;
    } catch {
      return null;
    }
  }

  private show(people: Person[], otherwise: string): void {
    const list = this.part("found");
    list.replaceChildren(...people.map((person) => this.row(person)));
    const none = this.part("none");
    none.textContent = people.length ? "" : (this.box.dataset[otherwise] ?? "");
  }

  private row(person: Person): HTMLElement {
    const made = this.part<HTMLTemplateElement>("person").content.cloneNode(
      true,
    ) as DocumentFragment;
    const fill = (name: string, text: string) => {
      const place = made.querySelector(`[data-field="${name}"]`);
      if (place) place.textContent = text;
    };
    fill("name", person.name);
    const more = [person.category, person.organisation, person.country, person.said];
    fill("more", more.filter(Boolean).join(" · "));
    const take = made.querySelector<HTMLButtonElement>("[data-take]");
    const print = made.querySelector<HTMLAnchorElement>("[data-print]");
    if (take) take.hidden = !person.code;
    take?.addEventListener("click", () => this.read(person.code));
    if (print) {
      print.hidden = !person.code;
      print.href = `/${this.slug}/desk/badge/?code=${person.code}`;
    }
    const card = made.querySelector<HTMLFormElement>("[data-card]");
    if (card) {
      card.hidden = !person.card;
      for (const [name, value] of Object.entries({
        code: person.code,
        csrfmiddlewaretoken: csrf(),
      })) {
        const field = card.querySelector<HTMLInputElement>(`[name="${name}"]`);
        if (field) field.value = value;
      }
    }
    const row = document.createElement("li");
    row.append(made);
    return row;
  }

  private part<T extends Element = HTMLElement>(name: string): T {
    const found = this.box.querySelector<T>(`[data-find="${name}"]`);
    if (!found) throw new Error(name);
    return found;
  }
}

// The sessions that a reader chose: kept in this browser, and with her account if she has one.

import { type Reader, STRANGER } from "./reader";

/** The stars of one event. Kept here at once; the server is told when it can be reached. */
export class Stars {
  readonly codes: Set<string>;
  /** Whose they are; a stranger's stay in this browser. */
  reader: Reader = STRANGER;
  private readonly key: string;

  constructor(
    readonly event: string,
    private readonly storage: Storage,
  ) {
    this.key = `stars:${event}`;
    this.codes = new Set(this.kept());
  }

  has(code: string): boolean {
    return this.codes.has(code);
  }

  /** Chooses or takes back; returns what holds now. */
  toggle(code: string): boolean {
    const on = !this.codes.has(code);
    if (on) this.codes.add(code);
    else this.codes.delete(code);
    this.keep();
    return on;
  }

  /** Tells the server of one choice; false if it could not be told. */
  async tell(code: string, on: boolean): Promise<boolean> {
    return this.reader.token !== "" && (await this.post({ code, on })) !== null;
  }

  /**
   * Brings the stars of this browser to her account and shows those of her account. They leave
   * the browser then, so that the next person at it does not inherit them.
   */
  async merge(reader: Reader): Promise<void> {
    if (!reader.token) return;
    this.reader = reader;
    const kept = this.kept();
    const mine = kept.length > 0 ? await this.post({ codes: kept }) : await this.get();
    if (mine === null) return;
    this.storage.removeItem(this.key);
    this.codes.clear();
    for (const code of mine) this.codes.add(code);
  }

  private async get(): Promise<string[] | null> {
    return this.ask({ headers: { Accept: "application/json" } });
  }

  private async post(body: object): Promise<string[] | null> {
    return this.ask({
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": this.reader.token },
      body: JSON.stringify(body),
    });
  }

  private async ask(options: RequestInit): Promise<string[] | null> {
    try {
      const answer = await fetch(`/${this.event}/stars/`, options);
      return answer.ok ? (await answer.json()).codes : null;
    } catch {
      return null;
    }
  }

  private kept(): string[] {
    try {
      const found: unknown = JSON.parse(this.storage.getItem(this.key) ?? "[]");
      return Array.isArray(found) ? found.filter((code) => typeof code === "string") : [];
    } catch {
      return [];
    }
  }

  private keep(): void {
    if (this.reader.token) return;
    try {
      this.storage.setItem(this.key, JSON.stringify([...this.codes]));
    } catch {
      // Storage is full or forbidden: the star lives until the page is left.
    }
  }
}

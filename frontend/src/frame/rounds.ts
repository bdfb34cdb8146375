// Work that needs a line, done as often as there is one.

/** The server does not know this device or this person any more. */
export class Ended extends Error {}

export type Line = "up" | "cut" | "ended";

/** Does `work` one round at a time; what fails is tried again. */
export class Rounds {
  private wanted = false;
  private going: Promise<void> | null = null;

  constructor(
    private readonly work: () => Promise<void>,
    private readonly tell: (line: Line) => void,
  ) {}

  /** From now on, `every` so many milliseconds and when the line comes back. */
  start(every: number): void {
    addEventListener("online", () => this.run());
    setInterval(() => this.run(), every);
    this.run();
  }

  /** A round now, or right after the one that is under way; is there when it is over. */
  run(): Promise<void> {
    this.wanted = true;
    this.going ??= this.go();
    return this.going;
  }

  private async go(): Promise<void> {
    try {
      while (this.wanted) {
        this.wanted = false;
        this.tell(await this.round());
      }
    } finally {
      this.going = null;
    }
  }

  private async round(): Promise<Line> {
    try {
      await this.work();
      return "up";
    } catch (error) {
      return error instanceof Ended ? "ended" : "cut";
    }
  }
}

/** What Django asks of a script that writes; the cookie knows of a log-in in another tab. */
export function csrf(): string {
  return document.cookie.match(/(?:^|; )csrftoken=([^;]*)/)?.[1] ?? "";
}

// When to try again: exponential with full jitter, so that those who were cut off together do
// not come back together.

export const SHORTEST = 500;
export const LONGEST = 30_000;

/** Milliseconds to wait before try number `attempt`, which counts from 0. */
export function delay(attempt: number, random: () => number = Math.random): number {
  const most = Math.min(LONGEST, SHORTEST * 2 ** Math.min(attempt, 10));
  return Math.max(SHORTEST / 2, random() * most);
}

/** Calls back after a wait, or at once when the page is seen again or the browser is online. */
export class Retry {
  private attempt = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly again: () => void) {
    document.addEventListener("visibilitychange", this.atOnce);
    window.addEventListener("online", this.atOnce);
  }

  later(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.fire, delay(this.attempt));
    this.attempt += 1;
  }

  /** All is well: the next wait is a short one. */
  succeeded(): void {
    this.attempt = 0;
  }

  stop(): void {
    clearTimeout(this.timer);
    document.removeEventListener("visibilitychange", this.atOnce);
    window.removeEventListener("online", this.atOnce);
  }

  private readonly fire = (): void => {
    this.timer = undefined;
    this.again();
  };

  private readonly atOnce = (): void => {
    if (this.timer === undefined || document.visibilityState === "hidden") return;
    clearTimeout(this.timer);
    this.fire();
  };
}

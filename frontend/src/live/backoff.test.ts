import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { delay, LONGEST, Retry, SHORTEST } from "./backoff";

describe("waiting before the next try", () => {
  it("grows up to half a minute and spreads over the whole span", () => {
    expect(delay(0, () => 1)).toBe(SHORTEST);
    expect(delay(3, () => 1)).toBe(SHORTEST * 8);
    expect(delay(50, () => 1)).toBe(LONGEST);
    expect(delay(50, () => 0.1)).toBe(LONGEST / 10);
    expect(delay(50, () => 0)).toBeGreaterThan(0);
  });
});

describe("trying again", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("happens at once when the browser is online again, and only once", () => {
    const again = vi.fn();
    const retry = new Retry(again);
    retry.later();
    window.dispatchEvent(new Event("online"));
    expect(again).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(LONGEST);
    expect(again).toHaveBeenCalledTimes(1);
    retry.stop();
  });

  it("does not happen while nothing has failed", () => {
    const again = vi.fn();
    const retry = new Retry(again);
    window.dispatchEvent(new Event("online"));
    document.dispatchEvent(new Event("visibilitychange"));
    expect(again).not.toHaveBeenCalled();
    retry.stop();
  });
});

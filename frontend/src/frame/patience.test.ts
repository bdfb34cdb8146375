import { describe, expect, it, vi } from "vitest";
import { within } from "./patience";

describe("patience", () => {
  it("ends a request after its time, and not before", () => {
    vi.useFakeTimers();
    const signal = within(4_000);
    vi.advanceTimersByTime(3_999);
    expect(signal.aborted).toBe(false);
    vi.advanceTimersByTime(1);
    expect(signal.aborted).toBe(true);
    vi.useRealTimers();
  });
});

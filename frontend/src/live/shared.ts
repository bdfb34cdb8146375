// One line a browser: the tab that holds the lock listens and tells the others what it hears.

import type { Frame } from "./frames";
import { type Hearing, type Line, open, type Way } from "./lines";

/** Opens a line through the browser's one for this topic and language, where tabs can share. */
export function openShared(way: Way, hearing: Hearing): Line {
  if (way !== "stream" || !navigator.locks || typeof BroadcastChannel === "undefined") {
    return open(way, hearing);
  }
  return new SharedLine(hearing);
}

class SharedLine implements Line {
  private readonly channel: BroadcastChannel;
  private readonly abort = new AbortController();
  private line: Line | undefined;
  private release: () => void = () => {};

  constructor(private readonly hearing: Hearing) {
    const name = `live:${hearing.topic}:${hearing.lang}`;
    this.channel = new BroadcastChannel(name);
    this.channel.onmessage = (event: MessageEvent<Frame>) => hearing.frame(event.data);
    this.takeTurn(name);
  }

  close(): void {
    this.abort.abort();
    this.line?.close();
    this.channel.close();
    this.release();
  }

  private async takeTurn(name: string): Promise<void> {
    try {
      await navigator.locks.request(name, { signal: this.abort.signal }, () => this.lead());
    } catch {
      // Closed before its turn came.
    }
  }

  /** Listens for everybody until this tab closes its line. */
  private lead(): Promise<void> {
    if (this.abort.signal.aborted) return Promise.resolve();
    const { frame, ended } = this.hearing;
    this.line = open("stream", {
      ...this.hearing,
      frame: (heard) => {
        this.channel.postMessage(heard);
        frame(heard);
      },
      ended: () => {
        this.close();
        ended();
      },
    });
    return new Promise((resolve) => {
      this.release = resolve;
    });
  }
}

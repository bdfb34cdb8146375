// Ways to hear from the server: a stream of events first, then a socket, then plain polling.

import { address, type Frame, type Missed } from "./frames";

export type Way = "stream" | "socket" | "poll";
export const WAYS: readonly Way[] = ["stream", "socket", "poll"];

/** Frames come every 25 s at least; a line that is silent for longer has died in silence. */
export const SILENCE = 60_000;
export const POLL = 3_000;

export interface Hearing {
  topic: string;
  lang: string;
  /** The position to go on from, asked whenever it is needed. */
  after: () => string;
  frame: (frame: Frame) => void;
  ended: () => void;
}

export interface Line {
  close: () => void;
}

/** Opens a line. `ended` is called once, and never after `close`. */
export function open(way: Way, hearing: Hearing): Line {
  const watched = new Watch(hearing);
  const openers = { stream: openStream, socket: openSocket, poll: openPolling };
  watched.shut = openers[way](watched);
  return watched;
}

/** Ends a line that is silent, and lets it end once. */
class Watch implements Line {
  shut: () => void = () => {};
  private closed = false;
  private timer: ReturnType<typeof setTimeout>;

  constructor(readonly hearing: Hearing) {
    this.timer = setTimeout(this.end, SILENCE);
  }

  get over(): boolean {
    return this.closed;
  }

  hear(frame: Frame): void {
    if (this.closed) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(this.end, SILENCE);
    this.hearing.frame(frame);
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
    this.shut();
  }

  readonly end = (): void => {
    if (this.closed) return;
    this.close();
    this.hearing.ended();
  };
}

function openStream(watch: Watch): () => void {
  const { topic, lang, after } = watch.hearing;
  const source = new EventSource(address(topic, "stream", lang, after()));
  source.onmessage = (event: MessageEvent<string>) => watch.hear(JSON.parse(event.data));
  // The browser's own way of coming back gives up at a 503 and knows no jitter.
  source.onerror = watch.end;
  return () => source.close();
}

function openSocket(watch: Watch): () => void {
  const { topic, lang, after } = watch.hearing;
  const url = new URL(address(topic, "socket", lang, after()), location.href);
  url.protocol = url.protocol.replace("http", "ws");
  const socket = new WebSocket(url);
  socket.onmessage = (event: MessageEvent<string>) => watch.hear(JSON.parse(event.data));
  socket.onclose = watch.end;
  return () => {
    socket.onclose = null;
    socket.close();
  };
}

function openPolling(watch: Watch): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const { topic, lang, after } = watch.hearing;
  const look = async (): Promise<void> => {
    try {
      const missed = await missedAfter(topic, lang, after());
      for (const frame of missed.frames) watch.hear(frame);
      watch.hear({ t: "beat", epoch: missed.epoch, seq: missed.head });
    } catch {
      watch.end();
    }
    if (!watch.over) timer = setTimeout(look, POLL * (0.75 + Math.random() / 2));
  };
  timer = setTimeout(look, 0);
  return () => clearTimeout(timer);
}

/** The door is shut: asking again would not help. */
export class Shut extends Error {}

/** What came after a position. Throws Shut, or TypeError while the server is away. */
export async function missedAfter(topic: string, lang: string, after: string): Promise<Missed> {
  return fetched(address(topic, "entries", lang, after));
}

export async function fetched<Body>(url: string): Promise<Body> {
  const response = await fetch(url, { credentials: "same-origin" });
  if (response.status === 403 || response.status === 404) throw new Shut(String(response.status));
  if (!response.ok) throw new TypeError(String(response.status));
  return response.json();
}

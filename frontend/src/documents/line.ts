// The line to the server: a WebSocket, or plain requests where none passes. It comes back by itself.
import * as Y from "yjs";
import { base64, change, read, stand } from "./frames";
import type { Keeping, Parcel } from "./keeping";

export interface Addresses {
  socket: string;
  state: string;
  updates: string;
  csrf: string;
}

export type Way = "opening" | "live" | "slow" | "cut" | "forbidden";

export interface Listener {
  /** The way or what is saved has changed. */
  moved(): void;
  /** The document stands as the server has it. */
  arrived(): void;
  cursors(of: Record<string, { name: string; at: unknown } | null>): void;
}

const BATCH = 200;
const PATIENCE = 10_000;
const FIRST_WAIT = 500;
const LONGEST_WAIT = 30_000;
const POLL = 3_000;
const TRY_AGAIN = 60_000;
const FORBIDDEN = [4403, 4404];
/** This session holds as many sockets as it may: the slow way needs none. */
const FULL = 4429;
/** So many failures of the socket, and the slow way is taken. */
const SLOW_AFTER = 2;

export class Line {
  way: Way = "opening";
  private socket: WebSocket | null = null;
  private joined = false;
  private failed = 0;
  private opened = false;
  private vector: Uint8Array = new Uint8Array([0]);
  private timers = new Map<string, number>();

  constructor(
    private readonly doc: Y.Doc,
    private readonly keeping: Keeping,
    private readonly to: Addresses,
    private readonly listener: Listener,
  ) {
    doc.on("update", (update: Uint8Array, origin: unknown) => this.heard(update, origin));
    addEventListener("online", () => this.again());
    addEventListener("offline", () => this.cut());
    addEventListener("visibilitychange", () => {
      if (!document.hidden && this.way === "cut") this.again();
    });
  }

  open(): void {
    if (this.way === "forbidden" || this.socket) return;
    const address = new URL(this.to.socket, location.href);
    address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(address);
    socket.binaryType = "arraybuffer";
    this.socket = socket;
    this.opened = false;
    socket.onopen = () => {
      this.opened = true;
      socket.send(stand(Y.encodeStateVector(this.doc)));
    };
    socket.onmessage = (event: MessageEvent<ArrayBuffer | string>) => {
      if (typeof event.data === "string") this.said(event.data);
      else this.take(new Uint8Array(event.data));
    };
    socket.onclose = (event) => {
      if (this.socket === socket) this.closed(event.code);
    };
    this.after("patience", PATIENCE, () => this.joined || this.drop());
  }

  /** Where the writer's cursor stands, or null when it is elsewhere. */
  point(at: unknown): void {
    if (this.joined) this.socket?.send(JSON.stringify({ t: "cursor", at }));
  }

  private heard(update: Uint8Array, origin: unknown): void {
    if (origin === this || (origin as { isStore?: boolean } | null)?.isStore) return;
    this.keeping.note(update);
    this.listener.moved();
    if (this.joined) this.after("flush", BATCH, () => this.flush());
  }

  private flush(): void {
    if (!this.joined) return;
    if (this.keeping.refused) this.socket?.send(stand(Y.encodeStateVector(this.doc)));
    else this.send(this.keeping.next());
  }

  private send(parcel: Parcel | null): void {
    if (!parcel) return;
    this.socket?.send(change(parcel.number, parcel.update, parcel.merging));
    // A line may be dead without having been closed.
    this.after("kept", PATIENCE, () => this.keeping.underWay && this.drop());
  }

  private take(bytes: Uint8Array): void {
    const frame = read(bytes);
    if (frame?.kind === "state") {
      this.apply(frame.missing);
      this.joined = true;
      this.failed = 0;
      this.stop("poll");
      this.go("live");
      this.listener.arrived();
      this.send(this.keeping.all(frame.vector));
    } else if (frame?.kind === "changes") {
      this.apply(frame.update);
    } else if (frame?.kind === "kept") {
      this.keeping.kept(frame.number);
    }
    this.listener.moved();
  }

  private said(text: string): void {
    const message = JSON.parse(text);
    if (message.t === "cursors") this.listener.cursors(message.of);
    if (message.t === "refused") {
      this.keeping.refuse(message.code);
      this.listener.moved();
    }
  }

  private apply(update: Uint8Array): void {
    if (update.length > 0) Y.applyUpdate(this.doc, update, this);
  }

  private closed(code: number): void {
    this.socket = null;
    this.joined = false;
    this.keeping.forget();
    this.stop("patience", "kept", "flush");
    if (FORBIDDEN.includes(code)) {
      this.go("forbidden");
      return;
    }
    this.failed = code === FULL ? SLOW_AFTER + 1 : this.opened ? 1 : this.failed + 1;
    if (this.failed > SLOW_AFTER && navigator.onLine) this.poll();
    else this.go("cut");
    const longest = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** this.failed);
    const wait = this.way === "slow" ? TRY_AGAIN : Math.random() * longest;
    this.after("open", wait, () => this.open());
  }

  private drop(): void {
    this.socket?.close();
    this.closed(0);
  }

  private cut(): void {
    if (this.socket) this.drop();
    else this.go("cut");
  }

  private again(): void {
    if (this.way === "forbidden" || this.joined) return;
    this.stop("open");
    this.open();
  }

  /** One round by plain requests: what we miss, then what the server lacks. */
  private async poll(): Promise<void> {
    const vector = base64(Y.encodeStateVector(this.doc));
    try {
      const answer = await fetch(`${this.to.state}?vector=${vector}`);
      if (answer.redirected || [403, 404].includes(answer.status)) return this.go("forbidden");
      const frame = answer.ok ? read(new Uint8Array(await answer.arrayBuffer())) : null;
      if (frame?.kind !== "state") throw new Error("no state");
      if (this.joined) return;
      this.apply(frame.missing);
      this.vector = frame.vector;
      this.go("slow");
      this.listener.arrived();
      await this.post();
    } catch {
      if (!this.joined && this.way !== "forbidden") this.go("cut");
    }
    if (!this.joined) this.after("poll", POLL, () => this.poll());
  }

  private async post(): Promise<void> {
    const parcel = this.keeping.all(this.vector);
    if (!parcel) return;
    const answer = await fetch(this.to.updates, {
      method: "POST",
      body: parcel.update as BufferSource,
      headers: {
        "Content-Type": "application/octet-stream",
        "Idempotency-Key": key(),
        "X-CSRFToken": this.to.csrf,
      },
    });
    if (answer.ok) this.keeping.kept(parcel.number);
    else if (answer.status === 422) this.keeping.refuse((await answer.json()).code);
    else this.keeping.forget();
    this.listener.moved();
  }

  private go(way: Way): void {
    this.way = way;
    this.listener.moved();
  }

  private after(name: string, wait: number, step: () => unknown): void {
    if (name === "flush" && this.timers.has(name)) return;
    this.stop(name);
    const run = () => {
      this.timers.delete(name);
      step();
    };
    this.timers.set(name, window.setTimeout(run, wait));
  }

  private stop(...names: string[]): void {
    for (const name of names) {
      clearTimeout(this.timers.get(name));
      this.timers.delete(name);
    }
  }
}

/** A UUID, also where the page did not come by https. */
function key(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

// Posts that a broken line neither loses nor doubles: each has a key, and waits in the browser
// until it is answered. Never for a secret ballot.

import { Retry } from "./backoff";

export interface Post {
  key: string;
  url: string;
  fields: Record<string, string>;
}

export interface Answer {
  post: Post;
  status: number;
  body: Record<string, unknown>;
}

export interface Listener {
  /** Taken (2xx), or refused for good (4xx): then `post.fields` go back to the form. */
  answered: (answer: Answer) => void;
  /** How many wait; called whenever that changes. */
  waiting?: (count: number) => void;
}

/** A random UUID, also on a page that is not served over TLS. */
export function newKey(): string {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function token(): string {
  return document.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]")?.value ?? "";
}

export class Outbox {
  private readonly place: string;
  private readonly retry = new Retry(() => this.flush());
  private flushing = false;

  /** `name` tells one page's posts from another's, such as the topic. Sends what was left. */
  constructor(
    name: string,
    private readonly listener: Listener,
  ) {
    this.place = `outbox:${name}`;
    this.flush();
  }

  get posts(): Post[] {
    return JSON.parse(localStorage.getItem(this.place) ?? "[]");
  }

  /** Keeps a post and sends it as soon as it can. Returns its key. */
  add(url: string, fields: Record<string, string>): string {
    const post = { key: newKey(), url, fields };
    this.keep([...this.posts, post]);
    this.flush();
    return post.key;
  }

  /** Sends what waits, in order; stops at the first that finds no answer. */
  async flush(): Promise<void> {
    if (this.flushing) return;
    this.flushing = true;
    try {
      for (let post = this.posts[0]; post; post = this.posts[0]) {
        const answer = await send(post);
        if (!answer) {
          this.retry.later();
          return;
        }
        this.retry.succeeded();
        const { key } = post;
        this.keep(this.posts.filter((each) => each.key !== key));
        this.listener.answered(answer);
      }
    } finally {
      this.flushing = false;
    }
  }

  stop(): void {
    this.retry.stop();
  }

  private keep(posts: Post[]): void {
    localStorage.setItem(this.place, JSON.stringify(posts));
    this.listener.waiting?.(posts.length);
  }
}

/** The server's answer, or nothing if it is to be tried again. */
async function send(post: Post): Promise<Answer | undefined> {
  try {
    const response = await fetch(post.url, {
      method: "POST",
      credentials: "same-origin",
      headers: {
        Accept: "application/json",
        "Idempotency-Key": post.key,
        "X-CSRFToken": token(),
      },
      body: new URLSearchParams(post.fields),
    });
    if (response.status >= 500 || response.status === 429) return undefined;
    const body = await response.json().catch(() => ({}));
    return { post, status: response.status, body };
  } catch {
    return undefined;
  }
}

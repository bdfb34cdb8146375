// What drawing needs to know of its page: the reader's language, the event's zone, the words.

export type Words = DOMStringMap;

export interface Desk {
  say: Words;
  lang: string;
  /** What she reads, in her order; the first is the page's. */
  languages: readonly string[];
  zone: string;
  /** What those who write find under each line, or nothing. */
  tools: HTMLTemplateElement | null;
}

export function deskOf(root: HTMLElement): Desk {
  return {
    say: document.querySelector<HTMLElement>("[data-words]")?.dataset ?? {},
    lang: root.dataset.lang ?? "en",
    languages: (root.dataset.languages ?? root.dataset.lang ?? "en").split("."),
    zone: root.dataset.zone ?? "UTC",
    tools: document.querySelector<HTMLTemplateElement>("template[data-line-tools]"),
  };
}

/** A sentence with `@` filled in. */
export function filled(sentence: string | undefined, word: string): string {
  return (sentence ?? "@").replace("@", word);
}

/** The hour in the event's zone, with its day if that is not today's. */
export function hourOf(at: string, desk: Desk, now = new Date()): string {
  const moment = new Date(at);
  const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  const day = { day: "numeric", month: "short" } as const;
  const today = format(desk, day).format(moment) === format(desk, day).format(now);
  return format(desk, today ? clock : { ...day, ...clock }).format(moment);
}

export function minutes(count: number, desk: Desk): string {
  const unit = { style: "unit", unit: "minute", unitDisplay: "long" } as const;
  return new Intl.NumberFormat(`${desk.lang}-u-nu-latn`, unit).format(count);
}

export function languageName(tag: string, into: string): string {
  try {
    return new Intl.DisplayNames([into], { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

function format(desk: Desk, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(`${desk.lang}-u-nu-latn`, { ...options, timeZone: desk.zone });
}

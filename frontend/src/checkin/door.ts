// The door: decides about a code by what this device knows, and keeps the scan before it says so.
import type { Book, List } from "./book";
import { CODE_LENGTH, digestOf, isCode, type Keys, newId, normalised, readToken } from "./code";
import { type BadgeKind, decide, fold, momentAt, type Presence, type Verdict } from "./rules";
import type { OwnScan, Store } from "./store";
import type { Sync } from "./sync";

export interface Place {
  list: List;
  gate: string;
  kind: "entry" | "exit";
}

export interface Outcome extends Verdict {
  scan: OwnScan | null;
  badge: BadgeKind | null;
  code: string;
}

export interface Setting extends Keys {
  zone: string;
  begins: string;
}

export class Door {
  private before: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly store: Store,
    private readonly book: Book,
    private readonly sync: Sync,
    private readonly setting: Setting,
  ) {}

  /** What was scanned or typed, decided and kept: one after the other, so that the second of two
   * reads of a badge knows the first. */
  read(text: string, place: Place): Promise<Outcome> {
    const read = this.before.then(() => this.decide(text, place));
    this.before = read.catch(() => undefined);
    return read;
  }

  private async decide(text: string, place: Place): Promise<Outcome> {
    const known = await this.lookUp(normalised(text));
    if (!known) return { verdict: "refused", reason: "unknown", scan: null, badge: null, code: "" };
    const presence = await this.presence(known.digest, place.list);
    const moment = momentAt(this.now(), this.setting.zone, this.setting.begins);
    const verdict = decide(place.list, known.badge, presence, moment, place.kind);
    const scan = known.badge ? await this.keep(known, place, verdict) : null;
    return { ...verdict, scan, badge: known.badge, code: known.code };
  }

  /** Lets somebody in whom the rule refused: a person decided. */
  async admit(outcome: Outcome, place: Place): Promise<Outcome> {
    const { code, badge } = outcome;
    const known = { code, badge, digest: await digestOf(this.setting.event, code) };
    const verdict = { verdict: "by_hand", reason: outcome.reason } as const;
    return { ...verdict, badge, code, scan: await this.keep(known, place, verdict) };
  }

  /** Undoes a scan by another one. */
  async undo(scan: OwnScan): Promise<void> {
    const list = this.book.list(scan.list);
    if (!list) return;
    await this.write({
      ...scan,
      ...(await this.stamp()),
      kind: "undo",
      undoes: scan.id,
      verdict: "admitted",
      reason: "",
      rule: list.version,
    });
  }

  /** Snapshot and changes, and what this device has not brought home: case of two scans in a row. */
  private async presence(digest: string, list: List): Promise<Presence> {
    const own = (await this.store.scans()).filter(
      (scan) => scan.digest === digest && scan.list === list.uid,
    );
    return fold(own, list, this.book.presenceOf(digest, list));
  }

  private async lookUp(
    text: string,
  ): Promise<{ code: string; digest: string; badge: BadgeKind | null } | null> {
    const token = text.length > CODE_LENGTH ? await readToken(text, this.setting) : null;
    const code = token?.code ?? text;
    if (!isCode(code)) return null;
    const digest = await digestOf(this.setting.event, code);
    const listed = this.book.kindOf(digest);
    // A signature proves what is too new for the list; a list that knows better is believed.
    const signed = token?.proven ? { ...token, standing: "valid" } : null;
    return { code, digest, badge: listed ?? signed };
  }

  private async keep(
    known: { code: string; digest: string },
    place: Place,
    verdict: Verdict,
  ): Promise<OwnScan> {
    const { list, gate, kind } = place;
    const { code, digest } = known;
    const scan: OwnScan = {
      ...(await this.stamp()),
      ...verdict,
      ...{ kind, gate, code, digest, list: list.uid, rule: list.version, undoes: null },
    };
    await this.write(scan);
    return scan;
  }

  private async write(scan: OwnScan): Promise<void> {
    await this.store.add(scan);
    this.sync.run();
  }

  private now(): Date {
    return new Date(Date.now() + this.sync.offset);
  }

  private async stamp() {
    const said = new Date();
    const at = this.now();
    return {
      id: newId(said.getTime()),
      said: said.toISOString(),
      at: at.toISOString(),
      offset: this.sync.offset,
      sequence: await this.store.next(),
      taken: null,
      ...momentAt(at, this.setting.zone, this.setting.begins),
    };
  }
}

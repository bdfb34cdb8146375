// The desk's page: scan, type, see the verdict, undo.
import { keepForLater } from "../frame/offline";
import { Book, type List } from "./book";
import { Camera } from "./camera";
import { grouped } from "./code";
import { Door, type Outcome, type Place, type Setting } from "./door";
import { openFinder } from "./finder";
import { show } from "./panel";
import { Store } from "./store";
import { Sync } from "./sync";

interface Page extends Setting {
  device: string;
  slug: string;
  lists: List[];
  now: string;
}

export async function openDesk(root: HTMLElement): Promise<void> {
  // Without https a browser checks no code, keeps nothing and has no camera: the page then works
  // as it does without scripts.
  if (!isSecureContext) return;
  const said = document.getElementById("desk-book")?.textContent ?? "{}";
  const page: Page = JSON.parse(said);
  const store = await Store.open(`desk-${page.event}-${page.device}`);
  const book = new Book(await store.book());
  if (!book.kept.lists.length) book.kept.lists = page.lists;
  new Desk(root, page, store, book).open();
  keepForLater();
}

class Desk {
  private readonly sync: Sync;
  private readonly door: Door;
  private readonly camera: Camera;
  private last: Outcome | null = null;

  constructor(
    private readonly root: HTMLElement,
    private readonly page: Page,
    private readonly store: Store,
    private readonly book: Book,
  ) {
    this.sync = new Sync(store, book, page, {
      line: (state) => this.showLine(state),
      news: (counts) => this.showCounts(counts),
      parked: (count) => this.part("parked").removeAttribute("hidden") ?? count,
    });
    this.door = new Door(store, book, this.sync, page);
    this.camera = new Camera(this.part<HTMLVideoElement>("video"), (text) => this.read(text));
  }

  async open(): Promise<void> {
    this.sync.offset = await this.store.get("offset", 0);
    await this.fillChoices();
    this.listen();
    openFinder(this.root, this.page, (code) => this.read(code));
    this.root.dataset.ready = "";
    this.sync.start();
  }

  private listen(): void {
    this.part<HTMLFormElement>("typed").addEventListener("submit", (event) => {
      event.preventDefault();
      const field = this.part<HTMLInputElement>("code");
      if (field.value.trim()) this.read(field.value);
      field.value = "";
      field.focus();
    });
    this.part("scan").addEventListener("click", () => this.turnCamera());
    this.part("undo").addEventListener("click", () => this.undo());
    this.part("admit").addEventListener("click", () => this.admit());
    for (const name of ["list", "gate"]) {
      this.part<HTMLSelectElement>(name).addEventListener("change", () => this.chosen());
    }
  }

  private async read(text: string): Promise<void> {
    this.say(await this.door.read(text, this.place()));
  }

  private async admit(): Promise<void> {
    if (this.last) this.say(await this.door.admit(this.last, this.place()));
  }

  private async undo(): Promise<void> {
    if (!this.last?.scan) return;
    await this.door.undo(this.last.scan);
    this.say({ ...this.last, scan: null, verdict: "refused", reason: "undone" });
  }

  private say(outcome: Outcome): void {
    this.last = outcome;
    show(this.part("verdict"), this.words(), outcome, this.place(), grouped(outcome.code));
    const refused = outcome.verdict === "refused";
    const known = outcome.badge !== null && outcome.reason !== "undone";
    this.part("admit").hidden = !(refused && known && outcome.badge?.standing !== "excluded");
    this.part("undo").hidden = refused || !outcome.scan;
    navigator.vibrate?.(refused ? [80, 60, 80] : 40);
    this.showWaiting();
  }

  private place(): Place {
    const uid = this.part<HTMLSelectElement>("list").value;
    const list = this.book.list(uid) ?? this.page.lists[0];
    if (!list) throw new Error("no list");
    const chosen = this.root.querySelector<HTMLInputElement>("[name=kind]:checked");
    const gate = this.part<HTMLSelectElement>("gate").value;
    return { list, gate, kind: chosen?.value === "exit" ? "exit" : "entry" };
  }

  private async fillChoices(): Promise<void> {
    const lists = this.part<HTMLSelectElement>("list");
    lists.value = await this.store.get("list", lists.value);
    if (!lists.value && lists.options[0]) lists.value = lists.options[0].value;
    this.fillGates();
    this.part<HTMLSelectElement>("gate").value = await this.store.get("gate", "");
  }

  private fillGates(): void {
    const select = this.part<HTMLSelectElement>("gate");
    const gates = this.book.list(this.part<HTMLSelectElement>("list").value)?.gates ?? [];
    select.replaceChildren(...["", ...gates].map((gate) => new Option(gate || "—", gate)));
    this.part("gates").hidden = !gates.length;
  }

  private async chosen(): Promise<void> {
    const [list, gate] = [
      this.part<HTMLSelectElement>("list"),
      this.part<HTMLSelectElement>("gate"),
    ];
    if ((await this.store.get("list", "")) !== list.value) this.fillGates();
    await this.store.set("list", list.value);
    await this.store.set("gate", gate.value);
  }

  private async turnCamera(): Promise<void> {
    const video = this.part<HTMLVideoElement>("video");
    const wrong = this.part("no-camera");
    try {
      if (this.camera.on) this.camera.stop();
      else await this.camera.start();
      wrong.hidden = true;
    } catch {
      wrong.hidden = false;
    }
    video.hidden = !this.camera.on;
    this.part("scan").setAttribute("aria-pressed", String(this.camera.on));
  }

  private showLine(state: "up" | "cut" | "ended"): void {
    const line = this.part("line");
    line.textContent = this.words()[`line${state}`] ?? "";
    line.dataset.state = state;
    line.classList.toggle("cut", state !== "up");
    this.showWaiting();
  }

  private async showWaiting(): Promise<void> {
    const waiting = (await this.store.scans()).filter((scan) => scan.taken === null).length;
    const place = this.part("waiting");
    place.textContent = waiting ? (this.words().waiting ?? "@").replace("@", String(waiting)) : "";
    place.dataset.waiting = String(waiting);
    this.part("known").textContent = String(this.book.size);
  }

  private showCounts(counts: Record<string, [number, number]>): void {
    const [inside, came] = counts[this.part<HTMLSelectElement>("list").value] ?? [0, 0];
    this.part("inside").textContent = String(inside);
    this.part("came").textContent = String(came);
  }

  private words(): DOMStringMap {
    return this.part("words").dataset;
  }

  private part<T extends HTMLElement = HTMLElement>(name: string): T {
    const found = this.root.querySelector<T>(`[data-part="${name}"]`);
    if (!found) throw new Error(name);
    return found;
  }
}

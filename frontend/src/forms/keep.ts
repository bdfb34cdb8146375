// Keeps what one types in this tab, so that a lost line or a slip of the hand loses nothing.
//
//   <form data-keep="propose-quebec"> … <p data-kept hidden> … <button type="button" data-forget>
//
// Only for the life of the tab: on a shared computer nothing stays behind. What the server says
// to a form that it refused wins over what was kept.

const PREFIX = "keep:";
const SENT = "keep-sent";
const AT = ":at"; // seconds
const PAUSE = 300; // milliseconds
const NEVER = new Set(["csrfmiddlewaretoken"]);

type Values = [string, string][];
type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** What is typed in the form, field by field; files and secrets are left out. */
export function valuesOf(form: HTMLFormElement): Values {
  return [...new FormData(form)].filter(
    (pair): pair is [string, string] => typeof pair[1] === "string" && !NEVER.has(pair[0]),
  );
}

/** Puts the values back into the fields that the form still has; those with one name in order. */
export function fill(form: HTMLFormElement, values: Values): void {
  const seen = new Map<string, number>();
  for (const field of form.querySelectorAll<Field>("input, textarea, select")) {
    const given = values.filter(([name]) => name === field.name).map(([, value]) => value);
    if (field.type === "checkbox" || field.type === "radio") {
      (field as HTMLInputElement).checked = given.includes(field.value);
    } else if (field.type !== "hidden") {
      const place = seen.get(field.name) ?? 0;
      seen.set(field.name, place + 1);
      field.value = given[place] ?? field.value;
    }
  }
}

/** Follows one form: brings back what was kept, keeps what is typed. */
export function keep(form: HTMLFormElement, store: Storage): void {
  const key = PREFIX + form.dataset.keep;
  const page = form.ownerDocument;
  const empty = JSON.stringify(valuesOf(form));
  let timer = 0;

  forgetWhatArrived(page, store);
  const kept = store.getItem(key);
  if (kept && kept !== empty && !page.querySelector("[data-wrong]") && isNewest(form, store)) {
    fill(form, JSON.parse(kept) as Values);
    show(form, true);
  }
  const write = () => {
    window.clearTimeout(timer);
    timer = 0;
    store.setItem(key, JSON.stringify(valuesOf(form)));
    store.setItem(key + AT, String(Math.floor(Date.now() / 1000)));
  };
  form.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(write, PAUSE);
  });
  window.addEventListener("pagehide", () => {
    if (timer) write();
  });
  // The server has it (draft.ts).
  form.addEventListener("kept", () => {
    window.clearTimeout(timer);
    timer = 0;
    forget(store, key);
  });
  form.addEventListener("submit", () => {
    write();
    store.setItem(SENT, key);
  });
  form.querySelector("[data-forget]")?.addEventListener("click", () => {
    forget(store, key);
    fill(form, JSON.parse(empty) as Values);
    show(form, false);
  });
}

/** Whether the tab knows more than the server, which may hold what came from another device. */
function isNewest(form: HTMLFormElement, store: Storage): boolean {
  const here = Number(store.getItem(PREFIX + form.dataset.keep + AT) ?? 0);
  return here >= Number(form.dataset.keptAt ?? 0);
}

function forget(store: Storage, key: string): void {
  store.removeItem(key);
  store.removeItem(key + AT);
}

/** The page after a form that was taken says so in a message: its values need no keeping. */
function forgetWhatArrived(page: Document, store: Storage): void {
  const sent = store.getItem(SENT);
  if (sent && page.querySelector(".messages") && !page.querySelector("[data-wrong]")) {
    forget(store, sent);
    store.removeItem(SENT);
  }
}

function show(form: HTMLFormElement, kept: boolean): void {
  form.querySelector<HTMLElement>("[data-kept]")?.toggleAttribute("hidden", !kept);
}

// Keeps on the server what one types and has not sent, to go on from another device.
//
//   <form data-unsent="/…/registration/unsent/"> … <p data-unsent-says="Kept …">
//
// A line that is cut loses nothing: the tab keeps it too (keep.ts), and the next pause tries again.

const PAUSE = 2_000; // milliseconds

export type Send = (address: string, body: FormData) => Promise<boolean>;

const post: Send = async (address, body) => {
  const response = await fetch(address, { method: "POST", body, credentials: "same-origin" });
  return response.ok;
};

/** Follows one form; `send` says whether the server has taken it. */
export function keepOnServer(form: HTMLFormElement, send: Send = post): void {
  const address = form.dataset.unsent ?? "";
  const says = form.querySelector<HTMLElement>("[data-unsent-says]");
  let timer = 0;

  const write = async () => {
    timer = 0;
    const kept = await send(address, withoutFiles(form)).catch(() => false);
    if (says) says.textContent = kept ? (says.dataset.unsentSays ?? "") : "";
  };
  form.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(write, PAUSE);
  });
  form.addEventListener("submit", () => {
    window.clearTimeout(timer);
    timer = 0;
  });
  window.addEventListener("pagehide", () => {
    if (timer) navigator.sendBeacon(address, withoutFiles(form));
  });
}

function withoutFiles(form: HTMLFormElement): FormData {
  const found = new FormData(form);
  for (const [name, value] of [...found]) if (typeof value !== "string") found.delete(name);
  return found;
}

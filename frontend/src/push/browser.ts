// Where a person chooses whether this browser shows her notices.

/** Shows the button, or this browser among hers, if it can do it at all. */
export async function bindBrowsers(root: HTMLElement): Promise<void> {
  if (!("serviceWorker" in navigator && "PushManager" in window && "Notification" in window)) {
    reveal(root.querySelector("[data-unable]"));
    return;
  }
  const own = await ownAmong(root);
  if (own) {
    reveal(own.querySelector("[data-this]"));
    own.querySelector("form")?.addEventListener("submit", (event) => {
      event.preventDefault();
      void letGo().finally(() => (event.target as HTMLFormElement).submit());
    });
    return;
  }
  const form = root.querySelector<HTMLFormElement>("[data-add]");
  reveal(form);
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    void add(form, root);
  });
}

async function ownAmong(root: HTMLElement): Promise<HTMLElement | null> {
  const subscription = await subscribed();
  if (!subscription) return null;
  const name = await digest(subscription.endpoint);
  return root.querySelector<HTMLElement>(`[data-browser="${name}"]`);
}

async function subscribed(under?: string): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration(under);
  return (await registration?.pushManager.getSubscription()) ?? null;
}

/** The server knows it by SHA-256 of its address at the push service. */
export async function digest(text: string): Promise<string> {
  const found = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(found)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Ends what this browser shows; `under` is where the worker reaches. */
export async function letGo(under?: string): Promise<void> {
  if (!("serviceWorker" in navigator && "PushManager" in window)) return;
  await (await subscribed(under))?.unsubscribe();
}

async function add(form: HTMLFormElement, root: HTMLElement): Promise<void> {
  if ((await Notification.requestPermission()) !== "granted") {
    tell(root, "[data-refused]");
    return;
  }
  try {
    const given = await subscribe(form.dataset.worker ?? "", form.dataset.key ?? "");
    const body = new FormData(form);
    for (const [name, value] of Object.entries(given)) body.set(name, value);
    const answer = await fetch(form.action, { method: "POST", body });
    if (!answer.ok) throw new Error(String(answer.status));
    location.reload();
  } catch {
    tell(root, "[data-failed]");
  }
}

/** An older subscription may be for a key that this server no longer has. */
async function subscribe(worker: string, key: string): Promise<Record<string, string>> {
  await navigator.serviceWorker.register(worker);
  const { pushManager } = await navigator.serviceWorker.ready;
  await (await pushManager.getSubscription())?.unsubscribe();
  const found = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  const { endpoint = "", keys = {} } = found.toJSON();
  return { endpoint, key: keys.p256dh ?? "", secret: keys.auth ?? "" };
}

function tell(root: HTMLElement, which: string): void {
  for (const each of root.querySelectorAll<HTMLElement>("[role=alert]")) each.hidden = true;
  reveal(root.querySelector(which));
}

function reveal(part: HTMLElement | null): void {
  if (part) part.hidden = false;
}

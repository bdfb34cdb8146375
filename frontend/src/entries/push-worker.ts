// The notices' service worker: shows what the server pushes while no page is open, and leads there.
// It keeps nothing and answers no request.
/// <reference lib="webworker" />
import { read } from "../push/message";

const worker = self as unknown as ServiceWorkerGlobalScope;

worker.addEventListener("install", () => worker.skipWaiting());
worker.addEventListener("push", (event) => {
  const said = read(event.data?.text() ?? "");
  const { title, address, lang, dir } = said;
  event.waitUntil(
    worker.registration.showNotification(title, { lang, dir, tag: address, data: address }),
  );
});
worker.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(lead(String(event.notification.data)));
});

/** To the page that is open there already, else to a new one. */
async function lead(address: string): Promise<void> {
  const there = new URL(address, worker.location.origin).href;
  const open = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  const found = open.find((page) => page.url === there);
  await (found ? found.focus() : worker.clients.openWindow(there));
}

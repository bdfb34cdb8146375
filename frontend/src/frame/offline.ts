// A page that is there without a line: its service worker stands beside it as `worker.js`
// (entries/page-worker.ts).

function nameOf(page: string): string {
  return `page:${page}`;
}

/** Lets the service worker show this page when there is no line. */
export async function keepForLater(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register("worker.js");
  const cache = await caches.open(nameOf(location.pathname));
  const files = performance.getEntriesByType("resource").map((entry) => entry.name);
  const own = files.filter((name) => new URL(name).pathname.startsWith("/static/"));
  const icons = [...document.querySelectorAll("use")].map((use) => use.getAttribute("href") ?? "");
  const drawn = icons.map((href) => href.replace(/#.*/, "")).filter(Boolean);
  await Promise.allSettled(
    [...new Set([location.pathname, ...own, ...drawn])].map((name) => cache.add(name)),
  );
  document.documentElement.dataset.offline = "ready";
}

/** Lets go of a page that was kept. */
export async function forgetPage(page: string): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  await caches.delete(nameOf(page));
  const found = await navigator.serviceWorker.getRegistration(page);
  if (found?.scope.endsWith(page)) await found.unregister();
}

// The service worker of one page that goes on without a line: the page and the files that it is
// made of are there. It stands below the page's own address, and keeps nothing else: no list, no
// scan, no text.
/// <reference lib="webworker" />
const worker = self as unknown as ServiceWorkerGlobalScope;
const PAGE = new URL(worker.registration.scope).pathname;
// As frame/offline.ts names it; a worker is one file.
const CACHE = `page:${PAGE}`;
const PATIENCE = 4_000;

worker.addEventListener("install", () => worker.skipWaiting());
worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const { pathname, origin } = new URL(request.url);
  if (request.method !== "GET" || origin !== worker.location.origin) return;
  if (pathname.startsWith("/static/")) event.respondWith(file(request));
  else if (request.mode === "navigate" && pathname === PAGE) event.respondWith(page(request));
});

/** Files have their content's hash in their names, so that a kept one is the right one. */
async function file(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request);
  if (kept) return kept;
  const fresh = await fetch(request);
  if (fresh.ok) await cache.put(request, fresh.clone());
  return fresh;
}

async function page(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  try {
    // A worker is one file, and AbortSignal.timeout is younger than the phones that desks use.
    const ending = new AbortController();
    setTimeout(() => ending.abort(), PATIENCE);
    const fresh = await fetch(request, { signal: ending.signal });
    if (fresh.ok && !fresh.redirected) await cache.put(PAGE, fresh.clone());
    return fresh;
  } catch (error) {
    const kept = await cache.match(PAGE);
    if (kept) return kept;
    throw error;
  }
}

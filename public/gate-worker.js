// The gate's service worker: keeps the gate's page and files on the device, so that it opens without a network. It keeps nothing
// else and sends nothing. VERSION and FILES are written above this line by the build.
const CACHE = `gate-${VERSION}`;
const PAGE = "/gate";
/** How long a page is waited for before the kept one is shown, in milliseconds. */
const PATIENCE = 3000;

async function fill() {
  const cache = await caches.open(CACHE);
  const pages = new Set([PAGE]);
  // The page is there in the language in which it is open, too.
  for (const { url } of await clients.matchAll({ includeUncontrolled: true, type: "window" })) {
    const { origin, pathname, search } = new URL(url);
    if (origin === location.origin && pathname === PAGE) pages.add(pathname + search);
  }
  await cache.addAll([...pages, ...FILES].map((path) => new Request(path, { cache: "reload" })));
  await skipWaiting();
}

async function clear() {
  const old = (await caches.keys()).filter((name) => name.startsWith("gate-") && name !== CACHE && name !== "gate-keys");
  await Promise.all(old.map((name) => caches.delete(name)));
  await clients.claim();
}

/** The page as it is now, where the network answers in time; else as it was. */
async function freshPage(request) {
  const cache = await caches.open(CACHE);
  const kept = async () => (await cache.match(request)) ?? (await cache.match(PAGE)) ?? Response.error();
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(PATIENCE) });
    if (!answer.ok) return answer.status < 500 ? answer : kept();
    await cache.put(request, answer.clone());
    return answer;
  } catch {
    return kept();
  }
}

async function keptFile(request) {
  return (await caches.match(request, { cacheName: CACHE })) ?? fetch(request);
}

addEventListener("install", (event) => event.waitUntil(fill()));
addEventListener("activate", (event) => event.waitUntil(clear()));
addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate" && pathname === PAGE) event.respondWith(freshPage(request));
  else if (FILES.includes(pathname)) event.respondWith(keptFile(request));
});

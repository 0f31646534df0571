// The gate's service worker: keeps the gate's page and files on the device, so that it opens without a network. It keeps nothing
// else and sends nothing. VERSION, FILES and READER (the reader of QR codes) are written above this line by the build.
const CACHE = `gate-${VERSION}`;
const PAGE = "/gate";
/** How long a page is waited for before the kept one is shown, in milliseconds. */
const PATIENCE = 3000;
/** What is kept from the beginning. The reader is only where the page registers this file as one of a browser that has none itself. */
const WANTED = location.search === "?reader" ? [...FILES, ...READER] : FILES;

async function fill() {
  const cache = await caches.open(CACHE);
  const pages = new Set([PAGE]);
  // The page is there in the language in which it is open, too.
  for (const { url } of await clients.matchAll({ includeUncontrolled: true, type: "window" })) {
    const { origin, pathname, search } = new URL(url);
    if (origin === location.origin && pathname === PAGE) pages.add(pathname + search);
  }
  await cache.addAll([...pages, ...WANTED].map((path) => new Request(path, { cache: "reload" })));
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

/** A file as it is kept; the reader is kept from its first use on. */
async function keptFile(request) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  // A device without room reads codes all the same.
  if (answer.ok) await cache.put(request, answer.clone()).catch(() => undefined);
  return answer;
}

addEventListener("install", (event) => event.waitUntil(fill()));
addEventListener("activate", (event) => event.waitUntil(clear()));
addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate" && pathname === PAGE) event.respondWith(freshPage(request));
  else if (FILES.includes(pathname) || READER.includes(pathname)) event.respondWith(keptFile(request));
});

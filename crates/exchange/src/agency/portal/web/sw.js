// Keeps the page readable without network. VERSION and FILES stand above: they change with anything that is served.

const PAGES = `etabli-pages-${VERSION}`;
const PICTURES = "etabli-images";
const NETWORK_MS = 4000;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(PAGES).then((cache) => cache.addAll(FILES)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith("etabli-pages-") && name !== PAGES);
    await Promise.all(names.map((name) => caches.delete(name)));
    await self.clients.claim();
  })());
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  if (url.pathname.startsWith("/metiers/")) event.respondWith(picture(event.request));
  else if (FILES.includes(url.pathname)) event.respondWith(page(event.request, url.pathname));
  // Everything else, registrations and the agency's own pages first of all, goes its own way.
});

// The newest there is; the copy if the network is gone or takes too long.
async function page(request, path) {
  const kept = await caches.match(path, { cacheName: PAGES });
  const fresh = fetch(request);
  if (!kept) return fresh;
  const late = new Promise((resolve) => setTimeout(resolve, NETWORK_MS, kept));
  const good = fresh.then((answer) => (answer.ok ? answer : kept), () => kept);
  return Promise.race([good, late]);
}

async function picture(request) {
  return (await caches.match(request, { cacheName: PICTURES })) ?? fetch(request);
}

// H5 only, copied beside the page as it is: opens the app without a signal. The page is asked for first and kept; its
// scripts and styles carry a content hash, so what is kept is never outdated. Data is none of its business: answers are
// cached by src/state, reports are queued by src/outbox.
const cacheName = 'parkpulse-app';
/** A weak signal may take minutes to fail; the kept page is as good. */
const patienceMs = 4_000;

self.addEventListener('install', (event) => {
  event.waitUntil(keepPage().then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin || /^\/(api|storage)\//.test(pathname)) return;
  if (request.mode === 'navigate') event.respondWith(openPage(event));
  else event.respondWith(fromCache(request));
});

async function openPage(event) {
  const fresh = keepPage();
  // Goes on in the background when the kept page was faster.
  event.waitUntil(fresh.catch(() => undefined));
  const kept = await caches.match('/');
  if (!kept) return fresh;
  return Promise.race([fresh.catch(() => kept), new Promise((resolve) => setTimeout(resolve, patienceMs, kept))]);
}

async function fromCache(request) {
  const cache = await caches.open(cacheName);
  const kept = await cache.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await cache.put(request, answer.clone());
  return answer;
}

/** Keeps the page with all it names, and forgets what only an older one named. */
async function keepPage() {
  const page = await fetch('/', { cache: 'no-cache' });
  if (!page.ok) throw new Error(`the page was answered ${page.status}`);
  const cache = await caches.open(cacheName);
  const text = await page.clone().text();
  const files = [...text.matchAll(/(?:src|href)="(\/[^"]+\.(?:js|css))"/g)].map(([, file]) => file);
  // Maintenance, or the sign-in of a hotel's network: answered 200, yet not the app. What is kept stays as it is.
  if (!text.includes('id="app"') || !files.some((file) => file.endsWith('.js'))) throw new Error('the page is not the app');
  await Promise.all(files.map(async (file) => (await cache.match(file)) ?? cache.add(file)));
  // Last: a kept page never names a file that is not kept.
  await cache.put('/', page.clone());
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url);
    if (/\.(js|css)$/.test(pathname) && !files.includes(pathname)) await cache.delete(request);
  }
  return page;
}

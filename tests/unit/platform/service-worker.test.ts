// The service worker against a cache in memory: what it keeps, and what it must never throw away.
import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';

const origin = 'https://park.example';
const page = (version: number) => `<!doctype html><script defer="defer" src="/js/app.${version}.js"></script><link href="/css/app.${version}.css" rel="stylesheet"><div id="app"></div>`;

/** Runs the file as a browser does; `answers` are texts by path. */
function install(answers: Record<string, string>) {
  const kept = new Map<string, string>();
  const pathOf = (asked: string | { url: string }) => (typeof asked === 'string' ? asked : new URL(asked.url).pathname);
  const fetch = async (asked: string | { url: string }) => {
    const text = answers[pathOf(asked)];
    const answer = { ok: text !== undefined, status: text === undefined ? 404 : 200, text: async () => text, clone: () => answer };
    return answer;
  };
  const cache = {
    match: async (asked: string | { url: string }) => kept.get(pathOf(asked)),
    put: async (asked: string, answer: Awaited<ReturnType<typeof fetch>>) => void kept.set(pathOf(asked), (await answer.text())!),
    add: async (path: string) => {
      const answer = await fetch(path);
      if (!answer.ok) throw new TypeError('not kept');
      await cache.put(path, answer);
    },
    keys: async () => [...kept.keys()].map((path) => ({ url: origin + path })),
    delete: async (asked: { url: string }) => kept.delete(pathOf(asked)),
  };
  type Handler = (event: object) => void;
  const handlers: Record<string, Handler> = {};
  const self = { addEventListener: (name: string, handler: Handler) => (handlers[name] = handler), skipWaiting: () => undefined, clients: { claim: () => undefined }, location: { origin } };
  runInNewContext(readFileSync('src/platform/service-worker.js', 'utf8'), { self, caches: { open: async () => cache, match: cache.match }, fetch, URL, setTimeout: () => undefined });
  const fire = (name: string, event: object = {}) => {
    const waits: Promise<unknown>[] = [];
    let response: Promise<unknown> | undefined;
    handlers[name]!({ ...event, waitUntil: (wait: Promise<unknown>) => void waits.push(wait), respondWith: (given: Promise<unknown>) => void (response = given) });
    return Promise.all([response, ...waits]).then(([given]) => given);
  };
  return { kept, answers, install: () => fire('install'), open: () => fire('fetch', { request: { url: `${origin}/`, method: 'GET', mode: 'navigate' } }) };
}

const version = (number: number) => ({ '/': page(number), [`/js/app.${number}.js`]: 'js', [`/css/app.${number}.css`]: 'css' });

test('keeps the page with all it names, and forgets what only an older one named', async () => {
  const worker = install(version(1));
  await worker.install();
  expect([...worker.kept.keys()].sort()).toEqual(['/', '/css/app.1.css', '/js/app.1.js']);
  Object.assign(worker.answers, version(2));
  await worker.open();
  expect([...worker.kept.keys()].sort()).toEqual(['/', '/css/app.2.css', '/js/app.2.js']);
});

test.each([
  ['a page of maintenance', '<html>系统维护中</html>', {}],
  ['a page that only has the name of the app\'s root', '<div id="app">系统维护中</div>', {}],
  ['the sign-in of a network, with a script of its own', '<script src="/js/portal.js"></script><form></form>', { '/js/portal.js': 'js' }],
])('%s answered 200 takes nothing from the kept app, which opens', async (_, text, more) => {
  const worker = install(version(1));
  await worker.install();
  const before = [...worker.kept];
  Object.assign(worker.answers, { '/': text, ...more });
  expect(await worker.open()).toBe(page(1));
  expect([...worker.kept]).toEqual(before);
});

test('is not installed from a page that is not the app', async () => {
  const worker = install({ '/': '<html>系统维护中</html>' });
  await expect(worker.install()).rejects.toThrow('not the app');
  expect(worker.kept.size).toBe(0);
});

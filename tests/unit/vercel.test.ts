// Vercel hands out the H5 page itself, so what the Node server says of it stands a second time in vercel.json.
import vercel from '../../vercel.json';
import { cacheControl, hashedFile, pageHeaders } from '../../functions/kit/server';

type Route = { src: string; dest?: string; headers?: Record<string, string>; continue?: boolean };

/** What Vercel's routing makes of a path: each matching route adds its headers, the first without `continue` ends it. */
function headersOf(path: string): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const route of vercel.routes as Route[]) {
    if (!new RegExp(`^${route.src}$`).test(path)) continue;
    // Given once: no guess is needed which of two would win.
    for (const [name, value] of Object.entries(route.headers ?? {})) {
      expect(headers).not.toHaveProperty(name);
      headers[name] = value;
    }
    if (!route.continue) break;
  }
  return headers;
}

describe('vercel.json', () => {
  it.each(['/', '/index.html', '/service-worker.js', '/js/app.0123abcd.js', '/css/1.89abcdef01.css'])('serves %s with the headers of the Node server', (path) => {
    const expected = hashedFile.test(path) ? cacheControl.hashed : cacheControl.named;
    expect(headersOf(path)).toEqual({ ...pageHeaders, 'cache-control': expected });
  });

  it('leaves the API to the functions', () => expect(headersOf('/api/health')).toEqual({}));
});

// The same app on plain Node: what `npm start` runs, and what a container beside a self-hosted Supabase would run.
// Serves /api, passes signed photo transfers on to the storage (so that a deployment needs one allowed domain), and
// hands out the H5 build.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import sirv from 'sirv';

type App = { fetch: (request: Request, address?: string) => Promise<Response> };
export type ServerOptions = {
  api: App;
  cron: App;
  supabaseUrl: string;
  /** Folder of the H5 build; without it only the API is served. */
  h5Folder?: string;
  /** Proxies in front whose X-Forwarded-For entry counts. */
  trustedProxies: number;
};

// Only transfers that carry their own signature pass; the rest of the storage API stays inside.
const signedTransfer = /^\/storage\/v1\/object\/(?:(?<get>sign)\/(?:photos|exports)|(?<put>upload\/sign)\/photos)\//;
const photoMaxBytes = 1_048_576;

/** vercel.json says the same; a test holds them equal. */
export const pageHeaders = {
  'content-security-policy':
    "default-src 'self'; img-src 'self' blob: data:; style-src 'self' 'unsafe-inline'; font-src 'self' data:; connect-src 'self' blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'permissions-policy': 'camera=(self), geolocation=(self), microphone=()',
};
/** Built file names carry a content hash; the page and the service worker that name them must always be asked for. */
export const hashedFile = /\.[0-9a-f]{8,}\./;
export const cacheControl = { hashed: 'public, max-age=31536000, immutable', named: 'no-cache' };

export function createNodeServer(options: ServerOptions): Server {
  const listener = getRequestListener(
    (request, { incoming }) => {
      const url = new URL(request.url);
      if (url.pathname.startsWith('/storage/')) return passOn(request, url, options.supabaseUrl);
      const app = url.pathname.startsWith('/api/cron/') ? options.cron : options.api;
      return app.fetch(request, callerAddress(incoming as IncomingMessage, options.trustedProxies));
    },
    { overrideGlobalObjects: false },
  );
  const page = options.h5Folder ? sirv(options.h5Folder, { etag: true, setHeaders: setPageHeaders }) : null;
  return createServer((request: IncomingMessage, response: ServerResponse) => {
    const path = request.url ?? '/';
    if (path.startsWith('/api/') || path.startsWith('/storage/') || !page) void listener(request, response);
    else page(request, response, () => void response.writeHead(404).end());
  });
}

function setPageHeaders(response: ServerResponse, path: string): void {
  for (const [name, value] of Object.entries(pageHeaders)) response.setHeader(name, value);
  response.setHeader('cache-control', hashedFile.test(path) ? cacheControl.hashed : cacheControl.named);
}

async function passOn(request: Request, url: URL, supabaseUrl: string): Promise<Response> {
  const allowed = signedTransfer.exec(url.pathname)?.groups;
  const isRead = (request.method === 'GET' || request.method === 'HEAD') && allowed?.get;
  const isWrite = request.method === 'PUT' && allowed?.put;
  if (!isRead && !isWrite) return new Response(null, { status: 404 });
  const length = Number(request.headers.get('content-length') ?? Number.NaN);
  if (isWrite && !(length <= photoMaxBytes)) return new Response(null, { status: 413 });
  const headers = new Headers();
  for (const name of ['content-type', 'cache-control', 'if-none-match', 'range']) {
    const value = request.headers.get(name);
    if (value) headers.set(name, value);
  }
  try {
    const answer = await fetch(supabaseUrl + url.pathname + url.search, {
      method: request.method,
      headers,
      body: isWrite ? await request.arrayBuffer() : undefined,
      redirect: 'error',
    });
    const back = new Headers({ 'x-content-type-options': 'nosniff' });
    for (const name of ['content-type', 'content-length', 'content-disposition', 'cache-control', 'etag']) {
      const value = answer.headers.get(name);
      if (value) back.set(name, value);
    }
    return new Response(answer.body, { status: answer.status, headers: back });
  } catch {
    return new Response(null, { status: 502 });
  }
}

/** The peer, or what the last trusted proxy saw. */
function callerAddress(incoming: IncomingMessage, trustedProxies: number): string {
  const forwarded = String(incoming.headers['x-forwarded-for'] ?? '').split(',').map((part) => part.trim()).filter(Boolean);
  return (trustedProxies > 0 ? forwarded.at(-trustedProxies) : undefined) ?? incoming.socket.remoteAddress ?? '';
}

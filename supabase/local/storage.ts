// The part of Supabase Storage we use: signed uploads and reads of private objects, kept on disk. A 200 means that
// bytes and name are fsynced. Status codes and error bodies are the real service's: HTTP 400, the truth in the body.
import { randomUUID, type KeyObject } from 'node:crypto';
import fs from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import jwt from 'jsonwebtoken';
import { readBytes, sendJson, TooLarge } from './reply';

export type Bucket = { maxBytes: number; contentTypes: string[] };

/** Upload URLs live two hours, fixed by Supabase. */
const uploadSeconds = 7200;
const jsonMaxBytes = 1_048_576;

class Refusal extends Error {
  constructor(readonly statusCode: string, readonly error: string, message: string) {
    super(message);
  }
}
const notFound = () => new Refusal('404', 'not_found', 'Object not found');
const duplicate = () => new Refusal('409', 'Duplicate', 'The resource already exists');

type Meta = { contentType: string; size: number; createdAt: string };
type Route = { bucket: string; name: string; request: IncomingMessage; response: ServerResponse; url: URL };

export type Storage = { handle: (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void> };

export function createStorage(folder: string, jwtSecret: KeyObject, buckets: Record<string, Bucket>): Storage {
  const place = (bucket: string, name: string) => path.join(folder, bucket, ...name.split('/'));
  const metaOf = async (bucket: string, name: string): Promise<Meta> => {
    try {
      return JSON.parse(await fs.readFile(`${place(bucket, name)}.meta`, 'utf8')) as Meta;
    } catch {
      throw notFound();
    }
  };
  const sign = (action: 'read' | 'write', bucket: string, name: string, seconds: number) =>
    jwt.sign({ url: `${bucket}/${name}`, action }, jwtSecret, { expiresIn: seconds });

  const isThere = (bucket: string, name: string) => metaOf(bucket, name).then(() => true, () => false);

  const routes: { method: string; pattern: RegExp; needsKey: boolean; run: (route: Route) => Promise<void> }[] = [
    {
      method: 'POST', pattern: /^\/object\/upload\/sign\/(?<bucket>[^/]+)\/(?<name>.+)$/, needsKey: true,
      async run({ bucket, name, request, response }) {
        if (request.headers['x-upsert'] !== 'true' && (await isThere(bucket, name))) throw duplicate();
        const token = sign('write', bucket, name, uploadSeconds);
        sendJson(response, 200, JSON.stringify({ url: `/object/upload/sign/${bucket}/${encodePath(name)}?token=${token}`, token }));
      },
    },
    {
      method: 'PUT', pattern: /^\/object\/upload\/sign\/(?<bucket>[^/]+)\/(?<name>.+)$/, needsKey: false,
      async run({ bucket, name, request, response, url }) {
        checkToken(url, jwtSecret, 'write', `${bucket}/${name}`);
        const { maxBytes, contentTypes } = buckets[bucket]!;
        const contentType = String(request.headers['content-type'] ?? '').split(';')[0]!.trim();
        if (!contentTypes.includes(contentType)) throw new Refusal('415', 'invalid_mime_type', `mime type ${contentType} is not supported`);
        const bytes = await readBytes(request, maxBytes);
        await store(place(bucket, name), bytes, { contentType, size: bytes.length, createdAt: new Date().toISOString() });
        sendJson(response, 200, JSON.stringify({ Key: `${bucket}/${name}` }));
      },
    },
    {
      method: 'POST', pattern: /^\/object\/sign\/(?<bucket>[^/]+)\/(?<name>.+)$/, needsKey: true,
      async run({ bucket, name, request, response }) {
        const { expiresIn } = await readJson<{ expiresIn: number }>(request);
        await metaOf(bucket, name);
        sendJson(response, 200, JSON.stringify({ signedURL: signedRead(bucket, name, expiresIn) }));
      },
    },
    {
      method: 'POST', pattern: /^\/object\/sign\/(?<bucket>[^/]+)$/, needsKey: true,
      async run({ bucket, request, response }) {
        const { expiresIn, paths } = await readJson<{ expiresIn: number; paths: string[] }>(request);
        const rows = await Promise.all(
          paths.map(async (name) =>
            (await isThere(bucket, name))
              ? { path: name, error: null, signedURL: signedRead(bucket, name, expiresIn) }
              : { path: name, error: 'Either the object does not exist or you do not have access to it', signedURL: null },
          ),
        );
        sendJson(response, 200, JSON.stringify(rows));
      },
    },
    {
      method: 'GET', pattern: /^\/object\/sign\/(?<bucket>[^/]+)\/(?<name>.+)$/, needsKey: false,
      async run({ bucket, name, response, url }) {
        checkToken(url, jwtSecret, 'read', `${bucket}/${name}`);
        await send(response, bucket, name);
      },
    },
    {
      method: 'GET', pattern: /^\/object\/info\/(?:authenticated\/)?(?<bucket>[^/]+)\/(?<name>.+)$/, needsKey: true,
      async run({ bucket, name, response }) {
        const meta = await metaOf(bucket, name);
        sendJson(response, 200, JSON.stringify({ name, bucket_id: bucket, size: meta.size, content_type: meta.contentType, created_at: meta.createdAt }));
      },
    },
    {
      method: 'POST', pattern: /^\/object\/list\/(?<bucket>[^/]+)$/, needsKey: true,
      async run({ bucket, request, response }) {
        const { prefix = '', limit = 100, offset = 0 } = await readJson<{ prefix?: string; limit?: number; offset?: number }>(request);
        sendJson(response, 200, JSON.stringify(await list(path.join(folder, bucket, prefix), limit, offset)));
      },
    },
    {
      method: 'DELETE', pattern: /^\/object\/(?<bucket>[^/]+)$/, needsKey: true,
      async run({ bucket, request, response }) {
        const { prefixes } = await readJson<{ prefixes: string[] }>(request);
        const removed: { name: string }[] = [];
        for (const name of prefixes) {
          checkName(name);
          if (!(await isThere(bucket, name))) continue;
          await fs.rm(`${place(bucket, name)}.meta`, { force: true });
          await fs.rm(place(bucket, name), { force: true });
          removed.push({ name });
        }
        sendJson(response, 200, JSON.stringify(removed));
      },
    },
    {
      method: 'GET', pattern: /^\/object\/(?:authenticated\/)?(?<bucket>[^/]+)\/(?<name>.+)$/, needsKey: true,
      run: ({ bucket, name, response }) => send(response, bucket, name),
    },
  ];

  const signedRead = (bucket: string, name: string, seconds: number) =>
    `/object/sign/${bucket}/${encodePath(name)}?token=${sign('read', bucket, name, seconds)}`;

  async function send(response: ServerResponse, bucket: string, name: string): Promise<void> {
    const meta = await metaOf(bucket, name);
    response.writeHead(200, { 'content-type': meta.contentType, 'content-length': meta.size, 'cache-control': 'max-age=3600' });
    createReadStream(place(bucket, name)).on('error', () => response.destroy()).pipe(response);
  }

  return {
    async handle(request, response, url) {
      try {
        const route = routes.find((one) => one.method === request.method && one.pattern.test(url.pathname));
        if (!route) throw new Refusal('404', 'not_found', 'Route not found');
        const { bucket = '', name = '' } = route.pattern.exec(url.pathname)!.groups!;
        if (route.needsKey) checkServiceKey(request, jwtSecret);
        if (!buckets[bucket]) throw new Refusal('404', 'Bucket not found', 'Bucket not found');
        await route.run({ bucket, name: checkName(decodeURIComponent(name)), request, response, url });
      } catch (error) {
        const refusal = error instanceof Refusal ? error
          : error instanceof TooLarge ? new Refusal('413', 'Payload too large', 'The object exceeded the maximum allowed size')
          : new Refusal('500', 'Internal', 'Internal error');
        sendJson(response, refusal.statusCode === '500' ? 500 : 400, JSON.stringify({ statusCode: refusal.statusCode, error: refusal.error, message: refusal.message }));
      }
    },
  };
}

const encodePath = (name: string) => name.split('/').map(encodeURIComponent).join('/');

/** Plain segments only, so that no name leaves its bucket. */
function checkName(name: string): string {
  if (name && !/^[\w][\w.-]*(\/[\w][\w.-]*)*$/.test(name)) throw new Refusal('400', 'InvalidKey', `Invalid key: ${name}`);
  return name;
}

function checkServiceKey(request: IncomingMessage, secret: KeyObject): void {
  try {
    const claims = jwt.verify(String(request.headers.authorization ?? '').replace(/^Bearer /, ''), secret, { algorithms: ['HS256'] });
    if (typeof claims === 'object' && claims.role === 'service_role') return;
  } catch {
    // Falls through.
  }
  // Our buckets have no policies: only the service key reaches them.
  throw new Refusal('403', 'Unauthorized', 'new row violates row-level security policy');
}

function checkToken(url: URL, secret: KeyObject, action: 'read' | 'write', object: string): void {
  try {
    const claims = jwt.verify(url.searchParams.get('token') ?? '', secret, { algorithms: ['HS256'] });
    if (typeof claims === 'object' && claims.action === action && claims.url === object) return;
  } catch (error) {
    throw new Refusal('400', 'InvalidJWT', (error as Error).message);
  }
  throw new Refusal('400', 'InvalidSignature', 'The url do not match the signature');
}

async function readJson<T>(request: IncomingMessage): Promise<T> {
  try {
    return JSON.parse((await readBytes(request, jsonMaxBytes)).toString('utf8')) as T;
  } catch {
    throw new Refusal('400', 'invalid_request', 'The body is not JSON');
  }
}

/** Bytes, then the meta file whose exclusive creation decides who was first; both fsynced, and their folder. */
async function store(target: string, bytes: Buffer, meta: Meta): Promise<void> {
  const folder = path.dirname(target);
  await fs.mkdir(folder, { recursive: true });
  const aside = `${target}.${randomUUID()}.part`;
  await writeDurably(aside, bytes);
  const asideMeta = `${aside}.meta`;
  await writeDurably(asideMeta, Buffer.from(JSON.stringify(meta)));
  try {
    // A hard link fails when the name is taken: exactly one of two uploads of a path wins.
    await fs.link(asideMeta, `${target}.lock`).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') throw duplicate();
      throw error;
    });
    try {
      if (await fs.stat(`${target}.meta`).then(() => true, () => false)) throw duplicate();
      await fs.rename(aside, target);
      await fs.rename(asideMeta, `${target}.meta`);
      const handle = await fs.open(folder, 'r');
      await handle.sync().finally(() => handle.close());
    } finally {
      await fs.rm(`${target}.lock`, { force: true });
    }
  } finally {
    await fs.rm(aside, { force: true });
    await fs.rm(asideMeta, { force: true });
  }
}

async function writeDurably(file: string, bytes: Buffer): Promise<void> {
  const handle = await fs.open(file, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function list(folder: string, limit: number, offset: number): Promise<unknown[]> {
  const entries = await fs.readdir(folder, { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => entry.isDirectory() || entry.name.endsWith('.meta')).sort((a, b) => (a.name < b.name ? -1 : 1));
  return Promise.all(
    names.slice(offset, offset + limit).map(async (entry) => {
      if (entry.isDirectory()) return { name: entry.name, id: null, metadata: null };
      const name = entry.name.replace(/\.meta$/, '');
      const meta = JSON.parse(await fs.readFile(path.join(folder, entry.name), 'utf8')) as Meta;
      return { name, id: name, created_at: meta.createdAt, metadata: { size: meta.size, mimetype: meta.contentType } };
    }),
  );
}

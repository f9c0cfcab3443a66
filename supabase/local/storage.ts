// The part of Supabase Storage we use: signed uploads and reads of private objects. Error bodies are the real
// service's: HTTP 400, the truth in `statusCode`.
import type { KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import jwt from 'jsonwebtoken';
import { createBuckets, type Bucket, type Buckets } from './buckets';
import { createObjects, isName, type Entry } from './objects';
import { bearerOf, readBytes, readToken, sendJson, TooLarge } from './reply';

/** Upload URLs live two hours, fixed by Supabase. */
const uploadSeconds = 7200;
const jsonMaxBytes = 1_048_576;
/** Where neither bucket nor project sets a limit. */
const objectMaxBytes = 52_428_800;
const unavailable = 'Either the object does not exist or you do not have access to it';

class Refusal extends Error {
  constructor(readonly statusCode: string, readonly error: string, message: string) {
    super(message);
  }
}
const notFound = () => new Refusal('404', 'not_found', 'Object not found');
const duplicate = () => new Refusal('409', 'Duplicate', 'The resource already exists');

type Call = { bucket: string; name: string; request: IncomingMessage; response: ServerResponse; url: URL };
type Answer = object | void;
/** With `needsKey` only the service key may call; the others carry a signed token of their own. */
type Route = { method: string; pattern: RegExp; needsKey: boolean; run: (call: Call) => Promise<Answer> };

export type Storage = { handle: (request: IncomingMessage, response: ServerResponse, path: string) => Promise<void> };

export function createStorage(folder: string, key: KeyObject, initial: Record<string, Bucket>): Storage {
  const objects = createObjects(folder);
  const buckets = createBuckets(folder, initial);

  const sign = (action: 'read' | 'write', object: string, seconds: number, isUpsert = false): string => {
    if (!Number.isInteger(seconds) || seconds < 1) throw new Refusal('400', 'invalid_request', 'body/expiresIn must be >= 1');
    return jwt.sign({ url: object, action, upsert: isUpsert }, key, { expiresIn: seconds });
  };
  const signedRead = (object: string, seconds: number) => `/object/sign/${object}?token=${sign('read', object, seconds)}`;

  async function send({ bucket, name, request, response }: Call): Promise<void> {
    const object = await objects.find(bucket, name);
    if (!object) throw notFound();
    const headers = { etag: object.etag, 'last-modified': object.modifiedAt.toUTCString(), 'cache-control': object.cacheControl ?? 'no-cache' };
    if (request.headers['if-none-match'] === object.etag) return void response.writeHead(304, headers).end();
    // Read before the head is sent: it may have been removed since it was found.
    const bytes = request.method === 'HEAD' ? undefined : await readFile(object.file).catch(() => null);
    if (bytes === null) throw notFound();
    response.writeHead(200, { ...headers, 'content-type': contentTypeOf(object, bucket), 'content-length': object.size });
    response.end(bytes);
  }

  /** A missing meta file loses nothing where the bucket takes one type only, as ours do. */
  const contentTypeOf = (object: { contentType?: string }, bucket: string) =>
    object.contentType ?? buckets.get(bucket)?.contentTypes?.[0] ?? 'application/octet-stream';

  const routes: Route[] = [
    {
      method: 'POST', pattern: /^\/object\/upload\/sign\/(?<bucket>[^/]+)\/(?<name>.+)$/, needsKey: true,
      async run({ bucket, name, request }) {
        const isUpsert = request.headers['x-upsert'] === 'true';
        if (!isUpsert && (await objects.exists(bucket, name))) throw duplicate();
        const token = sign('write', `${bucket}/${name}`, uploadSeconds, isUpsert);
        return { url: `/object/upload/sign/${bucket}/${name}?token=${token}`, token };
      },
    },
    {
      method: 'PUT', pattern: /^\/object\/upload\/sign\/(?<bucket>[^/]+)\/(?<name>.+)$/, needsKey: false,
      async run({ bucket, name, request, url }) {
        // Whether it may replace was settled when it was signed; the header of the upload does not matter.
        const { upsert } = readUrlToken(url, key, 'write', `${bucket}/${name}`);
        const { maxBytes = objectMaxBytes, contentTypes } = buckets.get(bucket)!;
        const contentType = String(request.headers['content-type'] ?? 'application/octet-stream').split(';')[0]!.trim();
        if (contentTypes && !contentTypes.includes(contentType)) throw new Refusal('415', 'invalid_mime_type', `mime type ${contentType} is not supported`);
        const bytes = await readBytes(request, maxBytes);
        const meta = { contentType, cacheControl: String(request.headers['cache-control'] ?? 'no-cache'), createdAt: new Date().toISOString() };
        if (!(await objects.put(bucket, name, bytes, meta, upsert === true))) throw duplicate();
        return { Key: `${bucket}/${name}` };
      },
    },
    {
      method: 'POST', pattern: /^\/object\/sign\/(?<bucket>[^/]+)\/(?<name>.+)$/, needsKey: true,
      async run({ bucket, name, request }) {
        const { expiresIn } = await readJson<{ expiresIn: number }>(request);
        if (!(await objects.exists(bucket, name))) throw notFound();
        return { signedURL: signedRead(`${bucket}/${name}`, expiresIn) };
      },
    },
    {
      method: 'POST', pattern: /^\/object\/sign\/(?<bucket>[^/]+)$/, needsKey: true,
      async run({ bucket, request }) {
        const { expiresIn, paths } = await readJson<{ expiresIn: number; paths: string[] }>(request);
        return Promise.all(
          paths.map(async (name) => {
            const isThere = isName(name) && (await objects.exists(bucket, name));
            return { path: name, error: isThere ? null : unavailable, signedURL: isThere ? signedRead(`${bucket}/${name}`, expiresIn) : null };
          }),
        );
      },
    },
    {
      method: 'GET', pattern: /^\/object\/sign\/(?<bucket>[^/]+)\/(?<name>.+)$/, needsKey: false,
      async run(call) {
        const { exp } = readUrlToken(call.url, key, 'read', `${call.bucket}/${call.name}`);
        call.response.setHeader('expires', new Date(exp! * 1000).toUTCString());
        // Outside what is signed, as in the real service: the name under which a browser saves it.
        const name = call.url.searchParams.get('download');
        if (name !== null) call.response.setHeader('content-disposition', `attachment${name && `; filename=${encodeURIComponent(name)}; filename*=UTF-8''${encodeURIComponent(name)};`}`);
        await send(call);
      },
    },
    {
      method: 'GET', pattern: /^\/object\/info\/(?:authenticated\/)?(?<bucket>[^/]+)\/(?<name>.+)$/, needsKey: true,
      async run({ bucket, name }) {
        const object = await objects.find(bucket, name);
        if (!object) throw notFound();
        return {
          id: name, name, bucket_id: bucket, size: object.size, content_type: contentTypeOf(object, bucket), cache_control: object.cacheControl ?? 'no-cache',
          etag: object.etag, metadata: null, last_modified: object.modifiedAt.toISOString(), created_at: object.createdAt,
        };
      },
    },
    {
      method: 'POST', pattern: /^\/object\/list\/(?<bucket>[^/]+)$/, needsKey: true,
      async run({ bucket, request }) {
        const { prefix = '', limit = 100, offset = 0, sortBy, search = '' } = await readJson<ListRequest>(request);
        const entries = (await objects.list(bucket, prefix)).filter(({ name }) => name.toLowerCase().startsWith(search.toLowerCase()));
        const rank = ({ name, object }: Entry) => (sortBy?.column && sortBy.column !== 'name' ? (object?.createdAt ?? '') : name);
        const sign = sortBy?.order === 'desc' ? -1 : 1;
        entries.sort((a, b) => (rank(a) < rank(b) ? -sign : rank(a) > rank(b) ? sign : 0));
        return entries.slice(offset, offset + limit).map(({ name, object }) => ({
          name,
          id: object && name,
          created_at: object && object.createdAt,
          updated_at: object && object.modifiedAt.toISOString(),
          last_accessed_at: object && object.createdAt,
          metadata: object && { size: object.size, mimetype: contentTypeOf(object, bucket), cacheControl: object.cacheControl ?? 'no-cache', eTag: object.etag },
        }));
      },
    },
    {
      method: 'DELETE', pattern: /^\/object\/(?<bucket>[^/]+)$/, needsKey: true,
      async run({ bucket, request }) {
        const { prefixes } = await readJson<{ prefixes: string[] }>(request);
        const isGone = await Promise.all(prefixes.map((name) => objects.remove(bucket, name)));
        return prefixes.filter((_, index) => isGone[index]).map((name) => ({ name, bucket_id: bucket }));
      },
    },
    { method: 'GET', pattern: /^\/object\/(?:authenticated\/)?(?<bucket>[^/]+)\/(?<name>.+)$/, needsKey: true, run: send },
    { method: 'GET', pattern: /^\/bucket\/?$/, needsKey: true, run: async () => buckets.list() },
    { method: 'GET', pattern: /^\/bucket\/(?<bucket>[^/]+)$/, needsKey: true, run: async ({ bucket }) => buckets.describe(bucket) },
    {
      method: 'POST', pattern: /^\/bucket\/?$/, needsKey: true,
      async run({ request }) {
        const asked = await readJson<Parameters<Buckets['create']>[0]>(request);
        if (asked.public) throw new Refusal('400', 'invalid_request', 'local Supabase: buckets are private');
        if (!isName(asked.name ?? '')) throw new Refusal('400', 'InvalidBucketName', 'Bucket name invalid');
        if (!buckets.create(asked)) throw duplicate();
        return { name: asked.name };
      },
    },
  ];

  return {
    async handle(request, response, path) {
      try {
        const url = new URL(path, 'http://local');
        const method = request.method === 'HEAD' ? 'GET' : request.method;
        const route = routes.find((one) => one.method === method && one.pattern.test(url.pathname));
        if (!route) throw new Refusal('404', 'not_found', `Route ${request.method}:${url.pathname} not found`);
        if (route.needsKey) checkServiceKey(request, key);
        const { bucket = '', name = '' } = route.pattern.exec(url.pathname)?.groups ?? {};
        if (bucket && !buckets.get(bucket)) throw new Refusal('404', 'Bucket not found', 'Bucket not found');
        const answer = await route.run({ bucket, name: name && readName(name), request, response, url });
        if (answer) sendJson(response, 200, JSON.stringify(answer));
      } catch (error) {
        const { statusCode, error: kind, message } = toRefusal(error);
        sendJson(response, statusCode === '500' ? 500 : 400, JSON.stringify({ statusCode, error: kind, message }));
      }
    },
  };
}

type ListRequest = { prefix?: string; limit?: number; offset?: number; search?: string; sortBy?: { column?: string; order?: string } };

function toRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof TooLarge) return new Refusal('413', 'Payload too large', 'The object exceeded the maximum allowed size');
  const { code } = error as NodeJS.ErrnoException;
  // A broken escape or a path that is none.
  if (error instanceof URIError || code === 'ERR_INVALID_URL') return new Refusal('400', 'InvalidKey', 'Invalid key');
  // The sender went away; nobody reads this.
  if (code === 'ECONNRESET') return new Refusal('400', 'Aborted', 'The upload was aborted');
  console.error('local storage:', error);
  return new Refusal('500', 'Internal', 'Internal Server Error');
}

function readName(encoded: string): string {
  const name = decodeURIComponent(encoded);
  if (!isName(name)) throw new Refusal('400', 'InvalidKey', `Invalid key: ${name}`);
  return name;
}

function checkServiceKey(request: IncomingMessage, key: KeyObject): void {
  let role: unknown;
  try {
    ({ role } = readToken(bearerOf(request) ?? '', key));
  } catch (error) {
    throw new Refusal('403', 'Unauthorized', (error as Error).message);
  }
  // Our buckets have no policies: only the service key reaches them.
  if (role !== 'service_role') throw new Refusal('403', 'Unauthorized', 'new row violates row-level security policy');
}

/** The token of a signed URL: for this action on this object, and in time. */
function readUrlToken(url: URL, key: KeyObject, action: 'read' | 'write', object: string): jwt.JwtPayload {
  let claims: jwt.JwtPayload;
  try {
    claims = readToken(url.searchParams.get('token') ?? '', key);
  } catch (error) {
    const isTooOld = error instanceof jwt.TokenExpiredError;
    throw new Refusal('400', 'InvalidJWT', isTooOld ? '"exp" claim timestamp check failed' : 'signature verification failed');
  }
  if (claims.action !== action || claims.url !== object) throw new Refusal('400', 'InvalidSignature', 'Invalid signature');
  return claims;
}

async function readJson<T>(request: IncomingMessage): Promise<T> {
  try {
    return JSON.parse((await readBytes(request, jsonMaxBytes)).toString('utf8')) as T;
  } catch {
    throw new Refusal('400', 'invalid_request', 'The body is not JSON');
  }
}

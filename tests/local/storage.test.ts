// The wire contract of Supabase Storage, through the real storage-js and, as a phone does it, by plain PUT and GET.
import fs from 'node:fs';
import path from 'node:path';
import jwt from 'jsonwebtoken';
import { startLocalSupabase, type LocalSupabase } from '../../supabase/local/server';
import { clientOf, jwtSecret, makeFolder, sign, type AnyClient } from './stack';

let supabase: LocalSupabase;
let folder: string;
let service: AnyClient;
// Storage needs no database, and none is connected to before the first rpc.
const databaseUrl = 'postgres://nobody@127.0.0.1:1/none';

beforeAll(async () => {
  folder = makeFolder();
  supabase = await startLocalSupabase({ databaseUrl, objectsFolder: folder, jwtSecret });
  service = clientOf(supabase.url, supabase.serviceKey);
});
afterAll(async () => {
  await supabase.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

const jpeg = (text: string) => Buffer.from(`\xff\xd8${text}\xff\xd9`, 'latin1');
const photos = () => service.storage.from('photos');
const origin = () => `${supabase.url}/storage/v1`;

async function signUpload(name: string, options?: { upsert: boolean }): Promise<string> {
  const { data, error } = await photos().createSignedUploadUrl(name, options);
  if (error) throw error;
  return data.signedUrl;
}
async function put(url: string, bytes: Buffer, headers: Record<string, string> = {}) {
  const response = await fetch(url, { method: 'PUT', body: new Uint8Array(bytes), headers: { 'content-type': 'image/jpeg', ...headers } });
  return { status: response.status, body: (await response.json()) as Record<string, string> };
}
async function store(name: string, bytes = jpeg(name)): Promise<void> {
  expect(await put(await signUpload(name), bytes)).toMatchObject({ status: 200 });
}
/** The same token with other claims, signed as it should be: what only the service itself could make. */
const resign = (url: string, claims: object) => {
  const token = new URL(url).searchParams.get('token')!;
  return url.replace(token, jwt.sign({ ...(jwt.decode(token) as object), ...claims }, jwtSecret));
};
const refusal = (statusCode: string, error: string) => ({ status: 400, body: { statusCode, error, message: expect.any(String) } });

describe('an upload', () => {
  test('by signed URL is answered with its key, and can be downloaded whole', async () => {
    const bytes = Buffer.from(Array.from({ length: 100_000 }, (_, index) => index % 256));
    expect(await put(await signUpload('park/s1/a.jpg'), bytes)).toEqual({ status: 200, body: { Key: 'photos/park/s1/a.jpg' } });
    const { data } = await photos().download('park/s1/a.jpg');
    expect(Buffer.from(await data!.arrayBuffer()).equals(bytes)).toBe(true);
    expect(data!.type).toBe('image/jpeg');
  });

  test('goes through storage-js as well', async () => {
    const { data } = await photos().createSignedUploadUrl('park/s1/js.jpg');
    const sent = await photos().uploadToSignedUrl(data!.path, data!.token, jpeg('js'), { contentType: 'image/jpeg' });
    expect(sent.error).toBeNull();
    expect(sent.data).toMatchObject({ path: 'park/s1/js.jpg', fullPath: 'photos/park/s1/js.jpg' });
    expect((await photos().info('park/s1/js.jpg')).data).toMatchObject({ size: 6, contentType: 'image/jpeg', cacheControl: 'max-age=3600', bucketId: 'photos' });
  });

  test('of a path that is taken is Duplicate, when signing and when sending, and changes nothing', async () => {
    const early = await signUpload('taken.jpg');
    await store('taken.jpg', jpeg('first'));
    expect(await put(early, jpeg('second'))).toEqual(refusal('409', 'Duplicate'));
    expect(await put(early, jpeg('third'), { 'x-upsert': 'true' })).toEqual(refusal('409', 'Duplicate'));
    expect((await photos().createSignedUploadUrl('taken.jpg')).error).toMatchObject({ status: 400, statusCode: '409' });
    expect(await (await photos().download('taken.jpg')).data!.text()).toContain('first');
  });

  test('signed with upsert replaces', async () => {
    await store('again.jpg', jpeg('first'));
    expect(await put(await signUpload('again.jpg', { upsert: true }), jpeg('second'))).toMatchObject({ status: 200 });
    expect(await (await photos().download('again.jpg')).data!.text()).toContain('second');
  });

  test('sent twenty times at once is stored once, whole', async () => {
    const url = await signUpload('race.jpg');
    const bodies = Array.from({ length: 20 }, (_, index) => jpeg(String(index).repeat(50_000 + index)));
    const answers = await Promise.all(bodies.map((bytes) => put(url, bytes)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ body }) => body.statusCode === '409')).toHaveLength(19);
    const winner = bodies[answers.findIndex(({ status }) => status === 200)]!;
    const { data } = await photos().download('race.jpg');
    expect(Buffer.from(await data!.arrayBuffer()).equals(winner)).toBe(true);
    expect(fs.readdirSync(path.join(folder, 'photos')).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  test('too large, or of another type, is refused', async () => {
    const url = await signUpload('refused.jpg');
    expect(await put(url, Buffer.alloc(1_048_577))).toEqual(refusal('413', 'Payload too large'));
    expect(await put(url, jpeg('x'), { 'content-type': 'image/png' })).toEqual(refusal('415', 'invalid_mime_type'));
    expect(await put(url, Buffer.alloc(1_048_576))).toMatchObject({ status: 200 });
  });

  test('needs its own token, in time', async () => {
    const url = await signUpload('guarded.jpg');
    const bytes = jpeg('guarded');
    expect(await put(url.replace(/.{6}$/, 'AAAAAA'), bytes)).toEqual(refusal('400', 'InvalidJWT'));
    expect(await put(url.replace(/\?.*/, ''), bytes)).toEqual(refusal('400', 'InvalidJWT'));
    expect(await put(resign(url, { exp: 1_000_000_000 }), bytes)).toEqual(refusal('400', 'InvalidJWT'));
    expect(await put(url.replace('guarded', 'other'), bytes)).toEqual(refusal('400', 'InvalidSignature'));
    const { exp, iat } = jwt.decode(new URL(url).searchParams.get('token')!) as jwt.JwtPayload;
    expect(exp! - iat!).toBe(7200);
  });

  test('cannot leave its bucket or take a name of ours', async () => {
    for (const name of ['..%2f..%2fescaped.jpg', '%2e%2e%2fescaped.jpg', 'a//b.jpg', '.hidden.jpg', 'a/.x.part', 'a.jpg.meta', 'a%00.jpg', 'a%5Cb.jpg', '%zz.jpg']) {
      const response = await fetch(`${origin()}/object/upload/sign/photos/${name}`, { method: 'POST', headers: { authorization: `Bearer ${supabase.serviceKey}` } });
      expect([name, response.status, ((await response.json()) as { error: string }).error]).toEqual([name, 400, 'InvalidKey']);
    }
    expect((await photos().createSignedUrls(['../photos/taken.jpg', '../../package.json'], 60)).data).toMatchObject([{ signedUrl: null }, { signedUrl: null }]);
    expect((await photos().list('../..')).data).toEqual([]);
    expect((await photos().remove(['../../secret'])).data).toEqual([]);
  });
});

describe('a signed read', () => {
  test('needs no key, and carries type, length and how long it may be kept', async () => {
    await put(await signUpload('read.jpg'), jpeg('read'), { 'cache-control': 'max-age=31536000' });
    const { data } = await photos().createSignedUrl('read.jpg', 60);
    const response = await fetch(data!.signedUrl);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({ 'content-type': 'image/jpeg', 'content-length': '8', 'cache-control': 'max-age=31536000' });
    expect(Buffer.from(await response.arrayBuffer())).toEqual(jpeg('read'));
    const again = await fetch(data!.signedUrl, { headers: { 'if-none-match': response.headers.get('etag')! } });
    expect(again.status).toBe(304);
  });

  test('ends with its time, and is good for its object and for reading only', async () => {
    await store('private.jpg');
    await store('neighbour.jpg');
    const { data } = await photos().createSignedUrl('private.jpg', 60);
    const get = async (url: string) => {
      const response = await fetch(url);
      return { status: response.status, body: (await response.json()) as unknown };
    };
    expect(await get(resign(data!.signedUrl, { exp: 1_000_000_000 }))).toEqual(refusal('400', 'InvalidJWT'));
    expect(await get(`${data!.signedUrl}x`)).toEqual(refusal('400', 'InvalidJWT'));
    expect(await get(data!.signedUrl.replace('private', 'neighbour'))).toEqual(refusal('400', 'InvalidSignature'));
    expect(await put(data!.signedUrl.replace('/object/sign/', '/object/upload/sign/'), jpeg('x'))).toEqual(refusal('400', 'InvalidSignature'));
    expect(await get((await signUpload('unsent.jpg')).replace('/object/upload/sign/', '/object/sign/'))).toEqual(refusal('400', 'InvalidSignature'));
  });

  test('is signed in a batch, with null for what is not there', async () => {
    await store('batch/one.jpg');
    const { data } = await photos().createSignedUrls(['batch/one.jpg', 'batch/none.jpg'], 60);
    expect(data).toMatchObject([{ path: 'batch/one.jpg', error: null }, { path: 'batch/none.jpg', signedUrl: null, error: expect.stringContaining('does not exist') }]);
    expect((await fetch(data![0]!.signedUrl!)).status).toBe(200);
    expect((await photos().createSignedUrl('batch/none.jpg', 60)).error).toMatchObject({ status: 400, statusCode: '404' });
    expect((await photos().createSignedUrl('batch/one.jpg', 0)).error).toMatchObject({ statusCode: '400' });
  });
});

describe('keeping objects', () => {
  test('tells about, lists and removes them', async () => {
    for (const name of ['shelf/b.jpg', 'shelf/a.jpg', 'shelf/deep/c.jpg']) await store(name);
    expect((await photos().exists('shelf/a.jpg')).data).toBe(true);
    expect((await photos().exists('shelf/z.jpg')).data).toBe(false);
    expect((await photos().info('shelf/z.jpg')).error).toMatchObject({ statusCode: '404' });
    const names = async (options?: { limit?: number; offset?: number; sortBy?: { column: string; order: string } }) => (await photos().list('shelf', options)).data!.map(({ name, id }) => (id ? name : `${name}/`));
    expect(await names()).toEqual(['a.jpg', 'b.jpg', 'deep/']);
    expect(await names({ sortBy: { column: 'name', order: 'desc' }, limit: 2 })).toEqual(['deep/', 'b.jpg']);
    expect(await names({ offset: 1, limit: 1 })).toEqual(['b.jpg']);
    expect((await photos().list('shelf', { search: 'a' })).data).toMatchObject([{ name: 'a.jpg', metadata: { size: 15, mimetype: 'image/jpeg' } }]);
    expect((await photos().remove(['shelf/a.jpg', 'shelf/z.jpg', 'shelf/deep/c.jpg'])).data).toMatchObject([{ name: 'shelf/a.jpg' }, { name: 'shelf/deep/c.jpg' }]);
    expect(await names()).toEqual(['b.jpg']);
    expect((await photos().download('shelf/a.jpg')).error).toMatchObject({ status: 400, statusCode: '404' });
    await store('shelf/a.jpg');
  });

  test('serves one whose meta file a crash has cost, by what its bucket takes', async () => {
    await store('torn.jpg');
    fs.writeFileSync(path.join(folder, 'photos/torn.jpg.meta'), '{"contentTy');
    fs.writeFileSync(path.join(folder, 'photos/.left-over.part'), 'half');
    expect((await photos().info('torn.jpg')).data).toMatchObject({ size: 12, contentType: 'image/jpeg' });
    expect((await photos().createSignedUploadUrl('torn.jpg')).error).toMatchObject({ statusCode: '409' });
    expect((await photos().list('')).data!.some(({ name }) => name.includes('part') || name.includes('meta'))).toBe(false);
  });

  test('is for the service key alone', async () => {
    await store('ours.jpg');
    for (const key of [supabase.anonKey, sign({ role: 'authenticated', sub: 'x' }), 'rubbish', sign({ role: 'service_role', exp: 1_000_000_000 }, {})]) {
      const other = clientOf(supabase.url, key).storage.from('photos');
      const answers = [await other.createSignedUploadUrl('mine.jpg'), await other.createSignedUrl('ours.jpg', 60), await other.download('ours.jpg'), await other.list(''), await other.remove(['ours.jpg']), await other.info('ours.jpg')];
      for (const { error } of answers) expect(error).toMatchObject({ status: 400, statusCode: '403' });
    }
    expect((await fetch(`${origin()}/object/photos/ours.jpg`)).status).toBe(400);
    expect((await photos().exists('ours.jpg')).data).toBe(true);
  });
});

test('a read signed for saving says under which name', async () => {
  await store('named.jpg', jpeg('named'));
  const { data } = await photos().createSignedUrl('named.jpg', 60);
  const answer = await fetch(`${data!.signedUrl}&download=${encodeURIComponent('台账 1.jpg')}`);
  expect(answer.headers.get('content-disposition')).toBe(`attachment; filename=${encodeURIComponent('台账 1.jpg')}; filename*=UTF-8''${encodeURIComponent('台账 1.jpg')};`);
  expect(await answer.text()).toContain('named');
  expect((await fetch(data!.signedUrl)).headers.get('content-disposition')).toBeNull();
});

describe('buckets', () => {
  test('are those configured, with their limits', async () => {
    const { data } = await service.storage.listBuckets();
    expect(data).toMatchObject([
      { id: 'documents', public: false, file_size_limit: 10_485_760, allowed_mime_types: ['application/pdf'] },
      { id: 'exports', public: false, file_size_limit: 52_428_800 },
      { id: 'photos', public: false, file_size_limit: 1_048_576, allowed_mime_types: ['image/jpeg'] },
    ]);
    expect((await service.storage.from('nowhere').createSignedUploadUrl('a.jpg')).error).toMatchObject({ statusCode: '404', message: 'Bucket not found' });
    expect((await service.storage.from('constructor').createSignedUploadUrl('a.jpg')).error).toMatchObject({ statusCode: '404' });
  });

  test('are made once, and are still there after a restart', async () => {
    const options = { public: false, fileSizeLimit: '1KB', allowedMimeTypes: ['text/plain'] };
    expect((await service.storage.createBucket('plans', options)).data).toEqual({ name: 'plans' });
    expect((await service.storage.createBucket('plans', options)).error).toMatchObject({ statusCode: '409' });
    expect((await service.storage.createBucket('open', { public: true })).error).toMatchObject({ statusCode: '400' });
    const restarted = await startLocalSupabase({ databaseUrl, objectsFolder: folder, jwtSecret });
    expect((await clientOf(restarted.url, restarted.serviceKey).storage.getBucket('plans')).data).toMatchObject({ id: 'plans', file_size_limit: 1024, allowed_mime_types: ['text/plain'] });
    await restarted.stop();
  });
});

describe('the server', () => {
  test('outlives requests that make no sense', async () => {
    for (const at of ['/storage/v1//', '/storage/v1/object', '/storage/v1/object/photos/%', '/storage/v1/object/sign/photos/%zz?token=x', '//', '/nowhere']) {
      const response = await fetch(supabase.url + at);
      expect([at, response.status >= 400 && response.status < 500]).toEqual([at, true]);
    }
    const aborted = new AbortController();
    const half = fetch(await signUpload('aborted.jpg'), { method: 'PUT', headers: { 'content-type': 'image/jpeg' }, signal: aborted.signal, body: new ReadableStream({ start: (stream) => stream.enqueue(new Uint8Array(1000)) }), duplex: 'half' } as RequestInit);
    aborted.abort();
    await expect(half).rejects.toThrow();
    expect((await photos().exists('aborted.jpg')).data).toBe(false);
  });

  test('says 503 when there is no database', async () => {
    expect(await service.rpc('anything')).toMatchObject({ status: 503, error: { code: 'PGRST000' } });
  });
});

// A photo counts when its bytes are there and are the ones announced; and only those who may read the record see it.
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { shortCode } from '../../src/domain/short-code';
import { flagPhoto, photoSources, type PhotoCircumstances } from '../../src/domain/submission';
import type { ReportDetail } from '../../src/contract/report';
import { inspection, manifestPhoto, progress, randomSha, sha256 } from '../factories/submission';
import { startApi, type TestApi } from '../support/api';
import { insertId, type CastName } from '../support/cast';
import { makeFile, manifestOf, put, sendFiles, signPhotos, tinyJpeg, type PhotoFile } from '../support/photos';

let api: TestApi;
let bide: string;
let road: string;

beforeAll(async () => {
  api = await startApi();
  ({ bide, road } = api.cast.parks.linxiang.projects as { bide: string; road: string });
});
afterAll(() => api.stop());

let made = 0;
const file = () => makeFile(`photo ${(made += 1)}`);

/** An inspection that announces these files. */
async function announce(files: PhotoFile[], by: CastName = 'liming', projectId = bide) {
  const photos = files.map((one) => manifestOf(one));
  const body = by === 'chenjing' ? progress(projectId, { percentReason: '核实', photos }) : inspection(projectId, { photos });
  expect((await api.call(by === 'chenjing' ? 'progress.submit' : 'inspection.submit', by, { body })).status).toBe(201);
  return body;
}

type Attached = { status: string; code?: string; photos: { sha256: string; stored: boolean; code?: string }[] };
const attach = (by: CastName, submissionId: string, sha256s: string[]) => api.call<Attached>('photo.attach', by, { body: { submissionId, sha256s } });
const read = (id: string, by: CastName = 'liming') => api.call<ReportDetail & { code?: string }>('report.read', by, { params: { id } });
const changes = async (id: string) => (await api.database.db.query<{ kind: string }>('select kind from public.changes where submission_id = $1', [id])).rows.map((row) => row.kind);

/** Sends other bytes than announced, then attaches. */
async function sendInstead(announced: PhotoFile, sent: Partial<PhotoFile>) {
  const body = await announce([announced]);
  const [target] = (await signPhotos(api, 'liming', body.id, [announced])).body.photos;
  if (sent.full) await put(target!.uploadUrl!, sent.full);
  if (sent.small) await put(target!.thumbUploadUrl!, sent.small);
  return { body, answer: await attach('liming', body.id, [sha256(announced.full)]) };
}

const text = new TextEncoder().encode('this is no picture, whatever its name says');
const cut = (bytes: Uint8Array) => bytes.slice(0, bytes.length - 30);

describe('attach refuses', () => {
  test.each<[string, string, () => [announced: PhotoFile, sent: Partial<PhotoFile>]]>([
    ['nothing sent', 'photo_missing', () => [file(), {}]],
    ['the thumbnail missing', 'photo_missing', () => { const one = file(); return [one, { full: one.full }]; }],
    ['the photo missing', 'photo_missing', () => { const one = file(); return [one, { small: one.small }]; }],
    ['other bytes of the same length', 'photo_hash_mismatch', () => { const one = file(); const full = Uint8Array.from(one.full); full[12] = 0x58; return [one, { ...one, full }]; }],
    ['fewer bytes', 'photo_hash_mismatch', () => { const one = file(); return [one, { ...one, full: cut(one.full) }]; }],
    ['more bytes than announced', 'photo_too_large', () => { const one = file(); return [one, { ...one, full: tinyJpeg('more', 5000) }]; }],
    ['text, announced as such', 'photo_not_image', () => { const one = { ...file(), full: text }; return [one, one]; }],
    ['a JPEG cut short, announced as such', 'photo_not_image', () => { const one = file(); const short = { ...one, full: cut(one.full) }; return [short, short]; }],
    ['markers without a picture between', 'photo_not_image', () => { const one = { ...file(), full: Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, made, 0xff, 0xd9) }; return [one, one]; }],
    ['a thumbnail of other bytes', 'photo_hash_mismatch', () => { const one = file(); const small = Uint8Array.from(one.small); small[12] = 0x58; return [one, { ...one, small }]; }],
    ['a thumbnail larger than announced', 'photo_too_large', () => { const one = file(); return [one, { ...one, small: tinyJpeg('large', 9000) }]; }],
    ['a thumbnail that is text', 'photo_not_image', () => { const one = { ...file(), small: text }; return [one, one]; }],
  ])('%s: %s; the submission does not count', async (_, code, make) => {
    const [announced, sent] = make();
    const { body, answer } = await sendInstead(announced, sent);
    expect(answer).toMatchObject({ status: 200, body: { status: 'awaiting_photos', photos: [{ sha256: sha256(announced.full), stored: false, code }] } });
    expect((await read(body.id)).body).toMatchObject({ status: 'awaiting_photos', countedAt: null, photos: [{ stored: false, url: null, thumbUrl: null }] });
    expect(await changes(body.id)).toEqual([]);
  });

  test('what did not match is gone, and sending it again works', async () => {
    const one = file();
    const { body } = await sendInstead(one, { full: cut(one.full), small: tinyJpeg('wrong') });
    expect(await sendFiles(api, 'liming', body.id, [one])).toMatchObject({ status: 200, body: { status: 'complete', photos: [{ stored: true }] } });
    expect(await changes(body.id)).toEqual(['submission_counted']);
  });

  test('only the wrong one of two: the other is stored and need not be sent again', async () => {
    const [good, bad] = [file(), file()];
    const body = await announce([good, bad]);
    const [first, second] = (await signPhotos(api, 'liming', body.id, [good, bad])).body.photos;
    await put(first!.uploadUrl!, good.full);
    await put(first!.thumbUploadUrl!, good.small);
    await put(second!.uploadUrl!, cut(bad.full));
    await put(second!.thumbUploadUrl!, bad.small);
    const answer = await attach('liming', body.id, [good, bad].map(({ full }) => sha256(full)));
    expect(answer.body).toMatchObject({ status: 'awaiting_photos', photos: [{ stored: true }, { stored: false, code: 'photo_hash_mismatch' }] });
    const again = (await signPhotos(api, 'liming', body.id, [good, bad])).body.photos;
    expect(again[0]).toEqual({ sha256: sha256(good.full), stored: true });
    // Its thumbnail is there already; only the photo itself is asked for.
    expect(again[1]).toEqual({ sha256: sha256(bad.full), stored: false, uploadUrl: expect.any(String) });
    expect((await sendFiles(api, 'liming', body.id, [good, bad])).body.status).toBe('complete');
  });
});

describe('sign', () => {
  test('only what the manifest announces, exactly', async () => {
    const one = file();
    const body = await announce([one]);
    expect((await signPhotos(api, 'liming', body.id, [file()])).body).toMatchObject({ code: 'not_in_manifest' });
    expect((await signPhotos(api, 'liming', body.id, [{ ...one, small: tinyJpeg('x') }])).body).toMatchObject({ code: 'not_in_manifest' });
    expect((await attach('liming', body.id, [randomSha()])).body.code).toBe('not_in_manifest');
  });

  test('an id in capitals leads to the same place', async () => {
    const one = file();
    const body = await announce([one]);
    expect((await sendFiles(api, 'liming', body.id.toUpperCase(), [one])).body.status).toBe('complete');
    const { url } = (await read(body.id)).body.photos[0]!;
    expect((await fetch(url!)).status).toBe(200);
  });

  test('an upload URL takes the photo once and nothing but an image of that size', async () => {
    const one = file();
    const body = await announce([one]);
    const [target] = (await signPhotos(api, 'liming', body.id, [one])).body.photos;
    expect((await put(target!.uploadUrl!, one.full, 'text/html')).ok).toBe(false);
    expect((await put(target!.uploadUrl!, tinyJpeg('huge', 1_100_000))).ok).toBe(false);
    expect((await put(target!.uploadUrl!, one.full)).ok).toBe(true);
    const second = await put(target!.uploadUrl!, tinyJpeg('replaced'));
    expect(second.ok).toBe(false);
    await put(target!.thumbUploadUrl!, one.small);
    expect((await attach('liming', body.id, [sha256(one.full)])).body.status).toBe('complete');
  });
});

describe('a hash gives nobody else anything', () => {
  test.each<CastName>(['zhouyang', 'wangfang', 'chenjing', 'sunwei', 'heping', 'wugang'])('%s can neither sign nor attach', async (by) => {
    const one = file();
    const body = await announce([one]);
    for (const answer of [await signPhotos(api, by, body.id, [one]), await attach(by, body.id, [sha256(one.full)])])
      expect(answer).toMatchObject({ status: 404, body: { code: 'submission_not_found' } });
  });

  test('read: who may read the record sees it, and nobody else', async () => {
    const one = file();
    const body = await announce([one]);
    await sendFiles(api, 'liming', body.id, [one]);
    for (const by of ['liming', 'zhouyang', 'chenjing', 'liujianguo', 'wangfang'] as const) {
      const { photos } = (await read(body.id, by)).body;
      expect(sha256(new Uint8Array(await (await fetch(photos[0]!.url!)).arrayBuffer()))).toBe(sha256(one.full));
      expect(sha256(new Uint8Array(await (await fetch(photos[0]!.thumbUrl!)).arrayBuffer()))).toBe(sha256(one.small));
    }
    for (const by of ['sunwei', 'heping', 'zhengli', 'machao', 'wugang'] as const) {
      expect(await read(body.id, by)).toMatchObject({ status: 404, body: { code: 'report_not_found' } });
      expect(JSON.stringify((await api.call('report.list', by)).body)).not.toContain(sha256(one.full));
    }
  });

  test('announcing the same hash elsewhere stores nothing and shows nothing', async () => {
    const one = file();
    const first = await announce([one]);
    await sendFiles(api, 'liming', first.id, [one]);
    for (const [by, projectId] of [['heping', api.cast.parks.luyuan.projects.green!], ['zhouyang', road]] as const) {
      const thief = await announce([one], by, projectId);
      expect((await attach(by, thief.id, [sha256(one.full)])).body.photos[0]).toMatchObject({ stored: false, code: 'photo_missing' });
      expect((await read(thief.id, by)).body.photos[0]).toMatchObject({ stored: false, url: null });
    }
  });
});

describe('attach', () => {
  test('two at once complete exactly once', async () => {
    for (let round = 0; round < 5; round += 1) {
      const files = [file(), file()];
      const body = await announce(files);
      const targets = (await signPhotos(api, 'liming', body.id, files)).body.photos;
      for (const [index, target] of targets.entries()) {
        await put(target.uploadUrl!, files[index]!.full);
        await put(target.thumbUploadUrl!, files[index]!.small);
      }
      const answers = await Promise.all(files.flatMap(({ full }) => [attach('liming', body.id, [sha256(full)]), attach('liming', body.id, [sha256(full)])]));
      expect(answers.every((answer) => answer.status === 200 && answer.body.photos[0]!.stored)).toBe(true);
      expect(answers.some((answer) => answer.body.status === 'complete')).toBe(true);
      expect(await changes(body.id)).toEqual(['submission_counted']);
    }
  });

  test('asked again later it answers the same', async () => {
    const one = file();
    const body = await announce([one], 'chenjing');
    const first = await sendFiles(api, 'chenjing', body.id, [one]);
    expect(await attach('chenjing', body.id, [sha256(one.full)])).toMatchObject({ status: 200, body: first.body });
    expect(await changes(body.id)).toEqual(['submission_counted']);
  });

  test('awaiting_photos, then complete: progress counts from then on', async () => {
    const [first, second] = [file(), file()];
    const body = await announce([first, second], 'chenjing');
    const counted = async () => (await api.call<{ progress: { reportId: string } | null }>('project.read', 'liming', { params: { id: bide } })).body.progress?.reportId;
    expect((await sendFiles(api, 'chenjing', body.id, [first])).body.status).toBe('awaiting_photos');
    expect(await counted()).not.toBe(body.id);
    expect((await sendFiles(api, 'chenjing', body.id, [second])).body.status).toBe('complete');
    expect(await counted()).toBe(body.id);
    expect((await read(body.id)).body).toMatchObject({ status: 'complete', countedAt: expect.any(String), photoCount: 2 });
  });
});

describe('a URL', () => {
  test('tampered with, of another photo, or for the other direction opens nothing', async () => {
    const [one, two] = [file(), file()];
    const body = await announce([one, two]);
    const [target] = (await signPhotos(api, 'liming', body.id, [one])).body.photos;
    await sendFiles(api, 'liming', body.id, [one, two]);
    const [first, second] = (await read(body.id)).body.photos;
    expect((await fetch(first!.url!)).status).toBe(200);
    const token = new URL(first!.url!).searchParams.get('token')!;
    const other = new URL(second!.url!);
    other.searchParams.set('token', token);
    const without = new URL(first!.url!);
    without.searchParams.delete('token');
    const longer = `${token.slice(0, -4)}${token.endsWith('AAAA') ? 'BBBB' : 'AAAA'}`;
    const plain = first!.url!.replace('/object/sign/', '/object/public/');
    const uploadToken = new URL(target!.uploadUrl!).searchParams.get('token')!;
    for (const url of [other.toString(), without.toString(), first!.url!.replace(token, longer), plain, target!.uploadUrl!, first!.url!.replace(token, uploadToken)])
      expect((await fetch(url)).ok).toBe(false);
    const readAsUpload = target!.uploadUrl!.replace(uploadToken, token);
    expect((await put(readAsUpload, one.full)).ok).toBe(false);
    const claims = JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as { exp: number; iat: number };
    expect(claims.exp - claims.iat).toBeLessThanOrEqual(3600);
  });
});

describe('flags', () => {
  test('are those of src/domain, whatever the circumstances', async () => {
    // Half the sites have coordinates; photos stand near, at, and beyond the thresholds.
    const site = { latitude: 29.47, longitude: 113.45 };
    const parkId = api.cast.parks.linxiang.id;
    const located = await insertId(api.database.db, "insert into public.projects (park_id, name, category, latitude, longitude) values ($1, '有坐标', 'industrial', $2, $3) returning id", [parkId, site.latitude, site.longitude]);
    const known = randomSha();
    await api.call('inspection.submit', 'liming', { body: inspection(bide, { photos: [manifestPhoto({ sha256: known, originalSha256: known })] }) });
    const near = fc.double({ min: -0.006, max: 0.006, noNaN: true });
    const seed = 20261123;
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          source: fc.constantFrom(...photoSources),
          location: fc.option(fc.record({ latitude: near.map((delta) => site.latitude + delta), longitude: near.map((delta) => site.longitude + delta), accuracyM: fc.constantFrom(0, 5, 200, 200.01, 5000) })),
          exifLocation: fc.option(fc.record({ latitude: near.map((delta) => site.latitude + delta), longitude: near.map((delta) => site.longitude + delta) })),
          hasSite: fc.boolean(),
          clockOffsetMs: fc.option(fc.constantFrom(-300_001, -300_000, 0, 300_000, 300_001, 9e9), { nil: undefined }),
          reusedBy: fc.constantFrom(null, 'sha256', 'originalSha256'),
        }),
        async ({ hasSite, reusedBy, ...rest }) => {
          const photo: PhotoCircumstances = { ...rest, isReused: reusedBy !== null, projectLocation: hasSite ? site : null };
          const body = inspection(hasSite ? located : road, {
            ...(rest.clockOffsetMs === undefined ? {} : { clockOffsetMs: rest.clockOffsetMs }),
            photos: [
              manifestPhoto({
                source: rest.source,
                location: rest.location,
                ...(rest.location ? {} : { locationMissing: 'denied' }),
                ...(rest.exifLocation ? { exif: rest.exifLocation } : {}),
                ...(reusedBy ? { [reusedBy]: known } : {}),
              }),
            ],
          });
          expect((await api.call('inspection.submit', 'liming', { body })).status).toBe(201);
          expect((await read(body.id)).body.photos[0]!.flags).toEqual(flagPhoto(photo));
        },
      ),
      { seed, numRuns: 150 },
    );
  });

  test('each by name', async () => {
    const flagsOf = async (photo: Record<string, unknown>, change: Record<string, unknown> = {}) => {
      const body = inspection(bide, { photos: [manifestPhoto(photo)], ...change });
      await api.call('inspection.submit', 'liming', { body });
      return (await read(body.id)).body.photos[0]!.flags;
    };
    expect(await flagsOf({})).toEqual([]);
    expect(await flagsOf({ source: 'album' })).toEqual(['album']);
    expect(await flagsOf({ location: { latitude: 29, longitude: 113, accuracyM: 201 } })).toEqual(['inaccurate']);
    expect(await flagsOf({}, { clockOffsetMs: -300_001 })).toEqual(['clock_skew']);
    // Not measured before it was filled in: then what the phone's clock says on delivery; what was measured goes first.
    const sentAt = async (phoneTime: string, change: Record<string, unknown> = {}) => {
      const body = inspection(bide, { photos: [manifestPhoto({})], ...change });
      expect((await api.send('POST', '/api/inspections', 'liming', body, { 'x-phone-time': phoneTime })).status).toBe(201);
      return (await read(body.id)).body.photos[0]!.flags;
    };
    expect(await sentAt(String(Date.now() - 366 * 86_400_000))).toEqual(['clock_skew']);
    expect(await sentAt(String(Date.now() - 60_000))).toEqual([]);
    expect(await sentAt(String(Date.now() - 366 * 86_400_000), { clockOffsetMs: 1000 })).toEqual([]);
    for (const odd of ['', 'now', '1e99', '9'.repeat(30)]) expect(await sentAt(odd)).toEqual([]);
    // From the future: a clock that was never measured tells on itself. A delay on the way does not count.
    const fromNow = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
    expect(await flagsOf({ capturedAt: fromNow(6) })).toEqual(['clock_skew']);
    expect(await flagsOf({}, { capturedAt: fromNow(6) })).toEqual(['clock_skew']);
    expect(await flagsOf({ capturedAt: fromNow(4) }, { capturedAt: fromNow(4) })).toEqual([]);
    const record = (location: object) => api.call('project.record', 'wangfang', { params: { id: bide }, body: { id: inspection('').id, location } });
    expect((await record({ latitude: 29.47, longitude: 113.45 })).status).toBe(201);
    expect(await flagsOf({ location: { latitude: 29.48, longitude: 113.45, accuracyM: 5 } })).toEqual(['far_from_project']);
    const known = randomSha();
    expect(await flagsOf({ sha256: known })).toEqual([]);
    expect(await flagsOf({ sha256: known })).toEqual(['reused']);
  });

  test('the same original under another watermark is reused, its correction is not', async () => {
    const originalSha256 = randomSha();
    const send = async (change: Record<string, unknown> = {}) => {
      const body = inspection(bide, { photos: [manifestPhoto({ originalSha256 })], ...change });
      expect((await api.call('inspection.submit', 'liming', { body })).status).toBe(201);
      return { id: body.id, flags: (await read(body.id)).body.photos[0]!.flags };
    };
    const first = await send();
    expect(first.flags).toEqual([]);
    const second = await send({ corrects: first.id });
    expect(second.flags).toEqual([]);
    // Nor is the correction of its correction.
    expect((await send({ corrects: second.id })).flags).toEqual([]);
    expect((await send()).flags).toEqual(['reused']);
    // Not across parks, where even that would tell something.
    const elsewhere = inspection(api.cast.parks.luyuan.projects.green!, { photos: [manifestPhoto({ originalSha256 })] });
    await api.call('inspection.submit', 'heping', { body: elsewhere });
    expect((await read(elsewhere.id, 'heping')).body.photos[0]!.flags).toEqual([]);
  });

  test('the photo of a corrected record is not reused by its correction', async () => {
    const photo = manifestPhoto();
    const old = inspection(bide, { photos: [photo] });
    await api.call('inspection.submit', 'liming', { body: old });
    const fresh = inspection(bide, { photos: [photo], corrects: old.id });
    await api.call('inspection.submit', 'liming', { body: fresh });
    expect((await read(fresh.id)).body.photos[0]!.flags).toEqual([]);
  });

  test('a photo of the other park is no reuse, so that nothing is told across parks', async () => {
    const photo = manifestPhoto();
    await api.call('inspection.submit', 'heping', { body: inspection(api.cast.parks.luyuan.projects.green!, { photos: [photo] }) });
    const mine = inspection(bide, { photos: [{ ...photo, location: null, locationMissing: 'timeout' }] });
    await api.call('inspection.submit', 'liming', { body: mine });
    expect((await read(mine.id)).body.photos[0]).toMatchObject({ flags: [], location: null, locationMissing: 'timeout' });
  });
});

describe('what the phone fixed at capture', () => {
  test('ordinals are kept, gaps and order included, and make the short codes', async () => {
    const body = inspection(bide, { photos: [manifestPhoto({ ordinal: 7 }), manifestPhoto({ ordinal: 2 })] });
    expect((await api.call('inspection.submit', 'liming', { body })).status).toBe(201);
    const { photos } = (await read(body.id)).body;
    const code = (ordinal: number) => shortCode((value) => new Uint8Array(createHash('sha256').update(value).digest()), body.id, ordinal);
    expect(photos.map(({ sha256: hash, ordinal, shortCode: made }) => [hash, ordinal, made])).toEqual([
      [body.photos[1]!.sha256, 2, code(2)],
      [body.photos[0]!.sha256, 7, code(7)],
    ]);
  });

  test('a body of an app before watermarks is numbered as it stands', async () => {
    const body = inspection(bide, { photos: [manifestPhoto(), manifestPhoto()] });
    await api.call('inspection.submit', 'liming', { body });
    expect((await read(body.id)).body.photos.map(({ sha256: hash, ordinal }) => [hash, ordinal])).toEqual(body.photos.map((photo, index) => [photo.sha256, index + 1]));
  });

  test.each<[string, Record<string, unknown>[]]>([
    ['one ordinal twice', [{ ordinal: 1 }, { ordinal: 1 }]],
    ['an ordinal on some only', [{ ordinal: 1 }, {}]],
    ['half a place in the file', [{ exif: { latitude: 29.4 } }]],
    ['a camera photo that says album', [{ location: null, locationMissing: 'album' }]],
  ])('refused and nothing stored: %s', async (_name, changes) => {
    const body = inspection(bide, { photos: changes.map((change) => manifestPhoto(change)) });
    expect(await api.call('inspection.submit', 'liming', { body })).toMatchObject({ status: 400, body: { code: 'invalid_input' } });
    expect((await read(body.id)).status).toBe(404);
  });

  test('what the file says is read back beside what the phone says', async () => {
    const exif = { takenAt: '2026-11-20T01:12:33.000Z', latitude: 29.4712, longitude: 113.4498 };
    const body = inspection(bide, {
      photos: [
        manifestPhoto({ ordinal: 1, source: 'album', location: null, locationMissing: 'album', capturedAt: exif.takenAt, exif }),
        manifestPhoto({ ordinal: 2, exif: { takenAt: '2026-11-23T09:29:58+08:00' } }),
        manifestPhoto({ ordinal: 3 }),
        manifestPhoto({ ordinal: 4, exif: {} }),
      ],
    });
    await api.call('inspection.submit', 'liming', { body });
    const { photos } = (await read(body.id)).body;
    expect(photos[0]).toMatchObject({ source: 'album', location: null, locationMissing: 'album', exif: { ...exif, takenAt: expect.stringMatching(/^2026-11-20T01:12:33/) } });
    expect(Date.parse(photos[1]!.exif!.takenAt!)).toBe(Date.parse('2026-11-23T01:29:58Z'));
    expect(Object.keys(photos[1]!.exif!)).toEqual(['takenAt']);
    expect(photos.slice(2).map(({ exif: none }) => none)).toEqual([null, null]);
  });
});

// The whole of what is found is shown against a real database in tests/api/proof.test.ts; here, what only the rules see.
import { createHash } from 'node:crypto';
import { chainHead, type DigestProof, linkMisfits, misfitKey, photoMisfit } from '../../../src/domain/proof';
import { answerMisfits, type AnswerProof, recordMisfits, type RecordProof } from '../../../src/domain/proof-body';
import { shortCode } from '../../../src/domain/short-code';

const sha256 = (value: string | Uint8Array) => createHash('sha256').update(value).digest('hex');
const id = '019aa000-0000-7000-8000-000000000001';
const other = '019aa000-0000-7000-8000-000000000002';

const link = (change: Partial<DigestProof> = {}): DigestProof => {
  const records = `${id} ${sha256('a')} ${sha256('p')} kind=inspection by=${other} at=2026-11-20T01:00:00.000000Z`;
  return { parkId: other, number: 1, on: '2026-11-20', frozenAt: '2026-11-20T10:00:00Z', previousHead: null, head: chainHead(sha256, null, records), records, prior: null, now: [records], stamped: [id], ...change };
};

describe('a link of the chain', () => {
  it('is the hash of the previous head, a line break and the lines', () => {
    expect(chainHead(sha256, null, 'x')).toBe(sha256('\nx'));
    expect(chainHead(sha256, 'head', 'x\ny')).toBe(sha256('head\nx\ny'));
    expect(linkMisfits(link(), sha256)).toEqual([]);
  });

  it('of a day without records hashes nothing after the previous head', () => {
    const prior = { number: 1, on: '2026-11-20', frozenAt: '2026-11-20T10:00:00Z', head: sha256('before') };
    const empty = link({ number: 2, on: '2026-11-21', frozenAt: '2026-11-21T10:00:00Z', prior, previousHead: prior.head, records: '', head: chainHead(sha256, prior.head, ''), now: [], stamped: [] });
    expect(linkMisfits(empty, sha256)).toEqual([]);
    expect(linkMisfits({ ...empty, prior: { ...prior, head: sha256('other') } }, sha256)).toMatchObject([{ code: 'link_broken' }]);
    expect(linkMisfits({ ...empty, frozenAt: '2026-11-19T10:00:00Z' }, sha256)).toMatchObject([{ code: 'link_broken' }]);
  });

  it('is of the park, number and day that its first line says', () => {
    const { records, now } = link();
    const own = `digest park=${other} number=1 on=2026-11-20\n${records!}`;
    const said = link({ records: own, head: chainHead(sha256, null, own), now: [null, ...now] });
    expect(linkMisfits(said, sha256)).toEqual([]);
    expect(linkMisfits({ ...said, parkId: id }, sha256)).toMatchObject([{ code: 'link_broken', field: 'park' }]);
    expect(linkMisfits({ ...said, on: '2026-11-19' }, sha256)).toMatchObject([{ code: 'link_broken', field: 'on' }]);
    const prior = { number: 1, on: '2026-11-19', frozenAt: '2026-11-19T10:00:00Z', head: sha256('before') };
    const second = { ...said, prior, number: 2, previousHead: prior.head, head: chainHead(sha256, prior.head, own) };
    expect(linkMisfits(second, sha256)).toMatchObject([{ code: 'link_broken', field: 'number' }]);
  });

  it('whose lines were lost before they were kept cannot be proven', () => {
    expect(linkMisfits(link({ records: null, now: [] }), sha256)).toMatchObject([{ code: 'link_broken', digest: { number: 1, on: '2026-11-20' } }]);
  });

  it('of before receipts stood in it says nothing about them', () => {
    const records = `${id} ${sha256('a')} ${sha256('p')}`;
    const old = link({ records, head: chainHead(sha256, null, records) });
    expect(linkMisfits(old, sha256)).toEqual([]);
    expect(linkMisfits({ ...old, now: [old.now[0]!.replace(sha256('p'), sha256('q'))] }, sha256)).toMatchObject([{ code: 'photo_row_changed', recordId: id }]);
  });
});

describe('a record', () => {
  const photo = { ordinal: 4, sha256: sha256('p'), bytes: 10, thumb: { sha256: sha256('t'), bytes: 2 }, capturedAt: '2026-11-20T09:00:00.123456+08:00', source: 'camera', location: null, locationMissing: 'denied' };
  const row = (body: object = {}, change: Partial<RecordProof> = {}): RecordProof => {
    const text = JSON.stringify({ id: id.toUpperCase(), projectId: other, capturedAt: '2026-11-20T01:00:00Z', photos: [photo], note: '现场', ...body });
    return {
      seq: 1, id, kind: 'inspection', projectId: other, itemId: null, item: null, capturedAt: '2026-11-20T01:00:00+00:00', corrects: null, photoCount: 1, status: 'complete', body: text, bodySha256: sha256(text), progress: null, milestone: null,
      photos: [{
        ordinal: 4, media: 'image/jpeg', name: null, sha256: sha256('p'), bytes: 10, thumbSha256: sha256('t'), thumbBytes: 2, itemKey: null, source: 'camera', capturedAt: '2026-11-20T01:00:00.123+00:00', latitude: null, longitude: null, originalSha256: null, exifTakenAt: null, exifLatitude: null, exifLongitude: null, stored: true, lost: false,
        shortCode: shortCode((value) => createHash('sha256').update(value).digest(), id, 4),
      }],
      ...change,
    };
  };

  it('fits with an ordinal given at capture, an id in capitals and a time in another zone', () => {
    expect(recordMisfits(row(), sha256)).toEqual([]);
  });

  it('without ordinals counts its photos from 1', () => {
    expect(recordMisfits(row({ photos: [{ ...photo, ordinal: undefined }] }), sha256).map(({ code, photo: where }) => [code, where?.ordinal])).toEqual([['photo_row_changed', 1], ['photo_row_changed', 4]]);
  });

  it('fits what its photos say of their originals', () => {
    const exif = { takenAt: '2026-11-20T09:00:00+08:00', latitude: 29.4771, longitude: 113.4512 };
    const told = { photos: [{ ...photo, originalSha256: sha256('o'), exif }] };
    const [stored] = row().photos;
    const kept = { ...stored!, originalSha256: sha256('o'), exifTakenAt: '2026-11-20T01:00:00+00:00', exifLatitude: 29.4771, exifLongitude: 113.4512 };
    expect(recordMisfits(row(told, { photos: [kept] }), sha256)).toEqual([]);
    for (const change of [{ originalSha256: null }, { exifTakenAt: null }, { exifTakenAt: '2026-11-20T02:00:00+00:00' }, { exifLatitude: 29.4772 }, { exifLongitude: null }]) {
      expect(recordMisfits(row(told, { photos: [{ ...kept, ...change }] }), sha256)).toMatchObject([{ code: 'photo_row_changed' }]);
    }
  });

  it('is not asked for a photo still on its way, or given up', () => {
    const [stored] = row().photos;
    const waiting = [{ ...stored!, stored: false }];
    expect(recordMisfits(row({}, { photos: waiting, status: 'awaiting_photos' }), sha256)).toEqual([]);
    expect(recordMisfits(row({}, { photos: [{ ...waiting[0]!, lost: true }] }), sha256)).toEqual([]);
    expect(recordMisfits(row({}, { photos: waiting }), sha256)).toMatchObject([{ code: 'photo_unstored' }]);
  });

  it('whose body was hashed and is no JSON is a changed body', () => {
    expect(recordMisfits(row({}, { body: '{', bodySha256: sha256('{') }), sha256)).toEqual([{ code: 'body_changed', recordId: id }]);
  });
});

describe('a step of an order', () => {
  const orderId = '019aa000-0000-7000-8000-000000000700';
  const stepOf = (answer: AnswerProof['answer'], fields: Record<string, unknown>, reason: string | null = null): AnswerProof => {
    const body = JSON.stringify({ id: answer === 'issued' ? orderId : id, ...(answer === 'issued' ? {} : { orderId }), ...fields });
    return { id: answer === 'issued' ? orderId : id, reportId: orderId, answer, reason, body, bodySha256: sha256(body) };
  };
  const steps = {
    issued: stepOf('issued', { about: {}, requirement: '接通专线', dueOn: '2026-11-30' }),
    acknowledged: stepOf('acknowledged', {}),
    returned: stepOf('returned', { answerId: id, answer: 'return', reason: '缺' }, '缺'),
    closed: stepOf('closed', { answerId: id, answer: 'close' }),
    extended: stepOf('extended', { dueOn: '2026-12-30', reason: '延' }, '延'),
    withdrawn: stepOf('withdrawn', { reason: '撤' }, '撤'),
  } as const;
  const kinds = Object.keys(steps) as (keyof typeof steps)[];

  it.each(kinds)('%s fits its body, which is no other step\'s', (kind) => {
    expect(answerMisfits(steps[kind], sha256)).toEqual([]);
    for (const answer of kinds.filter((one) => one !== kind)) expect(answerMisfits({ ...steps[kind], answer }, sha256)).toEqual([{ code: 'answer_changed', answerId: steps[kind].id }]);
  });

  it.each(kinds)('%s of another order, for another reason or with another body does not fit', (kind) => {
    for (const change of [{ reportId: '019aa000-0000-7000-8000-000000000701' }, { reason: '改过' }, { body: '{}' }]) expect(answerMisfits({ ...steps[kind], ...change }, sha256)).toHaveLength(1);
  });
});

describe('stored bytes', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const expected = { sha256: sha256('full'), thumbSha256: sha256('thumb') };
  it.each([
    [null, bytes('full'), bytes('thumb')],
    ['photo_missing', null, bytes('thumb')],
    ['photo_changed', bytes('fulL'), null],
    ['thumb_missing', bytes('full'), null],
    ['thumb_changed', bytes('full'), bytes('thumB')],
  ] as const)('%s', (misfit, full, thumb) => expect(photoMisfit(expected, full, thumb, sha256)).toBe(misfit));
});

test('the same thing found by two steps is one, different things are not', () => {
  expect(misfitKey({ code: 'record_removed', recordId: id, digest: { number: 3, on: '2026-11-20' } })).toBe(misfitKey({ code: 'record_removed', recordId: id }));
  const keys = [{ code: 'photo_changed' as const, recordId: id, photo: { ordinal: 1, shortCode: '' } }, { code: 'photo_changed' as const, recordId: id, photo: { ordinal: 2, shortCode: '' } }, { code: 'digest_removed' as const, digest: { number: 2, on: null } }, { code: 'digest_removed' as const, digest: { number: 3, on: null } }].map(misfitKey);
  expect(new Set(keys).size).toBe(4);
});

import { createPhotoUrls } from '../../../src/api/photo-urls';

const photo = (id: string, n: number | null) => ({ id, url: n && `u${n}`, thumbUrl: n && `t${n}`, flags: [] });

test('a photo keeps its first address, wherever it comes again, until the address runs out', () => {
  let now = 0;
  const keep = createPhotoUrls(() => now);
  expect(keep({ items: [{ photos: [photo('a:1', 1)] }] }).items[0]!.photos[0]).toMatchObject({ url: 'u1', thumbUrl: 't1' });
  now += 49 * 60_000;
  expect(keep({ report: { photos: [photo('a:1', 2), photo('a:2', 3)] } }).report.photos).toMatchObject([{ url: 'u1' }, { url: 'u3' }]);
  now += 2 * 60_000;
  expect(keep([photo('a:1', 4)])[0]).toMatchObject({ url: 'u4', thumbUrl: 't4' });
});

test('a photo that had not arrived gets its address with the first read that has one', () => {
  const keep = createPhotoUrls(() => 0);
  keep([photo('a:1', null)]);
  expect(keep([photo('a:1', 5)])[0]).toMatchObject({ url: 'u5' });
});

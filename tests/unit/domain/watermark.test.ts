import { watermarkLines, type WatermarkFacts } from '../../../src/domain/watermark';

const facts = (change: Partial<WatermarkFacts> = {}): WatermarkFacts => ({
  source: 'camera',
  takenAt: '2026-11-23T06:38:05.900Z',
  location: { latitude: 29.4832, longitude: 113.4361, accuracyM: 12.4 },
  exif: {},
  project: '比德',
  person: '李明',
  shortCode: '7K2F9QD4M3',
  ...change,
});

describe('the watermark', () => {
  it('says time in Shanghai with seconds, place with accuracy, project, person and code', () => {
    expect(watermarkLines(facts())).toEqual(['2026-11-23 14:38:05  29.48320, 113.43610  误差 12 m', '比德', '李明  短码 7K2F9QD4M3']);
  });

  it.each([
    ['denied', '没有允许定位'],
    ['timeout', '定位超时'],
    ['unavailable', '手机定位不可用'],
    ['not_asked', '没有取位置'],
  ] as const)('says why there is no place: %s', (locationMissing, words) => {
    expect(watermarkLines(facts({ location: null, locationMissing }))[0]).toBe(`2026-11-23 14:38:05  无定位（${words}）`);
  });

  it('of an album photo says the time and place of the file, never those of the picking', () => {
    const album = facts({ source: 'album', location: null, locationMissing: 'album', exif: { takenAt: '2026-11-20T01:12:33.000Z', latitude: 29.47, longitude: 113.45 } });
    expect(watermarkLines(album)[0]).toBe('相册  自带时间 2026-11-20 09:12:33  自带位置 29.47000, 113.45000');
  });

  it('of an album photo that says nothing says so', () => {
    expect(watermarkLines(facts({ source: 'album', location: null, locationMissing: 'album' }))[0]).toBe('相册  拍摄时间未知，2026-11-23 14:38:05 选入  位置未知');
  });

  it('keeps what the phone measured for a camera photo, whatever the file says', () => {
    expect(watermarkLines(facts({ exif: { takenAt: '2020-01-01T00:00:00.000Z', latitude: 1, longitude: 2 } }))).toEqual(watermarkLines(facts()));
  });

  it('leaves out what is not known yet', () => {
    expect(watermarkLines(facts({ project: null, person: null }))).toEqual(['2026-11-23 14:38:05  29.48320, 113.43610  误差 12 m', '短码 7K2F9QD4M3']);
  });
});

// What a manifest may say of a photo; each case is a change of a valid one.
import { manifestSchema } from '../../../src/contract/photo';
import { manifestPhoto } from '../../factories/submission';

const problemsOf = (...changes: Record<string, unknown>[]) => {
  const result = manifestSchema(9).safeParse(changes.map((change) => manifestPhoto(change)));
  return result.success ? [] : result.error.issues.map(({ message }) => message);
};
const noPlace = (reason: string) => ({ location: null, locationMissing: reason });

describe('ordinals of a manifest', () => {
  it('may be absent, as apps before watermarks send them', () => expect(problemsOf({}, {})).toEqual([]));
  it('may have gaps and any order', () => expect(problemsOf({ ordinal: 200 }, { ordinal: 3 })).toEqual([]));
  it('are unique', () => expect(problemsOf({ ordinal: 3 }, { ordinal: 3 })).toEqual(['ordinal_twice']));
  it('stand on all photos or on none', () => expect(problemsOf({ ordinal: 1 }, {})).toEqual(['ordinal_on_all_or_none']));
  it.each([0, 201, 1.5, '1'])('are whole numbers from 1 to 200, so not %p', (ordinal) => expect(problemsOf({ ordinal })).toHaveLength(1));
});

describe('what the file says', () => {
  it.each([{}, { takenAt: '2026-11-20T09:12:33+08:00' }, { latitude: -90, longitude: 180 }])('may be %j', (exif) => expect(problemsOf({ exif })).toEqual([]));
  it.each([{ latitude: 1 }, { longitude: 1 }])('is a whole place, not %j', (exif) => expect(problemsOf({ exif })).toEqual(['both_coordinates']));
  it.each([{ takenAt: '2026:11:20 09:12:33' }, { latitude: 91, longitude: 0 }, { camera: 'X' }])('is not %j', (exif) => expect(problemsOf({ exif })).toHaveLength(1));
});

describe('a missing place', () => {
  it('of an album photo has the reason album', () => expect(problemsOf({ source: 'album', ...noPlace('album') })).toEqual([]));
  it('of a camera photo has not', () => expect(problemsOf({ source: 'camera', ...noPlace('album') })).toEqual(['album_only']));
  it('may have another reason for an album photo of an older app', () => expect(problemsOf({ source: 'album', ...noPlace('denied') }, { source: 'album' })).toEqual([]));
});

import { distanceM, flagPhoto, photoFlags, type PhotoCircumstances } from '../../../src/domain/submission';

const site = { latitude: 29.47, longitude: 113.45 };
/** Degrees of latitude for so many metres: a meridian is 2π × 6371008.8 m. */
const north = (metres: number) => ({ ...site, latitude: site.latitude + (metres * 360) / (2 * Math.PI * 6_371_008.8) });

const photo = (change: Partial<PhotoCircumstances> = {}): PhotoCircumstances => ({
  source: 'camera',
  location: { ...site, accuracyM: 12 },
  projectLocation: site,
  clockOffsetMs: 0,
  isReused: false,
  ...change,
});

describe('distanceM', () => {
  it('agrees with a known distance: Beijing to Shanghai, 1067 km on this sphere', () => {
    expect(distanceM({ latitude: 39.9042, longitude: 116.4074 }, { latitude: 31.2304, longitude: 121.4737 }) / 1000).toBeCloseTo(1067.3, 0);
  });

  it('is nothing to the same point and the same both ways', () => {
    expect(distanceM(site, site)).toBe(0);
    expect(distanceM(site, north(620))).toBeCloseTo(620, 6);
    expect(distanceM(north(620), site)).toBeCloseTo(620, 6);
  });

  it('does not fail on the far side of the Earth', () => {
    expect(distanceM({ latitude: 0, longitude: 0 }, { latitude: 0, longitude: 180 })).toBeCloseTo(Math.PI * 6_371_008.8, 0);
  });
});

describe('flagPhoto', () => {
  it.each([
    ['an ordinary photo has no flag', {}, []],
    ['a clock five minutes off is not flagged', { clockOffsetMs: 300_000 }, []],
    ['one a millisecond more is, ahead', { clockOffsetMs: 300_001 }, ['clock_skew']],
    ['or behind', { clockOffsetMs: -300_001 }, ['clock_skew']],
    ['a clock never measured raises nothing', { clockOffsetMs: undefined }, []],
    ['a photo five minutes from the future is not flagged', { clockOffsetMs: undefined, aheadMs: 300_000 }, []],
    ['one a millisecond more is', { clockOffsetMs: undefined, aheadMs: 300_001 }, ['clock_skew']],
    ['one that was long on its way is not', { clockOffsetMs: undefined, aheadMs: -9e9 }, []],
    ['499.9 m away is near', { location: { ...north(499.9), accuracyM: 12 } }, []],
    ['500.1 m is far', { location: { ...north(500.1), accuracyM: 12 } }, ['far_from_project']],
    ['a project without coordinates flags no distance', { location: { ...north(9000), accuracyM: 12 }, projectLocation: null }, []],
    ['accuracy of 200 m is good enough', { location: { ...site, accuracyM: 200 } }, []],
    ['beyond it is not', { location: { ...site, accuracyM: 200.1 } }, ['inaccurate']],
    ['a missing place raises no flag: its reason is stored', { location: null }, []],
    ['the place in the file stands in for a missing one', { location: null, exifLocation: north(600) }, ['far_from_project']],
    ['and never against a position of the phone', { exifLocation: north(9000) }, []],
    ['a photo used elsewhere is flagged', { isReused: true }, ['reused']],
    ['so is one from the album', { source: 'album' }, ['album']],
  ] as const)('%s', (_rule, change, flags) => expect(flagPhoto(photo(change))).toEqual(flags));

  it('lists all flags in one order', () => {
    const worst = photo({ source: 'album', location: { ...north(900), accuracyM: 900 }, clockOffsetMs: 1e9, isReused: true });
    expect(flagPhoto(worst)).toEqual([...photoFlags]);
  });
});

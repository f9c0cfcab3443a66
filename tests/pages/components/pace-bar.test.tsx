import { paceGeometry } from '../../../src/components/pace-bar';

describe('paceGeometry', () => {
  it('hatches from what is reached to where it should be', () => {
    expect(paceGeometry(70, 90)).toEqual({ reached: 70, tick: 90, missing: 20 });
  });

  it('hatches nothing when ahead', () => {
    expect(paceGeometry(92, 90)).toEqual({ reached: 92, tick: 90, missing: 0 });
  });

  it('draws no tick without an expectation', () => {
    expect(paceGeometry(29)).toEqual({ reached: 29, tick: null, missing: 0 });
  });

  it.each([
    [130, 90, { reached: 100, tick: 90, missing: 0 }],
    [-5, 120, { reached: 0, tick: 100, missing: 100 }],
    [Number.NaN, 50, { reached: 0, tick: 50, missing: 50 }],
    [Number.POSITIVE_INFINITY, 50, { reached: 0, tick: 50, missing: 50 }],
  ])('stays inside the bar for %p against %p', (value, expected, geometry) => {
    expect(paceGeometry(value, expected)).toEqual(geometry);
  });
});

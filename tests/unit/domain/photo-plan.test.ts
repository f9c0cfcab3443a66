// The search for the best encoding, against encoders of every kind.
import fc from 'fast-check';
import { nextStep, photoTargets, stepsOf, type PhotoStep } from '../../../src/domain/photo-plan';

type Target = (typeof photoTargets)['full'];
const { full, thumb } = photoTargets;

/** Runs the search against an encoder. */
function search(target: Target, longestSide: number, weigh: (step: PhotoStep) => number) {
  const tried: PhotoStep[] = [];
  for (;;) {
    const next = nextStep(target, longestSide, tried.map(weigh));
    if (next === 'too_large') return { tried, kept: null };
    if ('keep' in next) return { tried, kept: tried[next.keep]! };
    tried.push(next.step);
    if (tried.length > 100) throw new Error('no end');
  }
}

/** Bytes as JPEG encoders make them: by area and, more than proportionally, by quality. `detail` is bits per pixel at 1. */
const jpegOf = (detail: number, longestSide: number) => (step: PhotoStep) =>
  ((Math.min(step.maxSide, longestSide) ** 2 * 0.75 * detail) / 8) * step.quality ** 1.6;

const targets = fc.constantFrom(full, thumb);
const sides = fc.integer({ min: 1, max: 12_000 });

describe('the search for an encoding', () => {
  it('keeps the best quality at the largest side that fits, and needs few tries', () => {
    fc.assert(
      fc.property(targets, sides, fc.double({ min: 0.01, max: 60, noNaN: true }), (target, longestSide, detail) => {
        const weigh = jpegOf(detail, longestSide);
        const { tried, kept } = search(target, longestSide, weigh);
        // The steps stand in the order of preference, so the best is the first that fits.
        expect(kept).toEqual(stepsOf(target, longestSide).find((step) => weigh(step) <= target.maxBytes) ?? null);
        expect(tried.length).toBeLessThanOrEqual(5);
      }),
    );
  });

  it('ends and keeps nothing over the limit, however an encoder behaves', () => {
    fc.assert(
      fc.property(targets, sides, fc.array(fc.integer({ min: 1, max: 2_000_000 }), { minLength: 15, maxLength: 15 }), (target, longestSide, bytes) => {
        const steps = stepsOf(target, longestSide);
        const weigh = (step: PhotoStep) => bytes[steps.findIndex(({ maxSide, quality }) => maxSide === step.maxSide && quality === step.quality)]!;
        const { tried, kept } = search(target, longestSide, weigh);
        if (kept) expect(weigh(kept)).toBeLessThanOrEqual(target.maxBytes);
        else expect(weigh(steps.at(-1)!)).toBeGreaterThan(target.maxBytes);
        expect(tried.length).toBeLessThanOrEqual(5);
        expect(new Set(tried).size).toBe(tried.length);
      }),
    );
  });

  it('takes one try for most photos: the best', () => {
    expect(search(full, 4032, jpegOf(1, 4032))).toEqual({ tried: [{ maxSide: 1920, quality: 0.85 }], kept: { maxSide: 1920, quality: 0.85 } });
  });

  it('gives up quality before size', () => {
    expect(search(full, 4032, jpegOf(2.6, 4032)).kept).toEqual({ maxSide: 1920, quality: 0.7 });
    expect(search(full, 4032, jpegOf(5, 4032)).kept).toEqual({ maxSide: 1600, quality: 0.5 });
  });

  it('says too_large only after the smallest step', () => {
    const { tried, kept } = search(full, 4032, () => full.maxBytes + 1);
    expect(kept).toBeNull();
    expect(tried.at(-1)).toEqual({ maxSide: 1024, quality: 0.3 });
  });

  it('of smaller sides tries only those that shrink the picture, each lighter than the one before', () => {
    fc.assert(
      fc.property(targets, sides, (target, longestSide) => {
        const steps = stepsOf(target, longestSide);
        const weights = steps.map(jpegOf(1, longestSide));
        expect(steps.length).toBeGreaterThan(0);
        for (const [index, weight] of weights.entries()) if (index > 0) expect(weight).toBeLessThan(weights[index - 1]!);
      }),
    );
  });
});

// How large a stored photo may be, and how the best encoding within that is searched. Pure: platform/photo.ts encodes
// what it is told and reports how many bytes came out.

export type PhotoStep = {
  /** The longer side in px; a smaller picture is never enlarged. */
  maxSide: number;
  /** JPEG quality, above 0 up to 1. */
  quality: number;
};

/** What to do after the tries so far: one more, keep the n-th of them, or give up. */
export type NextStep = { step: PhotoStep } | { keep: number } | 'too_large';

type Target = { maxBytes: number; sides: readonly { maxSide: number; qualities: readonly number[] }[] };

/**
 * 1920 px shows the text of a sign across a yard, so quality is given up before size: 0.85 to 0.5 at 1920 px, then
 * 1600, 1280 and 1024 px for gravel and leaves, which hardly compress. 15 steps: the first, which most site photos
 * pass, and at most 4 more. The bucket's own limit is 1 MB.
 */
const full: Target = {
  maxBytes: 500 * 1024,
  sides: [
    { maxSide: 1920, qualities: [0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5] },
    { maxSide: 1600, qualities: [0.5, 0.45] },
    { maxSide: 1280, qualities: [0.45, 0.4] },
    { maxSide: 1024, qualities: [0.4, 0.35, 0.3] },
  ],
};

/** For lists and grids: a page of 30 stays under 1 MB. 8 steps, so at most 4 tries. */
const thumb: Target = {
  maxBytes: 25 * 1024,
  sides: [
    { maxSide: 320, qualities: [0.75, 0.65, 0.55, 0.45, 0.35] },
    { maxSide: 240, qualities: [0.35, 0.3, 0.25] },
  ],
};

/**
 * Best first. Of the later sides only those that shrink this picture; their qualities begin where the side before ended,
 * so that each step weighs less than the one before even for a picture of 1605 px.
 */
export function stepsOf({ sides }: Target, longestSide: number): PhotoStep[] {
  return sides.flatMap(({ maxSide, qualities }, index) =>
    index === 0 || maxSide < longestSide ? qualities.map((quality) => ({ maxSide, quality })) : [],
  );
}

/**
 * Binary search for the first step that fits, beginning with the best one. `sizes` are the bytes of the tries so far, in
 * order. Each step weighs less than the one before it, so what is kept is the best that fits; should an encoder not
 * keep to that, the search still ends and still keeps nothing over the limit.
 */
export function nextStep(target: Target, longestSide: number, sizes: readonly number[]): NextStep {
  const steps = stepsOf(target, longestSide);
  let low = 0;
  let high = steps.length;
  let at = 0;
  let keep = -1;
  sizes.forEach((bytes, index) => {
    if (bytes <= target.maxBytes) [high, keep] = [at, index];
    else low = at + 1;
    at = (low + high) >> 1;
  });
  const step = low < high ? steps[at] : undefined;
  if (step) return { step };
  return keep >= 0 ? { keep } : 'too_large';
}

export const photoTargets = { full, thumb };

/** What platform/photo.ts is handed: it may not know this folder. */
export const photoPlan = {
  full: (longestSide: number, sizes: readonly number[]) => nextStep(full, longestSide, sizes),
  thumb: (longestSide: number, sizes: readonly number[]) => nextStep(thumb, longestSide, sizes),
};

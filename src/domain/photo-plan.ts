// How large a stored photo may be, and the steps that are tried until one is small enough. platform/photo.ts runs them.

/**
 * 1920 px shows the text of a sign across a yard. A site photo passes at the first or second step; the last ones are for
 * gravel and leaves, which hardly compress. The bucket's own limit is 1 MB.
 */
export const photoPlan = {
  full: {
    maxBytes: 500 * 1024,
    steps: [
      { maxSide: 1920, quality: 0.82 },
      { maxSide: 1920, quality: 0.7 },
      { maxSide: 1920, quality: 0.58 },
      { maxSide: 1600, quality: 0.58 },
      { maxSide: 1280, quality: 0.55 },
      { maxSide: 1024, quality: 0.45 },
    ],
  },
  /** For lists and grids: a page of 30 stays under 1 MB. */
  thumb: {
    maxBytes: 25 * 1024,
    steps: [
      { maxSide: 320, quality: 0.7 },
      { maxSide: 320, quality: 0.5 },
      { maxSide: 320, quality: 0.3 },
      { maxSide: 240, quality: 0.3 },
    ],
  },
} as const;

// Tells a swipe that turns a page from scrolling, a tap, and the system's own gesture at the edge. Pure.

/** Where a finger was, in CSS pixels, and when, in milliseconds. */
export type Touch = { x: number; y: number; at: number };

/** Far enough to be meant, and nearly level: a thumb scrolling down a page drifts sideways. */
const leastPx = 60;
const levelness = 2;
/** A slower one is a finger that rests and wanders. */
const longestMs = 600;
/** A swipe from the left edge goes back, on iPhones and on many others. */
const edgePx = 28;

/** `left`: the finger went left, towards what comes next. */
export function swipeOf(start: Touch, end: Touch): 'left' | 'right' | null {
  const [dx, dy] = [end.x - start.x, end.y - start.y];
  if (start.x < edgePx || end.at - start.at > longestMs) return null;
  if (Math.abs(dx) < leastPx || Math.abs(dx) < levelness * Math.abs(dy)) return null;
  return dx < 0 ? 'left' : 'right';
}

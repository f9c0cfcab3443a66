import { swipeOf } from '../../../src/domain/swipe';

const from = { x: 200, y: 400, at: 0 };

describe('a swipe', () => {
  it.each([
    ['to the left', { x: 100, y: 410, at: 200 }, 'left'],
    ['to the right', { x: 300, y: 390, at: 200 }, 'right'],
    ['too short', { x: 150, y: 400, at: 200 }, null],
    ['that is scrolling', { x: 100, y: 500, at: 200 }, null],
    ['of a finger that rests', { x: 100, y: 400, at: 900 }, null],
  ] as const)('%s', (_what, end, found) => expect(swipeOf(from, end)).toBe(found));

  it('from the edge is the system’s', () => expect(swipeOf({ x: 10, y: 400, at: 0 }, { x: 200, y: 400, at: 200 })).toBeNull());
});

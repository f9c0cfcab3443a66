// Virtual time: what happens next is the earliest of what was planned. No real clock, no sleeping.
import type { Random } from './random';

export type World = ReturnType<typeof createWorld>;

export function createWorld(random: Random) {
  let now = Date.parse('2026-11-23T00:00:00Z');
  let order = 0;
  const planned: { at: number; order: number; run: () => void }[] = [];
  const log: string[] = [];

  return {
    random,
    now: () => now,
    say: (line: string) => void log.push(`${new Date(now).toISOString().slice(11, 23)} ${line}`),
    log,
    after(ms: number, run: () => void): void {
      planned.push({ at: now + ms, order: (order += 1), run });
    },
    /** Runs the next planned thing, then everything that follows from it at once. False when nothing is planned. */
    async step(): Promise<boolean> {
      let first = 0;
      for (let i = 1; i < planned.length; i += 1) {
        const [a, b] = [planned[i]!, planned[first]!];
        if (a.at < b.at || (a.at === b.at && a.order < b.order)) first = i;
      }
      const [next] = planned.splice(first, 1);
      if (!next) return false;
      now = Math.max(now, next.at);
      next.run();
      // All promises that are settled by now run to their next wait.
      await new Promise((resolve) => setImmediate(resolve));
      return true;
    },
  };
}

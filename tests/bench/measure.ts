// CPU by process, and how long requests took.
import fs from 'node:fs';

const ticksPerSecond = 100;

/** CPU seconds of a process so far, user and system. */
export function cpuOf(pid: number): number {
  const fields = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

/** CPU seconds of the postmaster and its children, ended ones included. */
export function cpuOfPostgres(postmaster: number): number {
  const stat = (pid: string) => fs.readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ').map(Number);
  let total = 0;
  for (const pid of fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const fields = stat(pid);
      if (Number(pid) === postmaster) total += fields[11]! + fields[12]! + fields[13]! + fields[14]!;
      else if (fields[1] === postmaster) total += fields[11]! + fields[12]!;
    } catch {
      // The process ended in between.
    }
  }
  return total / ticksPerSecond;
}

export const median = (values: number[]): number => percentile(values, 50);

export function percentile(values: number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((percent / 100) * sorted.length))] ?? Number.NaN;
}

/** Runs `work` until `count` calls are through, `concurrency` at a time; milliseconds of each. */
export async function runLoad(count: number, concurrency: number, work: (index: number) => Promise<void>): Promise<number[]> {
  const took: number[] = [];
  let next = 0;
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      while (next < count) {
        const index = next++;
        const start = performance.now();
        await work(index);
        took.push(performance.now() - start);
      }
    }),
  );
  return took;
}

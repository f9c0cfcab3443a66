// Asking after and ending processes by their id: from /proc where there is one, else from ps.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: alive, and another user's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  // A killed child that its parent has not collected yet still answers.
  return statOf(pid)?.state !== 'Z';
}

/** The command line of a process; empty when it is gone. */
export function commandOf(pid: number): string {
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return ps(pid, 'command=');
  }
}

export const parentOf = (pid: number): number => statOf(pid)?.parent ?? Number(ps(pid, 'ppid='));

/** Sends the signals in turn until the process is gone; false when it outlives them or is not ours to end. */
export async function endProcess(pid: number, signals: { signal: NodeJS.Signals; waitMs: number }[]): Promise<boolean> {
  for (const { signal, waitMs } of signals) {
    if (!isAlive(pid)) return true;
    try {
      process.kill(pid, signal);
    } catch {
      return !isAlive(pid);
    }
    for (let waited = 0; waited < waitMs && isAlive(pid); waited += 20) await sleep(20);
  }
  return !isAlive(pid);
}

function statOf(pid: number): { state: string; parent: number } | null {
  try {
    // The second field is the command in brackets, which may itself hold brackets and spaces.
    const [state, parent] = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');
    return { state: state!, parent: Number(parent) };
  } catch {
    return null;
  }
}

const ps = (pid: number, column: string): string => (spawnSync('ps', ['-o', column, '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '').trim();

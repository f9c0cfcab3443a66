// Which database and storage the operator's commands work on: DATABASE_URL and the Supabase variables where they are
// set, else the local stack, started for the purpose when it is not running.
import fs from 'node:fs';
import path from 'node:path';
import { startLocalStack } from './local';

export type Target = { databaseUrl: string; environment: Record<string, string | undefined>; close: () => Promise<void> };

export const dataDir = () => path.resolve(process.env.DATA_DIR ?? '.local');

export async function openTarget(): Promise<Target> {
  if (process.env.DATABASE_URL) return { databaseUrl: process.env.DATABASE_URL, environment: process.env, close: async () => undefined };
  const running = path.join(dataDir(), 'running.json');
  if (fs.existsSync(running)) {
    const { pid, databaseUrl, environment } = JSON.parse(fs.readFileSync(running, 'utf8')) as Target & { pid: number };
    if (isAlive(pid)) return { databaseUrl, environment, close: async () => undefined };
  }
  const stack = await startLocalStack(dataDir(), console.log);
  return { databaseUrl: stack.databaseUrl, environment: stack.environment, close: stack.stop };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

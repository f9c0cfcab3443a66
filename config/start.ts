// `npm start`: everything on one machine. With SUPABASE_URL set it serves a hosted or self-hosted Supabase instead and
// never seeds demo people.
import fs from 'node:fs';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { Cron } from 'croner';
import qrcode from 'qrcode';
import { connect } from '../functions/kit/dependencies';
import { createApp } from '../functions/kit/endpoint';
import { createNodeServer } from '../functions/kit/server';
import { apiHandlers, cronHandlers } from '../functions/operations';
import { jobs } from '../functions/operations/job';
import { printInvites, seedDemo } from '../seeds/demo';
import { ensureH5 } from './h5';
import { startLocalStack, type LocalStack } from './local';

const log = (line: string) => console.log(line);

async function main(): Promise<void> {
  const port = Number(process.env.PORT ?? 8787);
  const dataDir = path.resolve(process.env.DATA_DIR ?? '.local');
  const isHosted = Boolean(process.env.SUPABASE_URL);
  let stack: LocalStack | undefined;
  // Ctrl-C while still starting must not leave Postgres behind.
  const stops: (() => Promise<unknown>)[] = [];
  let isStopping = false;
  const stop = async (code: number) => {
    if (isStopping) return;
    isStopping = true;
    for (const end of stops.reverse()) await end().catch(() => undefined);
    process.exit(code);
  };
  process.on('SIGINT', () => void stop(0));
  process.on('SIGTERM', () => void stop(0));
  process.on('SIGHUP', () => void stop(0));

  try {
    if (!isHosted) {
      stack = await startLocalStack(dataDir, log);
      stops.push(stack.stop);
      leaveForTools(dataDir, stack, stops);
    }
    const h5Folder = process.env.SERVE_H5 === 'no' ? undefined : copyH5(await ensureH5(log), dataDir);
    const deps = connect({ ...process.env, ...stack?.environment });
    const server = createNodeServer({
      api: createApp(deps, apiHandlers),
      cron: createApp(deps, cronHandlers),
      supabaseUrl: deps.config.supabase.url,
      h5Folder,
      trustedProxies: deps.config.trustedProxies,
    });
    if (stack) await seedDemo(stack.databaseUrl, deps, log);
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, resolve));
    stops.push(() => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve))));
    const schedule = Object.values(jobs).flatMap(({ often, schedule: daily, run }) => {
      const work = () => void run(deps, deps.clock()).catch((cause: unknown) => deps.log({ requestId: '', operation: 'job.run', status: 500, cause }));
      return (often ? [often] : daily).map((cron) => new Cron(cron, { timezone: 'UTC' }, work));
    });
    stops.push(async () => schedule.forEach((cron) => cron.stop()));
    await announce((server.address() as AddressInfo).port);
    if (stack) await printInvites(stack.databaseUrl, log);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    await stop(1);
  }
}

/** Served from a copy, so that a rebuild in another window takes no file away under a reader. */
function copyH5(built: string, dataDir: string): string {
  const served = path.join(dataDir, 'h5');
  fs.rmSync(served, { recursive: true, force: true });
  fs.cpSync(built, served, { recursive: true });
  return served;
}

/** Lets bootstrap, backup and tests find the running stack; gone when it stops. */
function leaveForTools(dataDir: string, { databaseUrl, environment }: LocalStack, stops: (() => Promise<unknown>)[]): void {
  const file = path.join(dataDir, 'running.json');
  fs.writeFileSync(file, JSON.stringify({ pid: process.pid, databaseUrl, environment }), { mode: 0o600 });
  stops.push(async () => fs.rmSync(file, { force: true }));
}

async function announce(port: number): Promise<void> {
  log(`\n园情通 ready\n  this machine   http://localhost:${port}`);
  const outside = Object.values(os.networkInterfaces()).flat().find((one) => one && one.family === 'IPv4' && !one.internal);
  if (!outside) return;
  const address = `http://${outside.address}:${port}`;
  log(`  this network   ${address}`);
  if (process.stdout.isTTY) log(await qrcode.toString(address, { type: 'terminal', small: true }));
}

void main();

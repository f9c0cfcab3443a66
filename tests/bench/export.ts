// `npm run bench:export`: what a ledger of many rows costs the function's process: peak resident memory, CPU, time, size.
// A process of its own for each size, so that no peak is inherited. Nothing is asserted: machines differ.
import { fork } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { startLocalStack, type LocalStack } from '../../config/local';
import { readConfig } from '../../functions/kit/config';
import { signAccessToken } from '../../functions/kit/token';
import { importPark, importPlan, inTransaction } from '../../seeds/import';
import { moveToYear, readPlan } from '../../seeds/plan';
import { insertId, openSession } from '../support/cast';
import { cpuOf, cpuOfPostgres } from './measure';
import { fillHistory } from './history';

const sizes = (process.env.BENCH_ROWS ?? '0,10000,50000,100000').split(',').map(Number);
const keptAt = process.env.BENCH_KEEP;

type Row = { rows: number; idleMb: number; peakMb: number; seconds: number; nodeCpu: number; postgresCpu: number; fileMb: number };

/** Resident memory now and at its highest, MB. */
function memoryOf(pid: number): { now: number; peak: number } {
  const status = fs.readFileSync(`/proc/${pid}/status`, 'utf8');
  const mb = (name: string) => Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024);
  return { now: mb('VmRSS'), peak: mb('VmHWM') };
}

/** Three photos on every other inspection, and words that no other record has: nothing is small because it repeats. */
async function addEvidence(db: Client): Promise<void> {
  await db.query('set session_replication_role = replica');
  await db.query(
    `update public.submissions set body = '{"note": "第 ' || seq || ' 条：主体完工，专线接入点还在架线，现场正常施工，' || md5(seq::text) || '", "photos": []}'
     where kind = 'inspection' and body like '%历史记录%'`,
  );
  await db.query(
    `insert into public.photos (submission_id, ordinal, park_id, project_id, sha256, bytes, thumb_sha256, thumb_bytes, short_code, source, captured_at, location_missing, stored_at)
     select s.id, n, s.park_id, s.project_id, md5(s.id::text || n) || md5(s.id::text), 1000, md5(s.id::text || n) || md5(s.id::text), 200, private.short_code(s.id, n), 'camera', s.captured_at, 'not_asked', s.received_at
     from public.submissions s cross join generate_series(1, 3) n where s.kind = 'inspection' and s.seq % 2 = 0 on conflict do nothing`,
  );
  await db.query('update public.submissions s set photo_count = 3 where exists (select 1 from public.photos p where p.submission_id = s.id)');
  await db.query('set session_replication_role = default');
  await db.query('vacuum analyze');
}

async function measure(stack: LocalStack, bearer: string, rows: number): Promise<Row> {
  const server = fork(path.join(__dirname, 'server.ts'), { env: { ...process.env, ...stack.environment, NODE_ENV: 'production' }, execArgv: ['--import', 'tsx'] });
  try {
    const port = await new Promise<number>((resolve) => server.once('message', (message: { port: number }) => resolve(message.port)));
    const send = (method: string, at: string, body?: unknown) =>
      fetch(`http://127.0.0.1:${port}${at}`, { method, headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' }, body: body === undefined ? undefined : JSON.stringify(body) });
    await (await send('GET', '/api/plan')).text();
    const idle = memoryOf(server.pid!).now;
    const before = { node: cpuOf(server.pid!), postgres: cpuOfPostgres(stack.postgresPid) };
    const start = performance.now();
    const year = new Date().getFullYear();
    const answer = await send('POST', '/api/exports', { id: uuidv7(), kind: 'ledger', from: `${year - 1}-01-01`, to: `${year}-12-31` });
    const file = (await answer.json()) as { rowCount: number; bytes: number; url: string };
    if (!answer.ok) throw new Error(JSON.stringify(file));
    const seconds = (performance.now() - start) / 1000;
    const { peak } = memoryOf(server.pid!);
    if (keptAt) fs.writeFileSync(path.join(keptAt, `ledger-${rows}.xlsx`), Buffer.from(await (await fetch(file.url)).arrayBuffer()));
    return {
      rows: file.rowCount,
      idleMb: idle,
      peakMb: peak,
      seconds: Math.round(seconds * 10) / 10,
      nodeCpu: Math.round((cpuOf(server.pid!) - before.node) * 10) / 10,
      postgresCpu: Math.round((cpuOfPostgres(stack.postgresPid) - before.postgres) * 10) / 10,
      fileMb: Math.round(file.bytes / 104_857.6) / 10,
    };
  } finally {
    server.disconnect();
  }
}

async function main(): Promise<void> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'parkpulse-bench-'));
  fs.chmodSync(dataDir, 0o755);
  const stack = await startLocalStack(dataDir, () => undefined);
  const db = new Client(stack.databaseUrl);
  await db.connect();
  try {
    const parkId = await importPark(db, { slug: 'bench', name: '测试园区', isDemo: false });
    await inTransaction(db, () => importPlan(db, parkId, moveToYear(readPlan(), new Date().getFullYear())));
    const projectIds = (await db.query<{ id: string }>('select id from public.projects order by name limit 30')).rows.map(({ id }) => id);
    const staffId = await insertId(db, "insert into public.staff (park_id, role, name) values ($1, 'office', '王芳') returning id", [parkId]);
    const sessionId = await openSession(db, staffId);
    const bearer = signAccessToken(readConfig(stack.environment), { sid: sessionId, sub: staffId }, new Date()).accessToken;
    const rows: Row[] = [];
    for (const size of sizes) {
      await fillHistory(db, parkId, projectIds, staffId, sessionId, size);
      await addEvidence(db);
      rows.push(await measure(stack, bearer, size));
    }
    console.table(rows);
  } finally {
    await db.end();
    await stack.stop();
    fs.rmSync(dataDir, { recursive: true, force: true });
  }
}

void main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});

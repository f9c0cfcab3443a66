// `npm run bench`: throughput, latency and CPU of the main operations at growing history, as a table and as JSON.
// Nothing here is asserted: machines differ. BENCH_QUICK=1 runs one short round.
import { fork } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { readConfig } from '../../functions/kit/config';
import { signAccessToken } from '../../functions/kit/token';
import { startLocalStack } from '../../config/local';
import { importPark, importPlan, inTransaction } from '../../seeds/import';
import { moveToYear, readPlan } from '../../seeds/plan';
import { openSession, insertId } from '../support/cast';
import { manifestOf, put, tinyJpeg } from '../support/photos';
import { sha256 } from '../factories/submission';
import { fillHazards, fillHistory } from './history';
import { cpuOf, cpuOfPostgres, median, percentile, runLoad } from './measure';

const isQuick = process.env.BENCH_QUICK === '1';
const rounds = isQuick ? 1 : 5;
const historySizes = isQuick ? [0, 10_000] : [0, 10_000, 200_000];
const submitsPerRound = isQuick ? 600 : 1500;
const hazardSizes = isQuick ? [1_000] : [1_000, 100_000];
const readsPerRound = isQuick ? 20 : 30;
const spreadProjects = 30;

type Row = { what: string; history: number; concurrency: number; perSecond?: number; p50: number; p95: number; p99: number; nodeMs?: number; supabaseMs?: number; postgresMs?: number; loadMs?: number };

async function main(): Promise<void> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'parkpulse-bench-'));
  fs.chmodSync(dataDir, 0o755);
  const stack = await startLocalStack(dataDir, () => undefined);
  const server = fork(path.join(__dirname, 'server.ts'), { env: { ...process.env, ...stack.environment, NODE_ENV: 'production' }, execArgv: ['--import', 'tsx'] });
  const port = await new Promise<number>((resolve) => server.once('message', (message: { port: number }) => resolve(message.port)));
  const db = new Client(stack.databaseUrl);
  await db.connect();
  try {
    const rows = await measureAll(db, `http://127.0.0.1:${port}`, { ...stack, serverPid: server.pid! });
    console.table(rows.map((row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, typeof value === 'number' ? Math.round(value * 100) / 100 : value]))));
    fs.writeFileSync('bench.json', JSON.stringify({ at: new Date().toISOString(), cpus: os.cpus().length, cpu: os.cpus()[0]?.model, rounds, rows }, null, 2));
    console.log('written to bench.json');
  } finally {
    await db.end();
    server.disconnect();
    await stack.stop();
    fs.rmSync(dataDir, { recursive: true, force: true });
  }
}

type Stack = { environment: Record<string, string>; postgresPid: number; supabasePid: number; serverPid: number };

async function measureAll(db: Client, origin: string, stack: Stack): Promise<Row[]> {
  const year = new Date().getFullYear();
  const parkId = await importPark(db, { slug: 'bench', name: '测试园区', isDemo: false });
  await inTransaction(db, () => importPlan(db, parkId, moveToYear(readPlan(), year)));
  const projectIds = (await db.query<{ id: string }>('select id from public.projects order by name limit $1', [spreadProjects])).rows.map((row) => row.id);
  const person = async (role: string) => {
    const staffId = await insertId(db, 'insert into public.staff (park_id, role, name) values ($1, $2, $2) returning id', [parkId, role]);
    return { staffId, sessionId: await openSession(db, staffId) };
  };
  const leader = await person('leader');
  const inspectors: (typeof leader)[] = [];
  for (let count = 0; count < 32; count += 1) inspectors.push(await person('inspector'));
  const config = readConfig(stack.environment);
  const token = ({ staffId, sessionId }: typeof leader) => signAccessToken(config, { sid: sessionId, sub: staffId }, new Date()).accessToken;

  const send = async (method: string, at: string, bearer: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(origin + at, {
      method,
      headers: { authorization: `Bearer ${bearer}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(`${method} ${at}: ${response.status} ${JSON.stringify(answer)}`);
    return answer;
  };
  const tokens = inspectors.map(token);
  const body = (index: number, photos: unknown[] = []) => ({
    id: uuidv7(), projectId: projectIds[index % projectIds.length], capturedAt: new Date().toISOString(), photos, note: '主体完工，专线接入点还在架线，现场正常施工',
  });
  const submit = async (index: number) => void (await send('POST', '/api/inspections', tokens[index % tokens.length]!, body(index)));
  const submitWithPhotos = async (index: number) => {
    const bearer = tokens[index % tokens.length]!;
    const files = [1, 2, 3].map((n) => ({ full: tinyJpeg(`${index} ${n} ${Math.random()}`, 200_000), small: tinyJpeg(`${index} ${n} thumb`, 10_000) }));
    const report = body(index, files.map((file) => manifestOf(file)));
    await send('POST', '/api/inspections', bearer, report);
    const photos = files.map(({ full, small }) => ({ sha256: sha256(full), bytes: full.length, contentType: 'image/jpeg', thumb: { sha256: sha256(small), bytes: small.length } }));
    const signed = (await send('POST', '/api/photos/sign', bearer, { submissionId: report.id, photos })) as { photos: { uploadUrl: string; thumbUploadUrl: string }[] };
    await Promise.all(signed.photos.map(async ({ uploadUrl, thumbUploadUrl }, n) => {
      await put(uploadUrl, files[n]!.full);
      await put(thumbUploadUrl, files[n]!.small);
    }));
    const attached = (await send('POST', '/api/photos/attach', bearer, { submissionId: report.id, sha256s: photos.map((photo) => photo.sha256) })) as { status: string };
    if (attached.status !== 'complete') throw new Error(JSON.stringify(attached));
  };
  const bearer = token(leader);
  const read = (at: string) => async () => void (await send('GET', at, bearer));

  const rows: Row[] = [];
  for (const history of historySizes) {
    await fillHistory(db, parkId, projectIds, inspectors[0]!.staffId, inspectors[0]!.sessionId, history);
    const jobs = [
      ...[1, 8, 32].map((concurrency) => ({ what: 'submit', concurrency, count: concurrency === 1 ? Math.ceil(submitsPerRound / 4) : submitsPerRound, work: submit })),
      ...[1, 8, 32].map((concurrency) => ({ what: 'submit + 3 photos', concurrency, count: concurrency === 1 ? 20 : 60, work: submitWithPhotos })),
      ...['/api/digest', '/api/plan', '/api/projects'].map((at) => ({ what: at, concurrency: 1, count: readsPerRound, work: read(at) })),
    ];
    const samples = new Map<string, Row[]>();
    for (let round = 0; round <= rounds; round += 1) {
      for (const job of jobs) {
        // Today's records would otherwise pile up over the rounds; a day has some hundreds.
        await db.query("update public.changes set digest_id = md5('bench')::uuid where digest_id is null and id < (select max(id) - 300 from public.changes)");
        const row = await measure(job, history, stack);
        // The first round only warms up.
        if (round > 0) samples.set(`${job.what} ${job.concurrency}`, [...(samples.get(`${job.what} ${job.concurrency}`) ?? []), row]);
      }
    }
    for (const several of samples.values()) rows.push(medianRow(several));
    rows.push(await measureBare(db, parkId, projectIds, inspectors[0]!, history, stack));
  }
  return [...rows, ...(await measureHazards())];

  /** Lists and inboxes of a park with many hazards, beside the longest history of records. */
  async function measureHazards(): Promise<Row[]> {
    const office = await person('office');
    const own = inspectors[0]!;
    const jobs = [
      ...['', '?state=overdue', '?state=mine', '?state=closed'].map((query) => ({ what: `/api/hazards${query}`, bearer: tokens[0]! })),
      ...[['/api/notices', token(office)], ['/api/today', token(office)], ['/api/today', tokens[1]!]].map(([what, one]) => ({ what: what!, bearer: one! })),
    ];
    const found: Row[] = [];
    for (const hazards of hazardSizes) {
      await fillHazards(db, parkId, projectIds, { staffId: own.staffId, sessionId: own.sessionId, responsible: [own.staffId], readers: [office.staffId, leader.staffId] }, hazards);
      for (const { what, bearer: by } of jobs) {
        const job = { what, concurrency: 1, count: readsPerRound * rounds, work: async () => void (await send('GET', what, by)) };
        await measure({ ...job, count: 5 }, hazards, stack);
        found.push(await measure(job, hazards, stack));
      }
    }
    return found;
  }
}

async function measure(job: { what: string; concurrency: number; count: number; work: (index: number) => Promise<void> }, history: number, stack: Stack): Promise<Row> {
  const before = { node: cpuOf(stack.serverPid), supabase: cpuOf(stack.supabasePid), postgres: cpuOfPostgres(stack.postgresPid), load: process.cpuUsage() };
  const start = performance.now();
  const took = await runLoad(job.count, job.concurrency, job.work);
  const seconds = (performance.now() - start) / 1000;
  const load = process.cpuUsage(before.load);
  const perCall = (cpuSeconds: number) => (cpuSeconds * 1000) / job.count;
  return {
    what: job.what,
    history,
    concurrency: job.concurrency,
    perSecond: job.count / seconds,
    p50: percentile(took, 50),
    p95: percentile(took, 95),
    p99: percentile(took, 99),
    nodeMs: perCall(cpuOf(stack.serverPid) - before.node),
    supabaseMs: perCall(cpuOf(stack.supabasePid) - before.supabase),
    postgresMs: perCall(cpuOfPostgres(stack.postgresPid) - before.postgres),
    loadMs: perCall((load.user + load.system) / 1e6),
  };
}

const medianRow = (rows: Row[]): Row =>
  Object.fromEntries(Object.entries(rows[0]!).map(([key, value]) => [key, typeof value === 'number' ? median(rows.map((row) => row[key as keyof Row] as number)) : value])) as Row;

/** The same rows in a bare transaction: no policies, no triggers, the same keys and indexes. */
async function measureBare(db: Client, parkId: string, projectIds: string[], by: { staffId: string; sessionId: string }, history: number, stack: Stack): Promise<Row> {
  const tables = ['submissions'];
  for (const table of tables) await db.query(`alter table public.${table} disable trigger user`);
  const count = submitsPerRound;
  const before = cpuOfPostgres(stack.postgresPid);
  const took = await runLoad(count, 1, async (index) => {
    const id = uuidv7();
    const projectId = projectIds[index % projectIds.length];
    const text = JSON.stringify({ id, projectId, capturedAt: new Date().toISOString(), photos: [], note: '主体完工，专线接入点还在架线，现场正常施工' });
    await db.query({ name: 'bare-begin', text: 'begin' });
    await db.query({
      name: 'bare-submission',
      text: `insert into public.submissions (id, park_id, project_id, kind, created_by, session_id, body, body_sha256, captured_at, received_at, photo_count, status, counted_at)
        values ($1, $2, $3, 'inspection', $4, $5, $6, $7, now(), now(), 0, 'complete', now())`,
      values: [id, parkId, projectId, by.staffId, by.sessionId, text, sha256(text)],
    });
    await db.query({ name: 'bare-change', text: "insert into public.changes (park_id, kind, project_id, submission_id, made_at) values ($1, 'submission_counted', $2, $3, now())", values: [parkId, projectId, id] });
    await db.query({ name: 'bare-audit', text: "insert into public.audit (park_id, staff_id, session_id, operation, target_id, outcome) values ($1, $2, $3, 'inspection.submit', $4, 'done')", values: [parkId, by.staffId, by.sessionId, id] });
    await db.query({ name: 'bare-commit', text: 'commit' });
  });
  const postgresMs = ((cpuOfPostgres(stack.postgresPid) - before) * 1000) / count;
  for (const table of tables) await db.query(`alter table public.${table} enable trigger user`);
  return { what: 'bare transaction', history, concurrency: 1, p50: percentile(took, 50), p95: percentile(took, 95), p99: percentile(took, 99), postgresMs };
}

void main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});

// A park with a history to be proven: three frozen days, a fourth still open; photos really stored. And the ways to
// tamper with it behind the triggers' back, as somebody with the database's own password could.
import fs from 'node:fs';
import path from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import type { ProofSlice } from '../../src/contract/proof';
import type { Misfit } from '../../src/domain/proof';
import { aPlanFile, planImport } from '../factories/plan-file';
import { hazardOpen, inspection, manifestPhoto, milestoneReport, progress, sha256 } from '../factories/submission';
import type { TestApi } from './api';
import type { CastName } from './cast';
import { makeFile, manifestOf, sendFiles, type PhotoFile } from './photos';
import { milestoneOf } from './world';

export type History = {
  /** Ids of records by what they are. */
  visit: string;
  progress: string;
  milestone: string;
  answer: string;
  second: string;
  last: string;
  open: string;
  lost: string;
  /** Told of on the second day for its hazard; its photo never came. */
  waiting: string;
  /** The import of a plan, on the first day. */
  plan: string;
  heads: string[];
  photoPath: (id: string, file: PhotoFile) => { full: string; thumb: string };
  files: Record<'visit' | 'progress' | 'milestone' | 'open', PhotoFile>;
};

export const proofDays = ['2026-11-18', '2026-11-19', '2026-11-20'] as const;

export async function makeHistory(api: TestApi): Promise<History> {
  const { parks } = api.cast;
  const bide = parks.linxiang.projects.bide!;
  const files = { visit: makeFile('visit'), progress: makeFile('progress'), milestone: makeFile('milestone'), open: makeFile('open') };
  const heads: string[] = [];
  const freeze = async (on: string) => {
    const frozen = (await api.deps.supabase.callAsService('freeze_digest', { p_park_id: parks.linxiang.id, p_on: on })) as { head: string };
    heads.push(frozen.head);
  };
  const send = async (operation: 'inspection.submit' | 'progress.submit' | 'hazard.open', body: { id: string }, sent: PhotoFile[] = [], by: CastName = 'liming') => {
    const answer = await api.call(operation, by, { body });
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
    if (sent.length > 0) await sendFiles(api, by, body.id, sent);
    return body.id;
  };

  const visit = await send('inspection.submit', inspection(bide, { photos: [manifestOf(files.visit)] }), [files.visit]);
  const moved = await send('progress.submit', progress(bide, { investmentToDateYuan: 1_000_000, photos: [manifestOf(files.progress)] }), [files.progress]);
  const imported = planImport(aPlanFile());
  await api.call('plan.import', 'wangfang', { body: imported });
  await freeze(proofDays[0]);

  const slot = await milestoneOf(api.database.db, bide, 'completed');
  const report = milestoneReport(bide, { photos: [manifestOf(files.milestone)] });
  await api.call('milestone.report', 'liming', { params: { id: slot }, body: report });
  await sendFiles(api, 'liming', report.id, [files.milestone]);
  const answer = uuidv7();
  await api.call('milestone.dispute', 'chenjing', { params: { id: slot }, body: { id: answer, reportId: report.id, reason: '未完工' } });
  const second = await send('inspection.submit', inspection(bide));
  const waiting = await send('hazard.open', hazardOpen(bide, { photos: [manifestPhoto()] }));
  await freeze(proofDays[1]);
  const last = await send('inspection.submit', inspection(bide));
  await freeze(proofDays[2]);

  const open = await send('inspection.submit', inspection(bide, { photos: [manifestOf(files.open)] }), [files.open]);
  const gone = makeFile('gone');
  const lost = await send('inspection.submit', inspection(bide, { photos: [manifestOf(gone)] }));
  await api.call('photo.giveUp', 'liming', { body: { submissionId: lost, sha256: sha256(gone.full), reason: '手机进水' } });
  // The other park's record, which no check of this one may miss or meet.
  await api.call('inspection.submit', 'heping', { body: inspection(parks.luyuan.projects.green!) });

  const photoPath = (id: string, { full }: PhotoFile) => {
    const base = path.join(api.objectsFolder, 'photos', parks.linxiang.id, id, sha256(full));
    return { full: `${base}.jpg`, thumb: `${base}.thumb.jpg` };
  };
  return { visit, progress: moved, milestone: report.id, answer, second, last, open, lost, waiting, plan: imported.id, heads, photoPath, files };
}

/** All slices, as the office's page asks for them. */
export async function proveByApi(api: TestApi, by: CastName = 'wangfang') {
  const misfits: Misfit[] = [];
  const checked: Record<string, number> = {};
  let totals: ProofSlice['totals'] = null;
  const heads: string[] = [];
  for (let after: string | null = '', asked = 0; after !== null; asked += 1) {
    if (asked > 200) throw new Error('the walk does not end');
    const answer: { status: number; body: ProofSlice } = await api.call<ProofSlice>('proof.read', by, { query: after && `?after=${after}` });
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    const { body } = answer;
    misfits.push(...body.misfits);
    checked[body.step] = (checked[body.step] ?? 0) + body.checked;
    totals ??= body.totals;
    heads.push(...body.heads.map(({ head }) => head));
    after = body.next;
  }
  return { misfits, checked, totals, heads };
}

/** Runs SQL as the owner with no trigger and no foreign key in the way. */
export async function behindTheBack(api: TestApi, sql: string, values: unknown[] = []): Promise<void> {
  const { db } = api.database;
  await db.query('set session_replication_role = replica');
  try {
    const { rowCount } = await db.query(sql, values);
    if (rowCount === 0) throw new Error(`touched nothing: ${sql}`);
  } finally {
    await db.query('set session_replication_role = origin');
  }
}

export function flipByte(file: string): void {
  const bytes = fs.readFileSync(file);
  bytes[30] = bytes[30]! ^ 1;
  fs.writeFileSync(file, bytes);
}

const tables = ['submissions', 'photos', 'progress_reports', 'milestone_reports', 'milestone_answers', 'plan_imports', 'changes', 'digests', 'audit'];

/** Remembers rows and objects as they are; the answer puts them back. */
export async function keepAll(api: TestApi): Promise<() => Promise<void>> {
  const { db } = api.database;
  await db.query('create schema kept');
  for (const table of tables) await db.query(`create table kept.${table} as table public.${table}`);
  const objects = `${api.objectsFolder}-kept`;
  fs.cpSync(api.objectsFolder, objects, { recursive: true });
  return async () => {
    await db.query('set session_replication_role = replica');
    for (const table of tables) {
      await db.query(`delete from public.${table}`);
      await db.query(`insert into public.${table} overriding system value table kept.${table}`);
    }
    await db.query('set session_replication_role = origin');
    fs.rmSync(api.objectsFolder, { recursive: true, force: true });
    fs.cpSync(objects, api.objectsFolder, { recursive: true });
  };
}

/** What the operator's commands read from the environment, for this stack. */
export const commandEnvironment = ({ deps, database }: Pick<TestApi, 'deps' | 'database'>): Record<string, string> => ({
  PATH: process.env.PATH ?? '',
  HOME: process.env.HOME ?? '',
  DATABASE_URL: database.url,
  SUPABASE_URL: deps.config.supabase.url,
  SUPABASE_ANON_KEY: deps.config.supabase.anonKey,
  SUPABASE_SERVICE_ROLE_KEY: deps.config.supabase.serviceKey,
  SUPABASE_JWT_SECRET: deps.config.supabase.jwtSecret,
  APP_SECRET: deps.config.appSecret,
  CRON_SECRET: deps.config.cronSecret,
});

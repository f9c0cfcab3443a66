// `npm run test:reminders`: a month of 1,000 hazards, a job that is killed at random moments, a WeChat that refuses,
// loses answers and forgets tokens. Each reminder must be in the inbox exactly once, each message be sent at most once.
// Then faults built in on purpose, which must be caught.
import { fork, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { addDays } from '../../src/domain/calendar';
import { startLocalSupabase } from '../../supabase/local/server';
import { makeCast } from '../support/cast';
import { makeDatabase, type TestDatabase } from '../support/database';
import startCluster from '../support/start-cluster';
import stopCluster from '../support/stop-cluster';
import { startWechat, templateIds, wechatEnvironment } from '../support/wechat';
import { firstDay, liveDay, majorsOf, planMonth, remindersOf } from './reminder-month';
import { createRandom } from './random';

type Size = { hazards: number; days: number };
type Outcome = { faults: string[]; told: string };

/** Hours of a day at which the job is started, by the clock of the park. */
const hours = [8, 10];
const jwtSecret = 'reminder-jwt-secret-of-at-least-32-characters';

type Fault = [functionName: string, from: string, to: string];

/** Changes of a function's text that the month must find out, and what it then complains of. */
const broken: Record<string, { fault: Fault; sign: string }> = {
  'sends again what was in a call when its worker died': { fault: ['api.claim_delivery(boolean)', "set state = 'unknown'", "set state = 'waiting'"], sign: 'messages sent twice' },
  'tells by the moment and not by the event': { fault: ['api.remind_park(uuid,date)', "':' || h.event", "':' || h.event || clock_timestamp()"], sign: 'reminders that no day asked for' },
  'reminds on the third day before only': { fault: ['private.hazard_reminder(text,date,date)', 'days_left > 3', '(days_left > 0 and days_left <> 3)'], sign: 'reminders missed' },
};

async function liveMonth(seed: number, { hazards: count, days }: Size, fault?: Fault): Promise<Outcome> {
  const random = createRandom(seed);
  const weather = createRandom(seed + 1);
  const database = await makeDatabase();
  const { db } = database;
  const wechat = await startWechat({ templates: templateIds });
  const objectsFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'parkpulse-reminders-'));
  if (fault) await breakFunction(database, fault);
  const cast = await makeCast(db);
  await allowMessages(database);
  const supabase = await startLocalSupabase({ databaseUrl: database.url, objectsFolder, jwtSecret });
  const worker = createWorker({
    SUPABASE_URL: supabase.url, SUPABASE_ANON_KEY: supabase.anonKey, SUPABASE_SERVICE_ROLE_KEY: supabase.serviceKey, SUPABASE_JWT_SECRET: jwtSecret,
    APP_SECRET: 'reminder-app-secret-of-at-least-32-characters', CRON_SECRET: 'reminder-cron-secret', ...wechatEnvironment(wechat.url),
  });

  // Seldom, so that most of the queue gets through: a token gone, a busy WeChat, the quota, an answer lost on either way.
  wechat.next = () => {
    const dice = weather.next();
    if (dice < 0.002) wechat.expireToken();
    return dice < 0.01 ? null : dice < 0.015 ? { errcode: -1 } : dice < 0.0155 ? { errcode: 45009 } : dice < 0.0162 ? 'swallow' : dice < 0.0167 ? 'drop' : null;
  };
  // A worker killed in this time leaves a message that nobody knows the end of.
  wechat.delayMs = 10;
  const hazards = planMonth(random, cast, { hazards: count, days });
  const [must, may] = [new Set<string>(), new Set<string>()];
  const done = { runs: 0, kills: 0, idleDays: 0 };

  try {
    for (let day = 0; day < days; day += 1) {
      await setTime(database, day, 6);
      await liveDay(db, cast, hazards, day);
      await db.query('update public.notice_credits set credits = 1000');
      if (random.chance(0.1)) {
        done.idleDays += 1;
        continue;
      }
      for (const hour of hours) {
        const at = await setTime(database, day, hour);
        remindersOf(cast, hazards, day).forEach((one) => may.add(one));
        // By the clock, or in the middle of a call: WeChat has the message, and the worker never hears of it.
        const isKilled = random.chance(fault ? 0.7 : 0.4);
        const [killAfterMs, messages] = [random.between(0, 1200), random.between(1, 8)];
        const isInCall = random.chance(0.5);
        let taken = 0;
        wechat.onTaken = () => {
          if (isKilled && isInCall && (taken += 1) === messages) worker.kill();
        };
        if (await worker.run(at, isKilled && !isInCall ? killAfterMs : null)) {
          done.runs += 1;
          remindersOf(cast, hazards, day).forEach((one) => must.add(one));
        } else done.kills += 1;
      }
    }
    // What was put off goes out, a few quiet hours later each.
    wechat.next = () => null;
    wechat.onTaken = () => undefined;
    for (let hour = 8; hour < 8 + 3 * 30; hour += 30) await worker.run(await setTime(database, days - 1, hour), null);
    remindersOf(cast, hazards, days - 1).concat(remindersOf(cast, hazards, days), remindersOf(cast, hazards, days + 1), remindersOf(cast, hazards, days + 2)).forEach((one) => may.add(one));
    return await judge(database, { must, may, majors: majorsOf(cast, hazards), sent: wechat.sent.map(({ page }) => page), done });
  } finally {
    await worker.stop();
    await supabase.stop();
    await wechat.stop();
    await database.drop();
    fs.rmSync(objectsFolder, { recursive: true, force: true });
  }
}

type Evidence = { must: Set<string>; may: Set<string>; majors: number; sent: string[]; done: { runs: number; kills: number; idleDays: number } };

async function judge({ db }: TestDatabase, { must, may, majors, sent, done }: Evidence): Promise<Outcome> {
  const { rows } = await db.query<{ id: string; staff_id: string; key: string; kind: string; state: string | null; skipped_for: string | null; name: string }>(
    'select n.id::text, n.staff_id, n.key, n.kind, d.state, d.skipped_for, s.name from public.notices n join public.staff s on s.id = n.staff_id left join public.notice_deliveries d on d.notice_id = n.id',
  );
  const reminders = rows.filter(({ kind }) => /^hazard_(due|overdue)/.test(kind));
  const found = new Set(reminders.map(({ staff_id, key }) => `${staff_id} ${key}`));
  const timesSent = new Map<string, number>();
  for (const page of sent) {
    const id = new URLSearchParams(page.split('?')[1]).get('notice')!;
    timesSent.set(id, (timesSent.get(id) ?? 0) + 1);
  }
  const byState = (state: string | null) => rows.filter((row) => row.state === state);
  const complain = (what: string, list: unknown[]) => (list.length === 0 ? [] : [`${list.length} ${what}, such as ${JSON.stringify(list[0])}`]);
  const faults = [
    ...complain('reminders missed', [...must].filter((one) => !found.has(one))),
    ...complain('reminders that no day asked for', [...found].filter((one) => !may.has(one))),
    ...(found.size === reminders.length ? [] : [`${reminders.length - found.size} reminders told twice`]),
    ...complain('messages sent twice', [...timesSent].filter(([, times]) => times > 1)),
    ...complain('messages said to be sent that WeChat has not', byState('sent').filter(({ id }) => !timesSent.has(id))),
    ...complain('messages that WeChat has and nobody knows of', rows.filter(({ id, state }) => timesSent.has(id) && state !== 'sent' && state !== 'unknown')),
    ...complain('notices that never left', rows.filter(({ state, skipped_for, name }) => (name === '赵强' ? state !== null : state !== 'sent' && state !== 'unknown' && skipped_for !== 'old'))),
    ...(rows.filter(({ kind }) => kind === 'hazard_major').length === majors ? [] : ['重大 hazards were not told at once to all']),
    ...(done.kills > 0 && done.runs > 0 ? [] : ['nothing was killed, or nothing got through']),
  ];
  const unknown = byState('unknown');
  return {
    faults,
    told: `${reminders.length} reminders, ${done.runs} runs, ${done.kills} killed, ${done.idleDays} days without any; ${sent.length} messages sent, ${byState('skipped').length} given up after three days, ${unknown.length} unknown (${unknown.filter(({ id }) => timesSent.has(id)).length} of them arrived)`,
  };
}

// ---------------------------------------------------------------- the parts

/** The job's process; killed, it is started anew for the next run. */
function createWorker(environment: Record<string, string>) {
  let child: ChildProcess | null = null;
  const wordOf = (process: ChildProcess) =>
    new Promise<string>((resolve) => {
      const hear = (word: unknown) => {
        process.off('message', hear).off('exit', hear);
        resolve(typeof word === 'string' ? word : 'killed');
      };
      process.on('message', hear).on('exit', hear);
    });
  const start = async () => {
    child = fork(path.join(__dirname, 'reminder-worker.ts'), { env: { ...process.env, ...environment }, execArgv: ['--import', 'tsx'] });
    if ((await wordOf(child)) !== 'ready') throw new Error('the worker did not start');
    return child;
  };
  return {
    /** False when it was killed before it was through. */
    async run(at: string, killAfterMs: number | null): Promise<boolean> {
      const running = child ?? (await start());
      const word = wordOf(running);
      running.send(at);
      const timer = killAfterMs === null ? undefined : setTimeout(() => running.kill('SIGKILL'), killAfterMs);
      const told = await word;
      clearTimeout(timer);
      if (told.startsWith('failed')) throw new Error(told);
      if (told === 'done' && !running.killed) return true;
      child = null;
      return told === 'done';
    },
    kill: () => void child?.kill('SIGKILL'),
    async stop() {
      if (!child) return;
      const gone = new Promise((resolve) => child!.once('exit', resolve));
      child.kill('SIGKILL');
      await gone;
    },
  };
}

/** For every session: those open learn it by being replaced, which ends what a killed worker left running. */
async function setTime({ db }: TestDatabase, day: number, hour: number): Promise<string> {
  const at = new Date(Date.parse(`${addDays(firstDay, day)}T00:00:00+08:00`) + hour * 3600_000).toISOString();
  await db.query(`do $$ begin execute format('alter database %I set parkpulse.now = %L', current_database(), '${at}'); end $$`);
  await db.query("select set_config('parkpulse.now', $1, false)", [at]);
  // A request of a dead worker may still come in meanwhile, and open a session: that one knows the new time.
  const { rows } = await db.query<{ pid: number }>("select pid, pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'local-rest'");
  const pids = rows.map(({ pid }) => pid);
  while ((await db.query('select 1 from pg_stat_activity where pid = any ($1)', [pids])).rows.length > 0);
  return at;
}

/** Everybody but one office person, who reads the inbox only. */
async function allowMessages({ db }: TestDatabase): Promise<void> {
  await db.query("insert into public.wechat_identities (openid, staff_id) select 'openid-' || id, id from public.staff where name <> '赵强'");
  await db.query("insert into public.notice_credits (staff_id, template, park_id, credits, is_wanted) select s.id, t, s.park_id, 1000, true from public.staff s, unnest(array['rectification', 'answer', 'digest']) t");
}

async function breakFunction({ db }: TestDatabase, [name, from, to]: Fault): Promise<void> {
  const { rows } = await db.query<{ sql: string }>('select pg_get_functiondef($1::regprocedure) as sql', [name]);
  const text = rows[0]!.sql;
  if (!text.includes(from)) throw new Error(`${name} does not say ${from}`);
  await db.query(text.replace(from, to));
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { seed: { type: 'string', default: '1' }, hazards: { type: 'string', default: '1000' } } });
  const seed = Number(values.seed);
  const startedAt = Date.now();
  let [passed, failed] = [0, 0];
  await startCluster();
  try {
    const { faults, told } = await liveMonth(seed, { hazards: Number(values.hazards), days: 30 });
    console.log(`${values.hazards} hazards in 30 days (seed ${seed}): ${told}`);
    faults.forEach((fault) => console.error(`  ${fault}`));
    if (faults.length === 0) passed += 1;
    else failed += 1;
    console.log(faults.length === 0 ? 'each reminder once, none missed; no message twice' : 'FAULTS');
    for (const [what, { fault, sign }] of Object.entries(broken)) {
      const outcome = await liveMonth(seed, { hazards: 100, days: 10 }, fault);
      const caught = outcome.faults.find((one) => one.includes(sign));
      if (caught) passed += 1;
      else failed += 1;
      console.log(caught ? `caught: a job that ${what} (${caught})` : `NOT caught: a job that ${what} (${outcome.told}; ${outcome.faults.join('; ')})`);
    }
  } finally {
    await stopCluster();
  }
  console.log(`${Math.round((Date.now() - startedAt) / 1000)} s\n${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

void main();

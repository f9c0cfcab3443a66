// The demo: two parks, their cast, and a fortnight of activity replayed through the same SQL functions as the phones,
// at the times it happened. All in one transaction, so that a killed first start leaves nothing half seeded.
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import type { Dependencies } from '../functions/kit/dependencies';
import { makeInviteCode } from '../functions/kit/token';
import { addDays, freezeHour, parkDay } from '../src/domain/calendar';
import { composeDigest } from '../src/domain/digest';
import { readChecklists } from './checklists';
import { demoActivity, demoMorning, storyStartsOn, type DemoEvent } from './demo-activity';
import { planEvents, type PlanEvent } from './demo-figures';
import { loopEvents, type LoopEvent } from './demo-loop';
import { playLoop } from './demo-loop-play';
import { demoParks, demoPeople, type DemoPerson, type PersonKey } from './demo-people';
import { callAs, send, setTime, type Seated, type Stage } from './demo-stage';
import { importChecklists, importPark, importPlan, inTransaction } from './import';
import { moveToYear, readPlan } from './plan';

/** Seeds an empty database; one that has the demo is left as it is. */
export async function seedDemo(databaseUrl: string, deps: Dependencies, log: (line: string) => void): Promise<void> {
  const db = new Client(databaseUrl);
  await db.connect();
  try {
    const { rows } = await db.query('select 1 from public.parks limit 1');
    if (rows.length > 0) return;
    log('seeding the demo: two parks and a fortnight of activity …');
    await inTransaction(db, () => seed(db, deps));
  } finally {
    await db.end();
  }
}

/** What a test tells otherwise than the demo: digests from an earlier day on, more events, a look after each freezing. */
export type Telling = { digestsFrom?: string; more?: PlanEvent[]; onFrozen?: (on: string) => Promise<void> };

export async function seed(db: Client, deps: Dependencies, { digestsFrom, more = [], onFrozen }: Telling = {}): Promise<void> {
  const now = deps.clock();
  const today = parkDay(now);
  const people = new Map<PersonKey, Seated>();
  let stage: Stage | undefined;
  for (const [slug, park] of Object.entries(demoParks)) {
    const parkId = await importPark(db, park);
    await importPlan(db, parkId, moveToYear(readPlan(park.planFile), Number(today.slice(0, 4))));
    await importChecklists(db, parkId, readChecklists());
    for (const person of demoPeople.filter((one) => one.park === slug)) people.set(person.key, await seat(db, parkId, person));
    stage ??= { db, deps, parkId, people, projects: await readIds(db, 'projects', parkId), items: await readIds(db, 'plan_items', parkId), checklists: await readVersions(db, parkId), reports: new Map(), orders: new Map() };
  }
  const site = [...demoActivity(today), ...demoMorning(today).filter((event) => new Date(event.at) <= now)];
  const events = [...site, ...loopEvents(today), ...planEvents(today), ...more].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  await replay(stage!, events, digestsFrom ?? storyStartsOn(today), today, now, onFrozen);
  // What was told before the story begins, its people have read.
  await db.query('update public.notices set read_at = private.clock() where made_at < $1', [`${storyStartsOn(today)}T00:00:00+08:00`]);
  // Nobody is signed in on a phone that does not exist.
  await db.query("update public.sessions set revoked_at = private.clock() where device_name = '演示数据'");
}

async function seat(db: Client, parkId: string, person: DemoPerson): Promise<Seated> {
  const staff = await db.query<{ id: string }>(
    `insert into public.staff (park_id, role, name, enterprise_id)
     values ($1, $2, $3, (select id from public.enterprises where park_id = $1 and name = $4)) returning id`,
    [parkId, person.role, person.name, person.enterprise ?? null],
  );
  const staffId = staff.rows[0]!.id;
  await db.query('insert into public.staff_phones (staff_id, park_id, phone) values ($1, $2, $3)', [staffId, parkId, person.phone]);
  const session = await db.query<{ id: string }>(
    `insert into public.sessions (park_id, staff_id, role, enterprise_id, device_name)
     select park_id, id, role, enterprise_id, '演示数据' from public.staff where id = $1 returning id`,
    [staffId],
  );
  return { ...person, staffId, sessionId: session.rows[0]!.id };
}

/** Ids by the keys of the plan file. */
async function readIds(db: Client, table: 'projects' | 'plan_items', parkId: string): Promise<Map<string, string>> {
  const { rows } = await db.query<{ key: string; id: string }>(`select key, id from public.${table} where park_id = $1`, [parkId]);
  return new Map(rows.map((row) => [row.key, row.id]));
}

async function readVersions(db: Client, parkId: string): Promise<Stage['checklists']> {
  const { rows } = await db.query<{ key: string; id: string; items: { key: string }[] }>(
    'select l.key, v.id, v.items from public.checklist_versions v join public.checklists l on l.id = v.checklist_id where l.park_id = $1',
    [parkId],
  );
  return new Map(rows.map(({ key, id, items }) => [key, { versionId: id, keys: items.map((item) => item.key) }]));
}

type AnyEvent = DemoEvent | LoopEvent | PlanEvent;
const player = (stage: Stage, event: AnyEvent) => (isOfPlan(event) ? playPlan(stage, event) : isOfLoop(event) ? playLoop(stage, event) : play(stage, event));

/** Events in order of time, and between them the digests at 18:00 of each day since the story began. */
async function replay(stage: Stage, events: AnyEvent[], startsOn: string, today: string, now: Date, onFrozen?: Telling['onFrozen']): Promise<void> {
  let freezeOn = startsOn;
  const freezeUntil = async (at: Date) => {
    for (; freezeOn < today && new Date(`${freezeOn}T${freezeHour}:00:00+08:00`) <= at; freezeOn = addDays(freezeOn, 1)) {
      await freeze(stage, freezeOn);
      await onFrozen?.(freezeOn);
    }
  };
  for (const event of events) {
    await freezeUntil(new Date(event.at));
    await player(stage, event).catch((error: Error) => {
      throw new Error(`${event.key}: ${error.message}`, { cause: error });
    });
  }
  await freezeUntil(now);
  await setTime(stage.db, '');
}

async function freeze({ db, parkId }: Stage, on: string): Promise<void> {
  await setTime(db, `${on}T${freezeHour}:00:00+08:00`);
  const { rows } = await db.query<{ digest: { id: string; facts: Parameters<typeof composeDigest>[0] } }>('select api.freeze_digest($1, $2) as digest', [parkId, on]);
  const { id, facts } = rows[0]!.digest;
  await db.query('select api.store_digest_content($1, $2)', [id, JSON.stringify(composeDigest(facts))]);
}

async function milestoneId({ db }: Stage, projectId: string, rung: string): Promise<string> {
  const { rows } = await db.query<{ id: string }>('select id from public.milestones where project_id = $1 and rung = $2', [projectId, rung]);
  return rows[0]!.id;
}

async function play(stage: Stage, event: DemoEvent): Promise<void> {
  await setTime(stage.db, event.at);
  const id = uuidv7({ msecs: Date.parse(event.at) });
  const projectId = stage.projects.get(event.project)!;
  if (event.kind === 'project_fact') {
    const { location, totalInvestmentYuan, plannedDates, note } = event;
    return callAs(stage, event.by, 'select api.record_project_fact($1, $2)', [projectId, JSON.stringify({ id, location, totalInvestmentYuan, plannedDates, note })]);
  }
  if (event.kind === 'milestone_confirm' || event.kind === 'milestone_dispute') {
    const reportId = stage.reports.get(event.report)!;
    const { rows } = await stage.db.query<{ milestone_id: string }>('select milestone_id from public.milestone_reports where submission_id = $1', [reportId]);
    const answer = event.kind === 'milestone_confirm' ? 'confirm' : 'dispute';
    const body = JSON.stringify({ id, reportId, ...(event.kind === 'milestone_dispute' ? { reason: event.reason } : {}) });
    return callAs(stage, event.by, 'select api.answer_milestone($1, $2, $3, $4)', [rows[0]!.milestone_id, answer, `milestone.${answer}`, body]);
  }
  const slot = event.kind === 'milestone_report' ? await milestoneId(stage, projectId, event.rung) : null;
  await send(stage, event, event.kind, { projectId, ...detailsOf(stage, event) }, event.photos, slot);
}

const loopKinds: readonly string[] = ['assign_projects', 'hazard_step', 'rectify', 'order_issue', 'order_step', 'order_answer'];
const isOfLoop = (event: DemoEvent | LoopEvent): event is LoopEvent => loopKinds.includes(event.kind);
const isOfPlan = (event: AnyEvent): event is PlanEvent => event.kind === 'record' || event.kind === 'review' || event.kind === 'assign';

async function playPlan(stage: Stage, event: PlanEvent): Promise<void> {
  await setTime(stage.db, event.at);
  const id = uuidv7({ msecs: Date.parse(event.at) });
  switch (event.kind) {
    case 'assign':
      return callAs(stage, event.by, 'select api.assign_items($1, $2, $3)', [id, event.items.map((key) => stage.items.get(key)), stage.people.get(event.owner)!.staffId]);
    case 'record': {
      const { record, item, project, corrects, body } = event;
      const named = { ...(project && { projectId: stage.projects.get(project) }), ...(corrects && { corrects: stage.reports.get(corrects) }) };
      stage.reports.set(event.key, id);
      return callAs(stage, event.by, 'select api.submit($1, $2)', [record, JSON.stringify({ id, itemId: stage.items.get(item), capturedAt: event.at, photos: [], ...body, ...named })]);
    }
    case 'review': {
      const recordId = stage.reports.get(event.report)!;
      const { rows } = await stage.db.query<{ kind: string }>('select kind from public.item_records where submission_id = $1', [recordId]);
      const { kind } = rows[0]!;
      const body = JSON.stringify({ id, recordId, answer: event.answer, ...(event.reason && { reason: event.reason }) });
      return callAs(stage, event.by, 'select api.answer_item_record($1, $2, $3, $4)', [recordId, kind, `${kind}.review`, body]);
    }
  }
}

type Report = Exclude<DemoEvent, { kind: 'project_fact' | 'milestone_confirm' | 'milestone_dispute' }>;

/** What a body of its kind holds besides the common fields. */
function detailsOf({ checklists }: Stage, event: Report): Record<string, unknown> {
  const { note } = event;
  switch (event.kind) {
    case 'inspection':
      return { note };
    case 'progress': {
      const { percent, percentReason, investmentToDateYuan, problems, problemNote, milestone } = event;
      return { percent, percentReason, investmentToDateYuan, problems, problemNote, note, milestone };
    }
    case 'milestone_report': {
      const { rung, occurredOn, agreedInvestmentYuan } = event;
      return { rung, occurredOn, agreedInvestmentYuan, note };
    }
    case 'hazard_open':
      return { hazard: event.hazard, note };
    case 'safety_check': {
      const { versionId, keys } = checklists.get(event.checklist)!;
      const answers = keys.map((key) => {
        const failure = event.failed.find((one) => one.key === key);
        if (failure) return { key, answer: 'fail', defects: failure.defects, hazard: failure.hazard };
        return { key, answer: event.notApplicable.includes(key) ? 'not_applicable' : 'pass' };
      });
      return { checklistVersionId: versionId, answers, note };
    }
  }
}

// ---------------------------------------------------------------- invites

/** Whose phone each printed code is for. */
const doors: Record<string, PersonKey> = { inspector: 'li-ming', contact: 'chen-jing', leader: 'liu-jianguo', office: 'wang-fang' };

/** Fresh invite codes for each role, as lines `role: code`. */
export async function printInvites(databaseUrl: string, log: (line: string) => void): Promise<void> {
  const db = new Client(databaseUrl);
  await db.connect();
  try {
    log('demo invites, each for one sign-in within 7 days:');
    for (const [role, key] of Object.entries(doors)) {
      const { name } = demoPeople.find((person) => person.key === key)!;
      const { code, hash, expiresAt } = makeInviteCode(new Date());
      const { rowCount } = await db.query(
        `insert into public.invites (park_id, code_hash, role, enterprise_id, name, staff_id, expires_at)
         select s.park_id, $1, s.role, s.enterprise_id, s.name, s.id, $2 from public.staff s join public.parks p on p.id = s.park_id
         where p.slug = 'linxiang' and s.name = $3 and s.closed_at is null`,
        [hash, expiresAt, name],
      );
      if (rowCount === 1) log(`${role}: ${code}`);
    }
  } finally {
    await db.end();
  }
}

// A month of a park's hazards, and which reminders each day of it asks for by the rules of the domain.
import { v7 as uuidv7 } from 'uuid';
import type { Client } from 'pg';
import { addDays } from '../../src/domain/calendar';
import type { HazardStatus } from '../../src/domain/hazard';
import { hazardReminder, remindedOf, type ReminderParty } from '../../src/domain/reminder';
import { hazardOpen } from '../factories/submission';
import { asPerson, type Cast } from '../support/cast';
import type { Random } from './random';

export const firstDay = '2026-12-01';

type Change = { day: number; status?: HazardStatus; dueOn?: string };
type Hazard = { id: string; projectId: string; contacts: string[]; responsibleId: string | null; isMajor: boolean; openedDay: number; status: HazardStatus; dueOn: string; changes: Change[] };

export function planMonth(random: Random, cast: Cast, { hazards, days }: { hazards: number; days: number }): Hazard[] {
  const { bide, chixing, road } = cast.parks.linxiang.projects;
  const contactsOf: Record<string, string[]> = { [bide!]: [cast.people.chenjing.staffId], [chixing!]: [cast.people.sunwei.staffId], [road!]: [] };
  return Array.from({ length: hazards }, () => {
    const projectId = random.pick([bide!, chixing!, road!]);
    const openedDay = random.between(0, days - 6);
    const dueDay = openedDay + random.between(0, 8);
    const rectifiedDay = openedDay + 1 + random.between(0, 19);
    const changes: Change[] = [{ day: rectifiedDay, status: 'rectified' }];
    if (random.chance(0.3)) changes.push({ day: rectifiedDay + 1, status: 'returned' }, { day: rectifiedDay + 4, status: 'rectified' });
    if (random.chance(0.7)) changes.push({ day: rectifiedDay + 6, status: 'closed' });
    if (random.chance(0.2) && dueDay < rectifiedDay) changes.unshift({ day: dueDay, dueOn: addDays(firstDay, dueDay + 2 + random.between(0, 5)) });
    return {
      id: uuidv7(), projectId, contacts: contactsOf[projectId]!, responsibleId: random.chance(0.4) ? cast.people.zhouyang.staffId : null, isMajor: random.chance(0.1),
      openedDay, status: 'open' as const, dueOn: addDays(firstDay, dueDay), changes: changes.sort((a, b) => a.day - b.day),
    };
  });
}

/** What happens on a day before the first run, in the plan and in the database alike. */
export async function liveDay(db: Client, cast: Cast, hazards: Hazard[], day: number): Promise<void> {
  const opener = cast.people.liming;
  const [anyReport] = (await db.query<{ id: string }>('select id from public.submissions limit 1')).rows;
  if (!anyReport) {
    const body = hazardOpen(cast.parks.linxiang.projects.road!);
    await asPerson(db, opener, () => db.query('select api.submit($1, $2)', ['inspection', JSON.stringify(body)]));
    return liveDay(db, cast, hazards, day);
  }
  await db.query('begin');
  for (const hazard of hazards) {
    if (hazard.openedDay === day) {
      await db.query(
        `insert into public.hazards (id, park_id, project_id, submission_id, severity, title, rectification_due_on, responsible_id, opened_by, opened_at)
         values ($1, $2, $3, $4, $5, '配电箱无门', $6, $7, $8, private.clock())`,
        [hazard.id, opener.parkId, hazard.projectId, anyReport.id, hazard.isMajor ? 'major' : 'general', hazard.dueOn, hazard.responsibleId, opener.staffId],
      );
      await db.query("insert into public.hazard_actions (park_id, hazard_id, project_id, kind, acted_by, acted_at) values ($1, $2, $3, 'opened', $4, private.clock())", [opener.parkId, hazard.id, hazard.projectId, opener.staffId]);
    }
    for (const { status = hazard.status, dueOn = hazard.dueOn } of hazard.changes.filter((change) => change.day === day && day > hazard.openedDay)) {
      Object.assign(hazard, { status, dueOn });
      await db.query("update public.hazards set status = $2, rectification_due_on = $3, closed_at = case when $2 = 'closed' then private.clock() end where id = $1", [hazard.id, status, dueOn]);
    }
  }
  await db.query('commit');
}

/** "staff key" of each reminder that a run on this day has to make. */
export function remindersOf(cast: Cast, hazards: Hazard[], day: number): string[] {
  const today = addDays(firstDay, day);
  const office = [cast.people.wangfang.staffId, cast.people.zhaoqiang.staffId];
  return hazards
    .filter(({ openedDay }) => openedDay <= day)
    .flatMap((hazard) => {
      const reminder = hazardReminder(hazard, today);
      if (!reminder) return [];
      const people: Record<ReminderParty, string[]> = { responsible: hazard.responsibleId ? [hazard.responsibleId] : [], contacts: hazard.contacts, office };
      const parties = remindedOf(reminder.kind, { status: hazard.status, hasResponsible: hazard.responsibleId !== null, hasContacts: hazard.contacts.length > 0 });
      return parties.flatMap((party) => people[party]).map((staffId) => `${staffId} ${reminder.kind}:${hazard.id}:${reminder.event}`);
    });
}

/** Told in the transaction that opened it, run or no run. */
export function majorsOf(cast: Cast, hazards: Hazard[]): number {
  const everywhere = [cast.people.wangfang, cast.people.zhaoqiang, cast.people.liujianguo].length;
  return hazards.filter(({ isMajor }) => isMajor).reduce((sum, { contacts, responsibleId }) => sum + everywhere + contacts.length + (responsibleId ? 1 : 0), 0);
}

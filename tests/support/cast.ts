// The fixed cast of every test: one park with two inspectors, two office people, a leader and contacts of two
// enterprises; a second park to be refused by.
import type { Client, QueryResult } from 'pg';

export type Person = { name: string; role: string; parkId: string; staffId: string; sessionId: string; enterpriseId: string | null };
export type Park = { id: string; enterprises: Record<string, string>; projects: Record<string, string>; planId: string };

const cast = {
  liming: { park: 'linxiang', role: 'inspector', name: '李明' },
  zhouyang: { park: 'linxiang', role: 'inspector', name: '周洋' },
  wangfang: { park: 'linxiang', role: 'office', name: '王芳' },
  zhaoqiang: { park: 'linxiang', role: 'office', name: '赵强' },
  liujianguo: { park: 'linxiang', role: 'leader', name: '刘建国' },
  chenjing: { park: 'linxiang', role: 'contact', name: '陈静', enterprise: '比德' },
  sunwei: { park: 'linxiang', role: 'contact', name: '孙伟', enterprise: '驰兴' },
  heping: { park: 'luyuan', role: 'inspector', name: '何平' },
  zhengli: { park: 'luyuan', role: 'contact', name: '郑丽', enterprise: '绿源化工' },
  wugang: { park: 'luyuan', role: 'office', name: '吴刚' },
  machao: { park: 'luyuan', role: 'leader', name: '马超' },
} as const;
export type CastName = keyof typeof cast;
export const castNames = Object.keys(cast) as CastName[];

const parks = {
  linxiang: { name: '岳阳临湘高新区', projects: { bide: ['比德', '比德'], chixing: ['驰兴', '驰兴'], road: ['兴业路', null] } },
  luyuan: { name: '绿园示范区', projects: { green: ['绿源一期', '绿源化工'] } },
} as const;

export type Cast = { people: Record<CastName, Person>; parks: Record<keyof typeof parks, Park> };

/** Parks, enterprises, projects, people with a live session each; the plan is the caller's to add. */
export async function makeCast(db: Client): Promise<Cast> {
  const made = { people: {}, parks: {} } as Cast;
  for (const [slug, { name, projects }] of Object.entries(parks)) {
    const parkId = await insertId(db, 'insert into public.parks (slug, name) values ($1, $2) returning id', [slug, name]);
    const park: Park = { id: parkId, enterprises: {}, projects: {}, planId: '' };
    for (const [key, [projectName, enterprise]] of Object.entries(projects) as [string, readonly [string, string | null]][]) {
      if (enterprise && !park.enterprises[enterprise]) {
        park.enterprises[enterprise] = await insertId(db, 'insert into public.enterprises (park_id, name) values ($1, $2) returning id', [parkId, enterprise]);
      }
      park.projects[key] = await insertId(
        db,
        "insert into public.projects (park_id, key, name, category, enterprise_id) values ($1, $2, $3, 'industrial', $4) returning id",
        [parkId, key, projectName, enterprise ? park.enterprises[enterprise] : null],
      );
    }
    made.parks[slug as keyof typeof parks] = park;
  }
  for (const [key, person] of Object.entries(cast)) {
    const park = made.parks[person.park];
    const enterpriseId = 'enterprise' in person ? park.enterprises[person.enterprise]! : null;
    const staffId = await insertId(db, 'insert into public.staff (park_id, role, name, enterprise_id) values ($1, $2, $3, $4) returning id', [
      park.id,
      person.role,
      person.name,
      enterpriseId,
    ]);
    made.people[key as CastName] = { name: person.name, role: person.role, parkId: park.id, staffId, sessionId: await openSession(db, staffId), enterpriseId };
  }
  return made;
}

export async function openSession(db: Client, staffId: string): Promise<string> {
  return insertId(
    db,
    `insert into public.sessions (park_id, staff_id, role, enterprise_id, device_name)
     select park_id, id, role, enterprise_id, 'test' from public.staff where id = $1 returning id`,
    [staffId],
  );
}

export async function insertId(db: Client, sql: string, values: unknown[]): Promise<string> {
  const { rows } = await db.query<{ id: string }>(sql, values);
  return rows[0]!.id;
}

const everyRole = ['inspector', 'contact', 'leader', 'office'];

/** Runs `work` as the person, as the gateway would: role and claims local to a transaction, which is kept or rolled back. */
export async function asPerson<T>(db: Client, person: Pick<Person, 'sessionId' | 'staffId'> | null, work: () => Promise<T>, keep = true): Promise<T> {
  await db.query('begin');
  try {
    await db.query('set local role authenticated');
    const claims = person ? { role: 'authenticated', sub: person.staffId, sid: person.sessionId, roles: everyRole } : { role: 'authenticated' };
    await db.query("select set_config('request.jwt.claims', $1, true)", [JSON.stringify(claims)]);
    const result = await work();
    await db.query(keep ? 'commit' : 'rollback');
    return result;
  } catch (error) {
    await db.query('rollback');
    throw error;
  }
}

/** The single value of a function call as the person. */
export async function callAs<T = unknown>(db: Client, person: Person, call: string, values: unknown[] = []): Promise<T> {
  const result: QueryResult<Record<string, T>> = await asPerson(db, person, () => db.query(`select ${call} as value`, values));
  return result.rows[0]!.value as T;
}

export async function asService<T>(db: Client, work: () => Promise<T>): Promise<T> {
  await db.query('begin');
  try {
    await db.query('set local role service_role');
    const result = await work();
    await db.query('commit');
    return result;
  } catch (error) {
    await db.query('rollback');
    throw error;
  }
}

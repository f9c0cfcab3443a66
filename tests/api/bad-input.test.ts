// Whatever arrives is answered with a 4xx problem of a known code, and changes nothing. Walked over the operations
// table; the seed below makes a failure repeatable.
import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import type * as z from 'zod';
import { isErrorCode } from '../../src/contract/errors';
import { operations, type Operation, type OperationName } from '../../src/contract/operations';
import { problemSchema } from '../../src/contract/problem';
import { validRequest, type RequestInput } from '../factories/request';
import { hazardOpen, inspection, milestoneReport, progress } from '../factories/submission';
import { startApi, type Answer, type TestApi } from '../support/api';
import { makePerson, makeWorld, type World } from '../support/world';
import type { Person } from '../support/cast';

const seed = 20261123;
const runs = { seed, numRuns: 60, verbose: 1 as const };

let api: TestApi;
// While tests are being declared only the names of fields matter; the ids come before the first runs.
let world = new Proxy({}, { get: (_, key) => String(key) }) as World;
let other: World;
let callers: Record<string, Person>;

beforeAll(async () => {
  api = await startApi();
  const { db } = api.database;
  world = await makeWorld(db, api.cast, 'linxiang');
  other = await makeWorld(db, api.cast, 'luyuan');
  const roles = ['inspector', 'contact', 'leader', 'office'];
  callers = Object.fromEntries(await Promise.all(roles.map(async (role) => [role, await makePerson(db, api.cast, 'linxiang', role)] as const)));
});
afterAll(() => api.stop());

const names = Object.keys(operations) as OperationName[];
const operationOf = (name: OperationName): Operation => operations[name];
const withBody = names.filter((name) => operationOf(name).request);
/** Bytes of a body. */
const limitOf = (name: OperationName) => operationOf(name).maxBytes ?? 262_144;
const withQuery = names.filter((name) => operationOf(name).query);
const withId = names.filter((name) => operationOf(name).path.includes(':id'));

const callerOf = (name: OperationName): Person | null => {
  const { who } = operationOf(name);
  return typeof who === 'string' ? null : callers[who.includes('office') ? 'office' : who[0]!]!;
};

const pathOf = (name: OperationName, { params = {}, query = '' }: RequestInput) => operationOf(name).path.replace(/:(\w+)/g, (_, key: string) => params[key] ?? '') + query;

/** Sends exactly this text or these bytes. */
const sendRaw = (name: OperationName, body: string | Uint8Array, headers: Record<string, string> = {}) =>
  api.send(operationOf(name).method, pathOf(name, validRequest[name](world)), callerOf(name), body, headers);

function expectRefused(answer: Answer): void {
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.status).toBeLessThan(500);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  const problem = problemSchema.parse(answer.body);
  expect(isErrorCode(problem.code)).toBe(true);
  expect(problem).toMatchObject({ type: `urn:parkpulse:${problem.code}`, status: answer.status, requestId: answer.headers.get('x-request-id') });
  // Nothing of the database or the code is told.
  expect(JSON.stringify(problem)).not.toMatch(/select|insert|relation|column|constraint|\bat \/|node_modules/i);
}

async function countRows(): Promise<Record<string, string>> {
  const { rows: tables } = await api.database.db.query<{ relname: string }>("select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname not in ('audit', 'sign_in_attempts')");
  const { rows } = await api.database.db.query<{ name: string; hash: string }>(
    tables.map(({ relname }) => `select '${relname}' as name, count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as hash from public.${relname} t`).join(' union all '),
  );
  return Object.fromEntries(rows.map(({ name, hash }) => [name, hash]));
}

/** Runs the work and holds every table equal, row for row. */
async function changingNothing(work: () => Promise<void>): Promise<void> {
  const before = await countRows();
  await work();
  expect(await countRows()).toEqual(before);
}

// ---------------------------------------------------------------- bodies that are no body of anything

const latin1 = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));
const nested = (open: string, close: string, depth: number) => open.repeat(depth) + '1' + close.repeat(depth);
const insertInto = (text: string, members: string) => (text === '{}' ? `{${members}}` : text.replace(/^\{/, `{${members},`));

/** Made from the operation's valid text; each must be refused. */
const raw: Record<string, (valid: string, limit: number) => string | Uint8Array> = {
  'no byte': () => '',
  'white space': () => ' \n',
  null: () => 'null',
  'an array around it': (valid) => `[${valid}]`,
  'an array': () => '[]',
  'a text': (valid) => JSON.stringify(valid),
  'a number': () => '7',
  'a huge number': () => '1e400',
  'cut short': (valid) => valid.slice(0, -1),
  'something after it': (valid) => `${valid}{}`,
  'a comment': (valid) => `/* */${valid}`,
  NaN: (valid) => insertInto(valid, '"x":NaN'),
  'a byte order mark': (valid) => `\ufeff${valid}`,
  'UTF-16': (valid) => new Uint8Array(Buffer.from(`\ufeff${valid}`, 'utf16le')),
  'UTF-16 without mark': (valid) => new Uint8Array(Buffer.from(valid, 'utf16le')),
  'latin-1': (valid) => latin1(insertInto(valid.replace(/[^\x20-\x7e]/g, 'e'), '"x":"caf\u00e9"')),
  'half a character': (valid) => Uint8Array.from([...Buffer.from(valid), 0xe4]),
  'an unknown field': (valid) => insertInto(valid, '"isOffice":true'),
  'an unknown field without name': (valid) => insertInto(valid, '"":1'),
  'a prototype': (valid) => insertInto(valid, '"__proto__":{"role":"office"}'),
  'a constructor': (valid) => insertInto(valid, '"constructor":{"prototype":{"x":1}}'),
  'a prototype alone': () => '{"__proto__":{"__proto__":null}}'.replace('}}', '},"x":1}'),
  'NUL as escape': (valid) => insertInto(valid, '"x":"a\\u0000b"'),
  'NUL as key': (valid) => insertInto(valid, '"\\u0000":1'),
  'NUL as byte': (valid) => insertInto(valid, '"x":"\u0000"'),
  'a lone high surrogate': (valid) => insertInto(valid, '"x":"\\ud800"'),
  'a lone low surrogate': (valid) => insertInto(valid, '"x":"\\udc00"'),
  'surrogates the wrong way round': (valid) => insertInto(valid, '"x":"\\udc00\\ud800"'),
  'ten thousand arrays deep': (valid) => insertInto(valid, `"x":${nested('[', ']', 10_000)}`),
  'ten thousand objects deep': (valid) => insertInto(valid, `"x":${nested('{"a":', '}', 10_000)}`),
  'only nesting': () => nested('[', ']', 100_000),
  'white space above the limit': (valid, limit) => valid + ' '.repeat(limit),
  'a text of 1 MB': (valid) => insertInto(valid, `"x":"${'a'.repeat(1_048_576)}"`),
  'a text of 200 KB': (valid) => insertInto(valid, `"x":"${'园'.repeat(66_000)}"`),
  'fifty thousand fields': (valid) => insertInto(valid, Array.from({ length: 20_000 }, (_, index) => `"k${index}":1`).join(',')),
};

test.each(names)('%s has a valid request, so that what follows spoils something', (name) => {
  const request = validRequest[name]?.(world);
  expect(request).toBeDefined();
  const schema = operationOf(name).request;
  expect(request.body !== undefined).toBe(schema !== undefined);
  if (schema) expect(schema.safeParse(request.body)).toMatchObject({ success: true });
  if (operationOf(name).query) expect(request.query).toBeTruthy();
  expect(Object.keys(request.params ?? {})).toHaveLength((operationOf(name).path.match(/:\w+/g) ?? []).length);
});

describe.each(withBody)('%s: a body', (name) => {
  const validText = () => JSON.stringify(validRequest[name](world).body);

  test('that is none', () =>
    changingNothing(async () => {
      for (const [what, spoil] of Object.entries(raw)) {
        const answer = await sendRaw(name, spoil(validText(), limitOf(name)));
        try {
          expectRefused(answer);
        } catch (error) {
          throw new Error(`${what}: ${answer.status} ${JSON.stringify(answer.body)}`, { cause: error });
        }
      }
    }));

  test('above the limit is 413, whatever it says of itself', async () => {
    const large = validText() + ' '.repeat(limitOf(name));
    expect((await sendRaw(name, large)).status).toBe(413);
    for (const length of ['10', '-1', 'many'])
      expect(await sendRaw(name, large, { 'content-length': length })).toMatchObject({ status: 413, body: { code: 'body_too_large' } });
    expect(await sendRaw(name, '{}', { 'content-length': String(limitOf(name) + 1) })).toMatchObject({ status: 413 });
  });

  test('of another content type is 415', () =>
    changingNothing(async () => {
      for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/json', 'application/jsonp', 'image/jpeg', ''])
        expect(await sendRaw(name, validText(), { 'content-type': type })).toMatchObject({ status: 415, body: { code: 'unsupported_media_type' } });
    }));

  test('that gives a key twice, however it is spelled, is 400', () =>
    changingNothing(async () => {
      const [key] = Object.keys(JSON.parse(validText()) as object);
      if (!key) return;
      const escaped = `\\u${key.charCodeAt(0).toString(16).padStart(4, '0')}${key.slice(1)}`;
      for (const twin of [key, escaped]) {
        const text = validText().replace('{', `{"${twin}" : {"a": "}", "b": ["{"]},`);
        expect(await sendRaw(name, text)).toMatchObject({ status: 400, body: { code: 'invalid_input', errors: [{ path: key, code: 'given_twice' }] } });
      }
    }));

  test('spoiled in one place', () =>
    changingNothing(async () => {
      await fc.assert(
        fc.asyncProperty(spoiled(() => validRequest[name](world).body!), async (text) => {
          // What the schema still takes is no bad input: an optional field left out, say.
          if (isAcceptable(operationOf(name).request!, text)) return;
          expectRefused(await sendRaw(name, text));
        }),
        runs,
      );
    }));
});

// ---------------------------------------------------------------- one place of a valid body spoiled

type Place = (string | number)[];
const placesOf = (value: unknown, at: Place = []): Place[] =>
  value && typeof value === 'object' ? [at, ...Object.entries(value).flatMap(([key, child]) => placesOf(child, [...at, Array.isArray(value) ? Number(key) : key]))] : [at];

const hugeMark = '@huge@';
const junk: unknown[] = [
  null, true, false, 0, -1, 1.5, 1e308, -1e308, 2 ** 53, '', ' ', 'x', '0', '1e9', 'null', [], [[]], {}, { $ne: 1 }, [null],
  'not-a-uuid', uuidv7().replace(/.$/, 'g'), '00000000-0000-0000-0000-000000000000', '2026-02-30', '2026-13-01T00:00:00Z', '2026-11-23', "'; drop table public.audit; --",
  'x'.repeat(5000), '\u0000', 'a\u0000b', '\ud800', '\udfff!', { toString: 1 }, Array.from({ length: 300 }, () => 'x'), hugeMark,
];

type Spoil = { place: number; how: 'set' | 'remove' | 'add' | 'wrap' | 'repeat'; value: unknown; key: string };
const spoils: fc.Arbitrary<Spoil> = fc.record({
  place: fc.nat(),
  how: fc.constantFrom('set', 'set', 'set', 'remove', 'add', 'wrap', 'repeat'),
  value: fc.oneof(fc.constantFrom(...junk), fc.jsonValue({ maxDepth: 2 })),
  key: fc.constantFrom('isConfirmed', 'parkId', 'createdBy', '__proto__', 'constructor', 'status', 'receivedAt', '', ' id', 'ID'),
});

const spoiled = (make: () => Record<string, unknown>) => spoils.map((spoil) => applySpoil(make(), spoil));

function applySpoil(body: Record<string, unknown>, { place, how, value, key }: Spoil): string {
  const holder: { body: unknown } = { body };
  const places = placesOf(body);
  const at: Place = ['body', ...places[place % places.length]!];
  const last = at.at(-1)!;
  const parent = at.slice(0, -1).reduce<never>((node, step) => node[step] as never, holder as never) as Record<string | number, unknown>;
  const here = parent[last];
  const asText = (node: unknown) => JSON.stringify(node) ?? 'null';
  if (how === 'remove' && at.length > 1) {
    if (Array.isArray(parent)) parent.splice(Number(last), 1);
    else delete parent[last];
  } else if (how === 'wrap') parent[last] = [here];
  else if (how === 'repeat' && Array.isArray(here)) parent[last] = [...(here as unknown[]), ...(here as unknown[])];
  else if (how === 'add' && here && typeof here === 'object' && !Array.isArray(here)) {
    // Assigned as text, since __proto__ cannot be given by assignment.
    const marked = '@added@';
    (here as Record<string, unknown>)[marked] = value;
    return asText(holder.body).replace(JSON.stringify(marked), JSON.stringify(key)).replace(JSON.stringify(hugeMark), '1e400');
  } else parent[last] = value;
  return asText(holder.body).replaceAll(JSON.stringify(hugeMark), '1e400');
}

function isAcceptable(schema: z.ZodType, text: string): boolean {
  if (/\\u0000|\\ud[89a-f]/i.test(text) || text.includes('"__proto__"')) return false;
  return schema.safeParse(JSON.parse(text)).success;
}

// ---------------------------------------------------------------- paths and queries

describe.each(withId)('%s: an id in the path', (name) => {
  test.each([
    'x', '%00', '..', '%2e%2e', '00000000-0000-0000-0000-00000000000', '00000000-0000-0000-0000-0000000000000', '00000000-0000-0000-0000-00000000000G',
    '%F0', '%ED%A0%80', "1'%20or%201=1", '[object%20Object]', 'a'.repeat(8000), '__proto__', 'constructor', '%E5%9B%AD', '',
  ])('%s', (id) =>
    changingNothing(async () => {
      const { body } = validRequest[name](world);
      const answer = await api.send(operationOf(name).method, operationOf(name).path.replace(':id', id), callerOf(name), body);
      expectRefused(answer);
    }),
  );

  test('that never was is 404', () =>
    changingNothing(async () => {
      const { body, query = '' } = validRequest[name](world);
      const answer = await api.send(operationOf(name).method, operationOf(name).path.replace(':id', uuidv7()) + query, callerOf(name), body);
      expectRefused(answer);
      expect(answer.status).toBe(404);
    }));
});

describe.each(withQuery)('%s: a query', (name) => {
  const valid = () => new URLSearchParams(validRequest[name](world).query);
  const get = (query: string) => api.send('GET', `${operationOf(name).path}?${query}`, callerOf(name));

  test('valid is answered', async () => {
    expect((await get(valid().toString())).status).toBeLessThan(405);
  });

  test('spoiled', () =>
    changingNothing(async () => {
      const values = [
        '', ' ', '-1', '0', '1.5', '1e3', '101', '99999999999999999999', 'NaN', 'Infinity', 'true', 'null', 'x', "'", '%00', '%ED%A0%80', '2026-02-30',
        '2026-1-1', '20261123', '[]', '{}', '%F0%9F%98%80', 'a'.repeat(9000), 'standing%00', '__proto__', uuidv7().slice(1),
      ];
      for (const key of valid().keys()) {
        // What one field takes another does not: `true` is right for one of them.
        const schema = operationOf(name).query!;
        for (const value of values) {
          const params = valid();
          params.delete(key);
          const decoded = new URLSearchParams(`v=${value}`).get('v')!;
          if (schema.safeParse({ ...Object.fromEntries(params), [key]: decoded }).success) continue;
          expectRefused(await get(`${params.toString()}&${key}=${value}`));
        }
      }
    }));

  test('with an unknown name, or a name twice', async () => {
    const [key, value] = [...valid().entries()][0]!;
    for (const more of ['x=1', '__proto__=1', 'constructor=1', '%00=1', `${key}=${value}`, `${key}[]=${value}`, `${key.toUpperCase()}=${value}`, '=', '=1'])
      expectRefused(await get(`${valid().toString()}&${more}`));
  });
});

// ---------------------------------------------------------------- ids of the other park, in every place for an id

const idPlaces = (body: Record<string, unknown>) => Object.keys(body).filter((key) => /Ids?$/.test(key) || key === 'corrects' || key === 'id');
const theirs = (key: string): unknown =>
  ({
    id: other.reportId, corrects: other.reportId, submissionId: other.reportId, ownerId: other.ownerId, reportId: other.milestoneReportId,
    addresseeId: other.ownerId, itemId: other.items?.figure, itemIds: [world.planItemId, other.planItemId], recordId: other.waiting?.reading,
    responsibleId: other.ownerId, projectIds: [world.projectId, other.projectId], inspectorId: other.ownerId, rectificationId: other.reportId, requestId: other.reportId,
  })[key] ?? other[key as keyof World];

describe('an id of the other park', () => {
  const bodies: [OperationName, () => Record<string, unknown>][] = [
    ...withBody.filter((name) => !name.startsWith('session.')).map((name): [OperationName, () => Record<string, unknown>] => [name, () => validRequest[name](world).body!]),
    ['inspection.submit', () => inspection(world.projectId, { corrects: world.reportId })],
    ['progress.submit', () => progress(world.projectId, { corrects: world.reportId })],
    ['hazard.open', () => hazardOpen(world.projectId, { corrects: world.reportId })],
    ['milestone.report', () => milestoneReport(world.projectId, { corrects: world.milestoneReportId })],
    ['invite.create', () => ({ staffId: world.staffId })],
  ];
  const cases = bodies.flatMap(([name, make]) => {
    // Projects, plans, checklists, assignments, documents, answers and steps keep their ids in tables of their own; those are tried in tests of their own.
    const hasForeignId = !/^(project|plan|export|checklist|notice|milestone\.(confirm|dispute)|hazard\.(assign|verify|extend)|supervisionOrder\.(?!answer$)|.*\.review$)/.test(name);
    return idPlaces(make()).filter((key) => (key !== 'id' || hasForeignId) && key !== 'answerId').map((key): [OperationName, string, () => Record<string, unknown>] => [name, key, make]);
  });

  test.each(cases)('%s with %s', (name, key, make) =>
    changingNothing(async () => {
      const body = { ...make(), [key]: theirs(key) };
      expect(body[key]).toBeDefined();
      const by = ['inspection.submit', 'progress.submit', 'safetyCheck.submit'].includes(name) ? callers.inspector! : callerOf(name);
      const answer = await api.send(operationOf(name).method, pathOf(name, validRequest[name](world)), by, body);
      expectRefused(answer);
      // The same as for an id that never was, except where the sender's own new id is taken.
      // What is to be answered and is not there has moved on.
      if (key === 'rectificationId' || key === 'requestId') expect(answer.body.code).toBe('hazard_moved_on');
      else if (key !== 'id') expect(answer.body.code).toMatch(/_not_found$|^forbidden$/);
      else expect(answer.body.code).toMatch(/^id_reused$/);
    }),
  );

  test.each(withQuery.filter((name) => name.endsWith('.list') && validRequest[name](world).query?.includes('projectId')))('%s: a filter of theirs finds nothing', async (name) => {
    const answer = await api.send('GET', `${operationOf(name).path}?projectId=${other.projectId}`, callerOf(name));
    expect(answer).toMatchObject({ status: 200, body: { items: [] } });
  });
});

test.each(['__proto__', 'constructor', 'paused'])('a rung named %s in the planned dates is refused', (key) =>
  changingNothing(async () => {
    const text = `{"id":"${uuidv7()}","plannedDates":{"${key}":"2026-12-01"}}`;
    expectRefused(await sendRaw('project.record', text));
  }),
);

// ---------------------------------------------------------------- what the schema lets through and a column may not hold

test('values at the edge of the schema never give a 5xx', async () => {
  const project = () => world.projectId;
  const edges: [OperationName, () => Record<string, unknown>][] = [
    ['inspection.submit', () => inspection(project(), { capturedAt: '0000-01-01T00:00:00Z' })],
    ['inspection.submit', () => inspection(project(), { capturedAt: '9999-12-31T23:59:59.999999999+23:59' })],
    ['inspection.submit', () => inspection(project(), { capturedAt: '2026-11-23T01:30:00-23:59' })],
    ['inspection.submit', () => inspection(project(), { clockOffsetMs: -1e12 })],
    ['progress.submit', () => progress(project(), { investmentToDateYuan: 10_000_000_000_000 })],
    ['progress.submit', () => progress(project(), { problems: ['power', 'power'], percentReason: '\u{10ffff}' })],
    ['milestone.report', () => milestoneReport(project(), { occurredOn: '0000-01-01' })],
    ['milestone.report', () => milestoneReport(project(), { occurredOn: '9999-12-31', agreedInvestmentYuan: 10_000_000_000_000 })],
    ['hazard.open', () => hazardOpen(project(), { hazard: { severity: 'major', title: '\u202e', rectificationDueOn: '0001-01-01' } })],
    ['project.record', () => ({ id: uuidv7(), plannedDates: { completed: '0000-12-31' } })],
    ['project.record', () => ({ id: uuidv7(), location: { latitude: -90, longitude: 180 }, totalInvestmentYuan: 10_000_000_000_000 })],
  ];
  for (const [name, make] of edges) {
    const by = name === 'project.record' ? callers.office! : callers.inspector!;
    const answer = await api.send(operationOf(name).method, pathOf(name, validRequest[name](world)), by, make());
    expect(answer.status).toBeLessThan(500);
    if (answer.status >= 400) expectRefused(answer);
  }
  for (const number of ['1e-400', '5.0', '1E2', '-0', '0.000000000000000000000000000000001']) {
    const text = JSON.stringify(progress(project(), { percentReason: '核实', percent: '@' })).replace('"@"', number);
    const answer = await api.send('POST', '/api/progress-reports', callers.inspector!, text);
    expect(answer.status).toBeLessThan(500);
  }
});

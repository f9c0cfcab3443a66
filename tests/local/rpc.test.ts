// The wire contract of PostgREST's rpc, through the real supabase-js.
import { sign, startStack, until, type Stack } from './stack';

let stack: Stack;
/** One pooled connection serves everything here, so that whatever a call leaves behind meets the next. */
const connections = 1;

const schema = `
  create table public.notes (id bigserial primary key, body text unique, parent_id bigint constraint notes_parent references public.notes (id) deferrable initially deferred);
  alter table public.notes enable row level security;
  create policy "everybody adds" on public.notes for insert with check (true);
  create policy "everybody reads" on public.notes for select using (true);
  create type public.point as (x integer, y integer);

  create function api.nothing() returns void language sql set search_path = '' as $$ select null $$;
  create function api.add_up(p_a integer, p_b integer default 10) returns integer language sql immutable set search_path = '' as $$ select p_a + p_b $$;
  create function api.echo(p_value jsonb) returns jsonb language sql immutable set search_path = '' as $$ select p_value $$;
  create function api.echo_text(p_value text) returns text language sql immutable set search_path = '' as $$ select p_value $$;
  create function api.echo_list(p_ids uuid[], p_at timestamptz) returns jsonb language sql immutable set search_path = '' as $$ select jsonb_build_object('ids', p_ids, 'year', extract(year from p_at)) $$;
  create function api.count_to(p_n integer) returns setof integer language sql immutable set search_path = '' as $$ select generate_series(1, p_n) $$;
  create function api.pairs(p_n integer) returns table (n integer, square integer) language sql immutable set search_path = '' as $$ select i, i * i from generate_series(1, p_n) i $$;
  create function api.origin() returns public.point language sql immutable set search_path = '' as $$ select row(1, 2)::public.point $$;
  create function api.nowhere() returns public.point language sql immutable set search_path = '' as $$ select null::public.point $$;
  create function api.halves(p_n integer, out half integer, out rest integer) language sql immutable set search_path = '' as $$ select p_n / 2, p_n % 2 $$;
  create function api.either(p_a text) returns text language sql immutable set search_path = '' as $$ select 'one' $$;
  create function api.either(p_a text, p_b text) returns text language sql immutable set search_path = '' as $$ select 'two' $$;
  create function api.unsure(p_a text) returns text language sql immutable set search_path = '' as $$ select 'text' $$;
  create function api.unsure(p_a integer) returns text language sql immutable set search_path = '' as $$ select 'integer' $$;

  create function api.who() returns jsonb language sql stable set search_path = '' as $$
    select jsonb_build_object('role', current_user, 'login', session_user, 'sub', auth.uid(), 'claimed', auth.role(), 'sid', auth.jwt() ->> 'sid', 'readOnly', current_setting('transaction_read_only')) $$;
  create function api.fail(p_code text, p_message text default 'no') returns void language plpgsql set search_path = '' as $$
    begin raise exception '%', p_message using errcode = p_code, detail = 'the detail', hint = 'the hint'; end $$;
  create function api.add_note(p_body text, p_parent bigint default null) returns bigint language sql set search_path = '' as $$
    insert into public.notes (body, parent_id) values (p_body, p_parent) returning id $$;
  create function api.add_note_and_fail(p_body text) returns void language plpgsql set search_path = '' as $$
    begin insert into public.notes (body) values (p_body); raise exception 'changed my mind'; end $$;
  create function api.sneak_note() returns bigint language plpgsql stable set search_path = '' as $$
    begin return api.add_note('sneaked'); end $$;
  create function api.become_owner() returns void language plpgsql set search_path = '' as $$ begin set local role postgres; end $$;
  create function api.leave_role() returns bigint language plpgsql set search_path = '' as $$ begin reset role; return (select count(*) from public.notes); end $$;
  create function api.dawdle() returns void language sql set search_path = '' as $$ select pg_catalog.pg_sleep(30) $$;
  create function api.service_only() returns text language sql set search_path = '' as $$ select 'served' $$;
  revoke execute on function api.service_only() from public, anon, authenticated;
  grant execute on function api.service_only() to service_role;
`;

beforeAll(async () => {
  stack = await startStack(schema, connections);
});
afterAll(() => stack.stop());

const authenticated = sign({ role: 'authenticated', sub: '0193c000-0000-7000-8000-000000000001', sid: 'a session' });
const call = (name: string, args: object = {}, token: string | null = authenticated) => {
  const request = stack.client.rpc(name, args);
  return token === null ? request : request.setHeader('Authorization', `Bearer ${token}`);
};
const post = (path: string, { headers = {}, body = '{}', method = 'POST' }: { headers?: Record<string, string>; body?: string; method?: string } = {}) =>
  fetch(stack.supabase.url + path, { method, body: method === 'GET' ? undefined : body, headers: { apikey: stack.supabase.anonKey, authorization: `Bearer ${authenticated}`, ...headers } });

describe('the shape of the result', () => {
  test.each<[string, object, number, unknown]>([
    ['nothing', {}, 204, null],
    ['add_up', { p_a: 1, p_b: 2 }, 200, 3],
    ['add_up', { p_a: 1 }, 200, 11],
    ['echo', { p_value: { a: [1, '园', null] } }, 200, { a: [1, '园', null] }],
    ['echo', { p_value: null }, 200, null],
    ['echo_text', { p_value: 'a "quoted" 园\n' }, 200, 'a "quoted" 园\n'],
    ['echo_text', { p_value: null }, 200, null],
    ['echo_list', { p_ids: ['0193c000-0000-7000-8000-000000000001'], p_at: '2026-11-23T08:00:00+08:00' }, 200, { ids: ['0193c000-0000-7000-8000-000000000001'], year: 2026 }],
    ['count_to', { p_n: 3 }, 200, [1, 2, 3]],
    ['count_to', { p_n: 0 }, 200, []],
    ['pairs', { p_n: 2 }, 200, [{ n: 1, square: 1 }, { n: 2, square: 4 }]],
    ['origin', {}, 200, { x: 1, y: 2 }],
    ['nowhere', {}, 200, { x: null, y: null }],
    ['halves', { p_n: 5 }, 200, { half: 2, rest: 1 }],
    ['either', { p_a: 'x' }, 200, 'one'],
    ['either', { p_a: 'x', p_b: 'y' }, 200, 'two'],
  ])('%s(%j) answers %i', async (name, args, status, data) => {
    expect(await call(name, args)).toMatchObject({ status, data, error: null });
  });
});

describe('the status of an error', () => {
  test.each<[string, number]>([
    ['23503', 409], ['23505', 409], ['23514', 400], ['22P02', 400], ['P0001', 400], ['P0002', 500], ['42501', 403], ['42883', 404], ['42P01', 404],
    ['PT401', 401], ['PT404', 404], ['PT409', 409], ['PT418', 418], ['PT422', 422], ['PT999', 500],
    ['40001', 500], ['40P01', 500], ['54001', 500], ['55P03', 500], ['57014', 500], ['XX000', 500], ['21000', 500], ['25006', 405],
    ['53300', 503], ['53400', 500], ['08006', 503], ['57P01', 503], ['28000', 403], ['AB123', 400],
  ])('%s is %i', async (code, status) => {
    const answer = await call('fail', { p_code: code, p_message: 'told so' });
    expect(answer.status).toBe(status);
    expect(answer.error).toMatchObject({ code, message: 'told so', details: 'the detail', hint: 'the hint' });
  });

  test('42501 is 401 for anon, who may sign in and try again', async () => {
    expect(await call('fail', { p_code: '42501' }, null)).toMatchObject({ status: 401, error: { code: '42501' } });
  });

  test('an unknown function, or unknown arguments, is 404 PGRST202', async () => {
    expect(await call('no_such')).toMatchObject({ status: 404, error: { code: 'PGRST202', message: 'Could not find the function api.no_such without parameters in the schema cache' } });
    expect(await call('add_up', { p_a: 1, p_c: 2 })).toMatchObject({ status: 404, error: { code: 'PGRST202', message: 'Could not find the function api.add_up(p_a, p_c) in the schema cache' } });
    expect(await call('add_up', { p_b: 2 })).toMatchObject({ status: 404, error: { code: 'PGRST202' } });
  });

  test('a call that fits two functions is 300 PGRST203', async () => {
    expect(await call('unsure', { p_a: '1' })).toMatchObject({ status: 300, error: { code: 'PGRST203' } });
  });

  test('values that do not fit the arguments are 400', async () => {
    expect(await call('add_up', { p_a: 'many' })).toMatchObject({ status: 400, error: { code: '22P02' } });
    expect(await call('echo_text', { p_value: 'a\u0000b' })).toMatchObject({ status: 400, error: { code: '22P05' } });
  });

  test('a function outside the exposed schema is 406', async () => {
    const answer = await stack.client.schema('public').rpc('anything');
    expect(answer).toMatchObject({ status: 406, error: { code: 'PGRST106', hint: 'Only the following schemas are exposed: api' } });
  });

  test('a body that is no JSON object is 400, one too large 413', async () => {
    for (const body of ['{', '[1]', '3', 'null']) expect((await post('/rest/v1/rpc/nothing', { body })).status).toBe(400);
    expect((await post('/rest/v1/rpc/echo_text', { body: JSON.stringify({ p_value: 'x'.repeat(9_000_000) }) })).status).toBe(413);
    const large = 'y'.repeat(1_000_000);
    expect((await call('echo_text', { p_value: large })).data).toBe(large);
  });

  test('what we do not have is refused aloud', async () => {
    expect((await post('/rest/v1/rpc/add_up?p_a=1', { method: 'GET' })).status).toBe(405);
    expect(await call('pairs', { p_n: 2 }).select('n')).toMatchObject({ status: 501, error: { code: 'LOCAL' } });
    expect(await call('pairs', { p_n: 1 }).single()).toMatchObject({ status: 501, error: { code: 'LOCAL' } });
    const unknown = await post('/auth/v1/token');
    expect(unknown.status).toBe(404);
    expect(unknown.headers.get('content-type')).toContain('application/json');
  });
});

describe('who is calling', () => {
  test('the role and claims of the token hold inside the call', async () => {
    const { data } = await call('who');
    expect(data).toEqual({ role: 'authenticated', login: 'authenticator', sub: '0193c000-0000-7000-8000-000000000001', claimed: 'authenticated', sid: 'a session', readOnly: 'on' });
  });

  test('nothing of them is left for the next call on the same connection', async () => {
    const anon = { role: 'anon', sub: null, claimed: 'anon', sid: null };
    for (const before of [() => call('who'), () => call('add_note', { p_body: 'before anon' }), () => call('fail', { p_code: 'PT409' }), () => call('no_such')]) {
      await before();
      expect((await call('who', {}, null)).data).toMatchObject(anon);
    }
    const { rows } = await stack.db.query("select count(*)::int as count from pg_stat_activity where application_name = 'local-rest'");
    expect(rows).toEqual([{ count: connections }]);
  });

  test('a call without the right to execute is 403, for anon 401, and the service key may', async () => {
    expect(await call('service_only')).toMatchObject({ status: 403, error: { code: '42501' } });
    expect(await call('service_only', {}, null)).toMatchObject({ status: 401, error: { code: '42501' } });
    expect(await call('service_only', {}, stack.supabase.serviceKey)).toMatchObject({ status: 200, data: 'served' });
  });

  test('a function cannot become the owner, nor gain by leaving its role', async () => {
    expect(await call('become_owner')).toMatchObject({ status: 403, error: { code: '42501' } });
    expect(await call('leave_role')).toMatchObject({ status: 403, error: { code: '42501' } });
  });

  test.each<[string, string, string]>([
    ['expired', sign({ role: 'authenticated', exp: 1_000_000_000 }, {}), 'PGRST303'],
    ['not valid yet', sign({ role: 'authenticated', nbf: 4_000_000_000 }, {}), 'PGRST303'],
    ['signed by another', `${sign({ role: 'authenticated' }).slice(0, -8)}AAAAAAAA`, 'PGRST301'],
    ['unsigned', `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from('{"role":"service_role"}').toString('base64url')}.`, 'PGRST301'],
    ['no token at all', 'rubbish', 'PGRST301'],
  ])('a token that is %s is 401', async (_, token, code) => {
    expect(await call('who', {}, token)).toMatchObject({ status: 401, error: { code } });
  });

  test('a token may not name a role that the gateway has no right to', async () => {
    expect(await call('who', {}, sign({ role: 'postgres' }))).toMatchObject({ status: 403, error: { code: '42501' } });
    expect(await call('who', {}, sign({ role: 'nobody_known' }))).toMatchObject({ status: 401, error: { code: '22023' } });
  });

  test('a request without one of the project keys is 401 at the gateway', async () => {
    expect((await post('/rest/v1/rpc/who', { headers: { apikey: '' } })).status).toBe(401);
    expect((await post('/rest/v1/rpc/who', { headers: { apikey: authenticated } })).status).toBe(401);
  });
});

describe('the transaction', () => {
  const count = async (body: string) => (await stack.db.query('select 1 from public.notes where body = $1', [body])).rows.length;

  test('what a call wrote is committed when the answer comes', async () => {
    expect(await call('add_note', { p_body: 'kept' })).toMatchObject({ status: 200, error: null });
    expect(await count('kept')).toBe(1);
  });

  test('a call that fails leaves nothing', async () => {
    expect(await call('add_note_and_fail', { p_body: 'lost' })).toMatchObject({ status: 400, error: { code: 'P0001' } });
    expect(await count('lost')).toBe(0);
  });

  test('a commit that fails is an error, not an answer', async () => {
    expect(await call('add_note', { p_body: 'orphan', p_parent: 4711 })).toMatchObject({ status: 409, data: null, error: { code: '23503' } });
    expect(await count('orphan')).toBe(0);
    expect(await call('add_note', { p_body: 'after the failed commit' })).toMatchObject({ status: 200 });
  });

  test('a stable function runs read-only, and the next call may write again', async () => {
    expect(await call('sneak_note')).toMatchObject({ status: 405, error: { code: '25006' } });
    expect(await count('sneaked')).toBe(0);
    expect(await call('add_note', { p_body: 'after the stable one' })).toMatchObject({ status: 200 });
  });

  test('more calls than connections wait their turn', async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, (_, index) => call('add_up', { p_a: index, p_b: 0 })));
    expect(answers.map(({ data }) => data)).toEqual(Array.from({ length: 30 }, (_, index) => index));
  });
});

describe('a changing database', () => {
  test('a function made after it was asked for is found', async () => {
    expect((await call('newcomer')).status).toBe(404);
    await stack.db.query("create function api.newcomer() returns text language sql immutable as $$ select 'here' $$");
    expect(await call('newcomer')).toMatchObject({ status: 200, data: 'here' });
  });

  test('a changed shape counts from `notify pgrst` on', async () => {
    await stack.db.query('create function api.shifty() returns integer language sql immutable as $$ select 1 $$');
    expect((await call('shifty')).data).toBe(1);
    await stack.db.query("drop function api.shifty(); create function api.shifty() returns setof integer language sql immutable as $$ select 1 $$; notify pgrst, 'reload schema'");
    await until(async () => Array.isArray((await call('shifty')).data));
  });

  test('a function that fails to prepare can be called again', async () => {
    await stack.db.query("create function api.hidden() returns text language sql immutable as $$ select 'seen' $$; revoke usage on schema api from anon");
    expect(await call('hidden', {}, null)).toMatchObject({ status: 401, error: { code: '42501' } });
    await stack.db.query('grant usage on schema api to anon');
    expect(await call('hidden', {}, null)).toMatchObject({ status: 200, data: 'seen' });
  });

  test('a connection lost during a call is 503, and the next call has a new one', async () => {
    const lost = call('dawdle').then((answer) => answer);
    await until(async () => (await stack.db.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'local-rest' and query like '%dawdle%' and state = 'active'")).rows.length > 0);
    expect((await lost).status).toBe(503);
    expect(await call('add_up', { p_a: 1 })).toMatchObject({ status: 200, data: 11 });
  });

  test('all connections lost while idle are replaced', async () => {
    await stack.db.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'local-rest%'");
    await until(async () => (await call('add_up', { p_a: 2 })).data === 12);
  });
});

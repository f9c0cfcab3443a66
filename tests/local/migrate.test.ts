// Migrations as the Supabase CLI applies and records them.
import fs from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { migrate, prepareDatabase } from '../../supabase/local/migrate';
import { startPostgres, type Postgres } from '../../supabase/local/postgres';
import { splitSql } from '../../supabase/local/split-sql';
import { makeFolder } from './stack';

let postgres: Postgres;
let folder: string;
let url: string;
let db: Client;
let made = 0;

beforeAll(async () => {
  postgres = await startPostgres({ ephemeral: true });
});
afterAll(() => postgres.stop());

beforeEach(async () => {
  folder = makeFolder();
  const admin = new Client(postgres.adminUrl);
  await admin.connect();
  made += 1;
  await admin.query(`create database migrate_${made}`);
  await admin.end();
  url = postgres.adminUrl.replace(/postgres$/, `migrate_${made}`);
  db = new Client(url);
  await db.connect();
});
afterEach(async () => {
  await db.end();
  fs.rmSync(folder, { recursive: true, force: true });
});

const write = (name: string, sql: string) => fs.writeFileSync(path.join(folder, name), sql);
const recorded = async () => (await db.query('select version, name, statements from supabase_migrations.schema_migrations order by version')).rows;

describe('migrate', () => {
  test('applies what is missing in order, and records it as the CLI does', async () => {
    write('20260102000000_fill.sql', "insert into public.things values ('a;b'); -- done\n");
    write('20260101000000_make_things.sql', '-- The things.\ncreate table public.things (name text);\n\ncreate index on public.things (name);\n');
    expect(await migrate(url, folder)).toEqual(['20260101000000', '20260102000000']);
    expect(await recorded()).toEqual([
      { version: '20260101000000', name: 'make_things', statements: ['-- The things.\ncreate table public.things (name text)', 'create index on public.things (name)'] },
      { version: '20260102000000', name: 'fill', statements: ["insert into public.things values ('a;b')", '-- done'] },
    ]);
  });

  test('a text that was changed after it was applied is refused by name, and nothing after it is applied', async () => {
    write('20260101000000_make.sql', 'create table public.things (name text);');
    await migrate(url, folder);
    write('20260101000000_make.sql', 'create table public.things (name text, size integer);');
    write('20260102000000_more.sql', 'create table public.more (name text);');
    await expect(migrate(url, folder)).rejects.toThrow('20260101000000_make.sql is not the text that this database was made with');
    expect((await recorded()).map(({ version }) => version)).toEqual(['20260101000000']);
  });

  test('applied twice does nothing the second time, then only what is new', async () => {
    write('20260101000000_make.sql', 'create table public.things (name text);');
    expect(await migrate(url, folder)).toHaveLength(1);
    expect(await migrate(url, folder)).toEqual([]);
    write('20260102000000_more.sql', 'alter table public.things add size integer;');
    expect(await migrate(url, folder)).toEqual(['20260102000000']);
  });

  test('two runners at once apply each migration once', async () => {
    write('20260101000000_make.sql', 'create table public.things (name text);');
    write('20260102000000_fill.sql', "insert into public.things values ('one');");
    const applied = await Promise.all([migrate(url, folder), migrate(url, folder), migrate(url, folder)]);
    expect(applied.map(({ length }) => length).sort()).toEqual([0, 0, 2]);
    expect((await db.query('select name from public.things')).rows).toHaveLength(1);
  });

  test('an error names file and line, and leaves nothing of that file', async () => {
    write('20260101000000_good.sql', 'create table public.kept (id integer);');
    write('20260102000000_bad.sql', "create table public.lost (id integer);\n\ncomment on table public.lost is '园;区';\n\ncreate view public.broken as\n  select id,\n    nonsense from public.lost;\n");
    await expect(migrate(url, folder)).rejects.toThrow('20260102000000_bad.sql:7: column "nonsense" does not exist');
    expect((await db.query("select to_regclass('public.kept') is not null as kept, to_regclass('public.lost') is null as undone")).rows).toEqual([{ kept: true, undone: true }]);
    expect((await recorded()).map(({ version }) => version)).toEqual(['20260101000000']);
    write('20260102000000_bad.sql', 'select 1;\n\n-- Fails without a position.\ninsert into public.kept\n  values (1 / 0);');
    await expect(migrate(url, folder)).rejects.toThrow('20260102000000_bad.sql:3: division by zero');
  });

  test('a file that is not named as a migration is an error, not passed over', async () => {
    write('2026_oops.sql', 'select 1;');
    await expect(migrate(url, folder)).rejects.toThrow('2026_oops.sql');
  });
});

describe('splitSql', () => {
  test.each<[string, string, string[]]>([
    ['quotes and comments', "select ';', \"a;b\" /* ; */ -- ;\n; select 'it''s; fine'", ["select ';', \"a;b\" /* ; */ -- ;", "select 'it''s; fine'"]],
    ['dollar quotes', 'do $$ begin; end $$; do $a$ $$ ; $b$ $a$; select 1', ['do $$ begin; end $$', 'do $a$ $$ ; $b$ $a$', 'select 1']],
    ['brackets', 'create rule r as on insert to t do also (select 1; select 2); select 3', ['create rule r as on insert to t do also (select 1; select 2)', 'select 3']],
    ['an SQL body', 'create function f() returns int language sql\nbegin atomic\n select 1; select 2;\nend; select 3;', ['create function f() returns int language sql\nbegin atomic\n select 1; select 2;\nend', 'select 3']],
    ['nothing', ' ;; \n ; ', []],
  ])('%s', (_, sql, statements) => {
    expect(splitSql(sql).map(({ text }) => text)).toEqual(statements);
  });

  test('knows the line of each statement', () => {
    expect(splitSql('select 1;\n\n-- two\nselect 2;select 3;\n\nselect 4').map(({ line }) => line)).toEqual([1, 3, 4, 6]);
  });
});

describe('prepareDatabase', () => {
  test('lays what a hosted project has, and does no harm twice', async () => {
    await prepareDatabase(url);
    await prepareDatabase(url);
    const { rows } = await db.query(`select rolname, rolcanlogin, rolinherit, rolbypassrls, rolsuper from pg_roles
      where rolname in ('anon', 'authenticated', 'service_role', 'authenticator') order by rolname`);
    const plain = { rolcanlogin: false, rolinherit: false, rolbypassrls: false, rolsuper: false };
    expect(rows).toEqual([
      { rolname: 'anon', ...plain },
      { rolname: 'authenticated', ...plain },
      { rolname: 'authenticator', ...plain, rolcanlogin: true },
      { rolname: 'service_role', ...plain, rolbypassrls: true },
    ]);
    // As hosted: whoever forgets to revoke has given.
    await db.query('create table public.careless (id integer)');
    expect((await db.query("select has_table_privilege('anon', 'public.careless', 'select, insert') as given")).rows).toEqual([{ given: true }]);
  });

  test('the claims of a request are what auth.uid() and its kin read', async () => {
    await prepareDatabase(url);
    expect((await db.query('select auth.uid(), auth.role(), auth.jwt()')).rows).toEqual([{ uid: null, role: null, jwt: null }]);
    await db.query('begin');
    const claims = { sub: '0193c000-0000-7000-8000-000000000001', role: 'authenticated' };
    await db.query("select set_config('request.jwt.claims', $1, true)", [JSON.stringify(claims)]);
    expect((await db.query('select auth.uid(), auth.role(), auth.jwt()')).rows).toEqual([{ uid: claims.sub, role: 'authenticated', jwt: claims }]);
    await db.query('commit');
    expect((await db.query('select auth.uid()')).rows).toEqual([{ uid: null }]);
  });
});

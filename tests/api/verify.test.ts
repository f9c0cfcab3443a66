// The operator's commands as they are run: a process of its own, its words and its exit code.
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startApi, type TestApi } from '../support/api';
import { makeDatabase } from '../support/database';
import { behindTheBack, commandEnvironment, flipByte, keepAll, makeHistory, type History } from '../support/proof';
import { startLocalSupabase } from '../../supabase/local/server';
import { jwtSecret } from '../support/api';

let api: TestApi;
let history: History;
let restore: () => Promise<void>;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'parkpulse-backup-'));

beforeAll(async () => {
  api = await startApi();
  history = await makeHistory(api);
  restore = await keepAll(api);
});
afterEach(() => restore());
afterAll(async () => {
  for (const one of [folder, `${api.objectsFolder}-kept`]) fs.rmSync(one, { recursive: true, force: true });
  await api.stop();
});

const root = path.resolve(__dirname, '../..');

function run(command: string, args: string[] = [], env = commandEnvironment(api)): Promise<{ code: number; out: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['--import', 'tsx', path.join(root, 'config', `${command}.ts`), ...args], { cwd: root, env }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, out: stdout + stderr }),
    );
  });
}

test('a clean deployment', async () => {
  const { code, out } = await run('verify');
  expect(out).toContain('岳阳临湘高新区：要核验 3 期简报、1 份计划、8 条记录、1 次答复、4 张照片');
  expect(out).toContain('全部相符：3 期简报、1 份计划、9 条记录、1 次答复、4 张照片');
  expect(code).toBe(0);
});

test('names the first misfit, counts them all, and fails', async () => {
  flipByte(history.photoPath(history.open, history.files.open).full);
  await behindTheBack(api, 'delete from public.submissions where id = $1', [history.second]);
  const { code, out } = await run('verify');
  expect(out).toContain(`第一处不符：岳阳临湘高新区，11月19日 第 2 期，记录 ${history.second}，记录不见了`);
  expect(out).toContain('一共 2 处不符');
  expect(out).toContain('照片文件被改过（第 1 张）');
  expect(code).toBe(1);
});

test('a head printed before: on the chain, and no longer once the chain was made anew', async () => {
  const head = history.heads[1]!;
  const found = await run('verify', ['--head', head.slice(0, 12)]);
  expect(found).toMatchObject({ code: 0, out: expect.stringContaining('链头在链上：岳阳临湘高新区，11月19日 第 2 期') });
  // Everything after the first day taken away and frozen again: consistent in itself, yet another chain.
  await behindTheBack(api, "update public.changes set digest_id = null where digest_id <> (select id from public.digests where number = 1)");
  await behindTheBack(api, 'delete from public.digests where number > 1');
  await behindTheBack(api, 'delete from public.submissions where id = $1', [history.second]);
  await behindTheBack(api, 'delete from public.changes where submission_id = $1', [history.second]);
  await behindTheBack(api, 'delete from public.audit where target_id = $1', [history.second]);
  await api.deps.supabase.callAsService('freeze_digest', { p_park_id: api.cast.parks.linxiang.id, p_on: '2026-11-19' });
  expect(await run('verify')).toMatchObject({ code: 0 });
  expect(await run('verify', ['--head', head])).toMatchObject({ code: 1, out: expect.stringContaining(`链头 ${head} 不在任何园区的链上`) });
});

test.each([[['--head']], [['--head', 'xyz']], [['--tail', 'aaaaaaaa']], [['--head', 'aaaaaaaa', 'b']]])('%j is refused', async (args) => {
  expect((await run('verify', args)).code).toBe(2);
});

test('without an answer it says that nothing is proven, and which exit code means it', async () => {
  const { code, out } = await run('verify', [], { ...commandEnvironment(api), SUPABASE_URL: 'http://127.0.0.1:9' });
  expect(out).toContain('没有核验完');
  expect(code).toBe(2);
});

test('backup, wipe, restore: clean again, under the same heads', async () => {
  const archive = path.join(folder, 'backup');
  expect(await run('backup', [archive])).toMatchObject({ code: 0 });
  const database = await makeDatabase();
  const objectsFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'parkpulse-restored-'));
  const supabase = await startLocalSupabase({ databaseUrl: database.url, objectsFolder, jwtSecret });
  try {
    const env = { ...commandEnvironment(api), DATABASE_URL: database.url, SUPABASE_URL: supabase.url, SUPABASE_ANON_KEY: supabase.anonKey, SUPABASE_SERVICE_ROLE_KEY: supabase.serviceKey };
    expect((await run('verify', [], env)).out).toContain('还没有园区');
    expect(await run('restore', [archive], env)).toMatchObject({ code: 0 });
    const verified = await run('verify', ['--head', history.heads[2]!], env);
    expect(verified).toMatchObject({ code: 0, out: expect.stringContaining('全部相符：3 期简报、1 份计划、9 条记录、1 次答复、4 张照片') });
    expect(verified.out).toContain('第 3 期');
    flipByte(path.join(objectsFolder, path.relative(api.objectsFolder, history.photoPath(history.visit, history.files.visit).full)));
    expect(await run('verify', [], env)).toMatchObject({ code: 1, out: expect.stringContaining(history.visit) });
  } finally {
    await supabase.stop();
    await database.drop();
    fs.rmSync(objectsFolder, { recursive: true, force: true });
  }
});

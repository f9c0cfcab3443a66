// Drafts of one phone: found again by person, form and object, and never mixed.
import type { AnyDraft, FormName } from '../../../src/state/drafts';
import { draftsOf } from '../../../src/state/drafts';
import { sweepFiles } from '../../../src/state/sweep';
import { aPhone, memoryFiles, memoryTexts } from '../../support/phone';

type Draft = AnyDraft & { projectId: string | null; note: string };
const draft = (id: string, projectId: string | null, note = id): Draft => ({ version: 1, id, projectId, note });
const [me, other] = ['019aa000-0000-7000-8000-000000000009', '019aa000-0000-7000-8000-000000000008'];

test('two drafts never mix: each person, form and project finds its own', async () => {
  const phone = aPhone();
  const mine = draftsOf(phone, me);
  await mine.save('inspection', draft('a', 'p1'));
  await mine.save('inspection', draft('b', 'p2'));
  await mine.save('progress', draft('c', 'p1'));
  await draftsOf(phone, other).save('inspection', draft('d', 'p1'));
  const about = async (form: FormName, projectId: string) => (await mine.newest<Draft>(form, (one) => one.projectId === projectId))?.draft.note;
  expect([await about('inspection', 'p1'), await about('inspection', 'p2'), await about('progress', 'p1'), await about('safety-check', 'p1')]).toEqual(['a', 'b', 'c', undefined]);
});

test('a second save of the same report replaces the first', async () => {
  const mine = draftsOf(aPhone(), me);
  await mine.save('inspection', draft('a', 'p1', 'first'));
  await mine.save('inspection', draft('a', 'p1', 'second'));
  expect((await mine.newest<Draft>('inspection', () => true))?.draft.note).toBe('second');
  await mine.remove('inspection', 'a');
  expect(await mine.newest('inspection', () => true)).toBeNull();
});

test('what is queued is no draft any more, though the app died before it was removed; its photos stay', async () => {
  const phone = aPhone();
  await phone.files.write('draft-1.jpg', new ArrayBuffer(1));
  const id = '019aa000-0000-7000-8000-000000000800';
  await draftsOf(phone, me).save('inspection', draft(id, 'p1'));
  await phone.outbox.enqueue({ id, operation: 'inspection.submit', path: '/api/inspections', body: '{}', ownerId: me, lane: id, label: { project: '比德', on: '2026-11-23' }, photos: [] });
  expect(await draftsOf(phone, me).newest('inspection', () => true)).toBeNull();
  expect(await phone.files.list()).toEqual(['draft-1.jpg']);
});

test('a torn draft is not offered and not thrown away', async () => {
  const phone = aPhone();
  await phone.drafts.set(`${me}.inspection.x`, '{"savedAt":"2026');
  expect(await draftsOf(phone, me).newest('inspection', () => true)).toBeNull();
  expect(await phone.drafts.entries()).toHaveLength(1);
});

describe('files that nothing names', () => {
  const now = new Date('2026-11-23T02:00:00Z');
  const made = (hoursAgo: number) => {
    const hex = (now.getTime() - hoursAgo * 3600_000).toString(16).padStart(12, '0');
    return `draft-${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000.jpg`;
  };

  test('go after a day, unless a draft or an item names them, whoever wrote it', async () => {
    const [files, drafts, items] = [memoryFiles(), memoryTexts(), memoryTexts()];
    const [old, young, drafted, queued, foreign] = [made(30), made(2), made(31), made(32), 'picture-of-another-version.jpg'];
    for (const key of [old, young, drafted, queued, foreign]) await files.write(key, new ArrayBuffer(1));
    await drafts.set('x', `{"fileKey":"${drafted}"}`);
    await items.set('y', `torn "${queued}`);
    expect(await sweepFiles(files, [drafts, items], now)).toBe(1);
    expect((await files.list()).sort()).toEqual([young, drafted, queued, foreign].sort());
  });

  const key = made(30);
  const text = `{"fileKey":"${key}"}`;
  type Texts = ReturnType<typeof memoryTexts>;

  /** A report that moves between the two while a store is read: written there before it leaves here. */
  test.each([
    ['submitted', (drafts: Texts, items: Texts) => [drafts, items]],
    ['taken back for mending', (drafts: Texts, items: Texts) => [items, drafts]],
  ])('stay when their report is %s between two readings', async (_, way) => {
    for (const moving of [0, 1]) {
      const [files, drafts, items] = [memoryFiles(), memoryTexts(), memoryTexts()];
      await files.write(key, new ArrayBuffer(1));
      const [from, to] = way(drafts, items) as [Texts, Texts];
      await from.set('x', text);
      const stores = [drafts, items].map((store, index) => ({
        ...store,
        entries: async () => {
          if (index === moving) {
            await to.set('x', text);
            await from.remove('x');
          }
          return store.entries();
        },
      }));
      expect(await sweepFiles(files, stores, now)).toBe(0);
    }
  });

  test('are looked for again just before they go', async () => {
    const [files, drafts, items] = [memoryFiles(), memoryTexts(), memoryTexts()];
    const other = made(31);
    await files.write(other, new ArrayBuffer(1));
    await files.write(key, new ArrayBuffer(1));
    // Another tab names the second one while the first is removed.
    const slow = { ...files, remove: async (gone: string) => (await files.remove(gone), items.set('x', text)) };
    expect(await sweepFiles(slow, [drafts, items], now)).toBe(1);
    expect(await files.list()).toEqual([key]);
  });

  test('stay when a store cannot be read', async () => {
    const [files, broken] = [memoryFiles(), memoryTexts()];
    await files.write(made(30), new ArrayBuffer(1));
    broken.entries = () => Promise.reject(new Error('disk'));
    await expect(sweepFiles(files, [broken], now)).rejects.toThrow('disk');
    expect(await files.list()).toHaveLength(1);
  });
});

test('what was changed after its first version was queued is kept, and offered once that one was refused', async () => {
  const phone = aPhone();
  const id = '019aa000-0000-7000-8000-000000000801';
  await phone.outbox.enqueue({ id, operation: 'inspection.submit', path: '/api/inspections', body: '{}', ownerId: me, lane: id, label: { project: '比德', on: '2026-11-23' }, photos: [] });
  const raw = JSON.stringify({ savedAt: new Date(Date.now() + 60_000).toISOString(), draft: draft(id, 'p1', 'mended') });
  await phone.drafts.set(`${me}.inspection.${id}`, raw);
  expect(await draftsOf(phone, me).newest('inspection', () => true)).toBeNull();
  expect(await phone.drafts.get(`${me}.inspection.${id}`)).toBe(raw);
  await phone.outbox.discard(id);
  expect((await draftsOf(phone, me).newest<Draft>('inspection', () => true))?.draft.note).toBe('mended');
});

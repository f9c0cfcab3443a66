// 导出 on 待上传: what it packs, what it says, and that it is there after the server ended the session.
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen } from '@testing-library/react';
import { unzipSync } from 'fflate';
import type { Client } from '../../src/api/client';
import { ClientProvider } from '../../src/api/provider';
import type { NewItem } from '../../src/outbox/outbox';
import { rescueJson, type Rescue } from '../../src/outbox/rescue';
import LoginPage from '../../src/pages/login';
import OutboxPage from '../../src/pages/mine/outbox';
import { StorageError } from '../../src/platform/storage-error';
import { type Phone, PhoneProvider } from '../../src/state/phone';
import { createSessionKeeper, useSession } from '../../src/state/session';
import { idOf } from '../factories/screen';
import { sha256 } from '../factories/submission';
import { renderPage } from '../support/page';
import { aPhone, memoryTexts } from '../support/phone';

/** The file that the last export wrote, and what became of it. */
const written = { name: '', chunks: [] as Uint8Array[], isDiscarded: false, append: async (_bytes: Uint8Array): Promise<void> => undefined, give: async () => true };
jest.mock('../../src/platform/export-file', () => ({
  exportGoesTo: 'download',
  startExportFile: async (name: string) => {
    Object.assign(written, { name, chunks: [], isDiscarded: false });
    return {
      append: async (bytes: Uint8Array) => {
        await written.append(bytes);
        written.chunks.push(Uint8Array.from(bytes));
      },
      give: () => written.give(),
      discard: async () => void (written.isDiscarded = true),
    };
  },
}));

const ownerId = '019aa000-0000-7000-8000-000000000009';
const problem = (status: number, code: string) => async () => ({ status, text: JSON.stringify({ type: 'about:blank', title: '', status, code, requestId: 'r1' }) });

const item = {
  id: idOf(800),
  operation: 'inspection.submit' as const,
  path: '/api/inspections',
  body: JSON.stringify({ id: idOf(800), projectId: idOf(100), capturedAt: '2026-11-23T06:30:00Z', photos: [], note: '看过' }),
  ownerId,
  lane: idOf(800),
  label: { project: '璟丰', on: '2026-11-23' },
  photos: [],
};

/** A report with photos on this phone's disk. */
async function withPhotos(phone: Phone, number: number, change: Partial<NewItem> = {}): Promise<NewItem> {
  const photos = await Promise.all(
    [1, 2].map(async (ordinal) => {
      const [full, small] = [Buffer.from(`photo ${number}.${ordinal}`), Buffer.from(`thumb ${number}.${ordinal}`)];
      const [fileKey, thumbKey] = [`${idOf(number)}.${ordinal}.jpg`, `${idOf(number)}.${ordinal}.thumb.jpg`];
      await phone.files.write(fileKey, Uint8Array.from(full).buffer);
      await phone.files.write(thumbKey, Uint8Array.from(small).buffer);
      return { ordinal, sha256: sha256(full), bytes: full.length, thumb: { sha256: sha256(small), bytes: small.length }, fileKey, thumbKey };
    }),
  );
  return { ...item, id: idOf(number), lane: idOf(number), photos, ...change };
}

const exported = () => {
  const entries = unzipSync(Uint8Array.from(Buffer.concat(written.chunks)));
  return { entries, rescue: JSON.parse(Buffer.from(entries[rescueJson]!).toString('utf8')) as Rescue };
};

describe('导出', () => {
  afterEach(() => Object.assign(written, { append: async () => undefined, give: async () => true }));

  it('packs everything that has not arrived into one file, and takes nothing from the phone', async () => {
    const phone = aPhone();
    await phone.outbox.enqueue(await withPhotos(phone, 800));
    await phone.outbox.enqueue(await withPhotos(phone, 801));
    await phone.outbox.enqueue(await withPhotos(phone, 802, { ownerId: idOf(1), label: { project: '别人的', on: '2026-11-23' } }));
    await phone.outbox.discard(idOf(801));
    const before = JSON.stringify([phone.outbox.getSnapshot().items, await phone.files.list()]);
    renderPage(OutboxPage, { role: 'inspector', phone, answers: {} });
    fireEvent.click(screen.getByText('导出没送完的'));
    expect(await screen.findByText('2 条记录、4 张照片，0.0 MB')).toBeTruthy();
    expect(written.name).toMatch(/^parkpulse-\d{8}-\d{4}\.zip$/);
    const { entries, rescue } = exported();
    expect(rescue.items.map(({ id, state }) => [id, state])).toEqual([[idOf(800), 'on_phone'], [idOf(801), 'discarded']]);
    expect(Object.keys(entries)).toHaveLength(9);
    expect(Buffer.from(entries[`photos/${idOf(800)}.2.jpg`]!).toString()).toBe('photo 800.2');
    fireEvent.click(screen.getByText('保存文件'));
    expect(await screen.findByText('已交给浏览器下载，请在“下载”里确认；没有的话再存一次。')).toBeTruthy();
    expect(JSON.stringify([phone.outbox.getSnapshot().items, await phone.files.list()])).toBe(before);
  });

  it('of a refused report stands beside 重试 and 放弃, and packs it alone', async () => {
    const phone = aPhone({ isOnline: true, send: problem(404, 'project_not_found') });
    await phone.outbox.enqueue(await withPhotos(phone, 800));
    await phone.outbox.enqueue(await withPhotos(phone, 801));
    await phone.outbox.drain(ownerId);
    renderPage(OutboxPage, { role: 'inspector', phone, answers: {} });
    fireEvent.click(screen.getAllByText('导出')[0]!);
    expect(await screen.findByText('1 条记录、2 张照片，0.0 MB')).toBeTruthy();
    expect(exported().rescue.items.map(({ id }) => id)).toEqual([idOf(801)]);
  });

  it('says which photos the phone lost, and goes on without them', async () => {
    const phone = aPhone();
    await phone.outbox.enqueue(await withPhotos(phone, 800));
    await phone.files.remove(`${idOf(800)}.2.jpg`);
    renderPage(OutboxPage, { role: 'inspector', phone, answers: {} });
    fireEvent.click(screen.getByText('导出没送完的'));
    expect(await screen.findByText('有 1 张照片在手机里找不到了，文件里注明了是哪几张。')).toBeTruthy();
    expect(screen.getByText('1 条记录、1 张照片，0.0 MB')).toBeTruthy();
    expect(exported().rescue.missing).toEqual([`photos/${idOf(800)}.2.jpg`]);
  });

  it('on a full disk says so, leaves nothing half behind, and may be tried again', async () => {
    const phone = aPhone();
    await phone.outbox.enqueue(await withPhotos(phone, 800));
    written.append = () => Promise.reject(new StorageError('full'));
    renderPage(OutboxPage, { role: 'inspector', phone, answers: {} });
    fireEvent.click(screen.getByText('导出没送完的'));
    expect(await screen.findByText(/手机空间不够/)).toBeTruthy();
    expect(written.isDiscarded).toBe(true);
    written.append = async () => undefined;
    fireEvent.click(screen.getByText('再试一次'));
    expect(await screen.findByText('1 条记录、2 张照片，0.0 MB')).toBeTruthy();
  });

  /** As many bytes as their queue says they are is nobody's concern here. */
  const large = async (phone: Phone, number: number): Promise<NewItem> => {
    const made = await withPhotos(phone, number);
    return { ...made, photos: made.photos.map((photo) => ({ ...photo, bytes: 14_000_000 })) };
  };

  it('gives photos of more than one file\'s worth in parts, one after the other', async () => {
    const phone = aPhone();
    for (const number of [800, 801, 802]) await phone.outbox.enqueue(await large(phone, number));
    renderPage(OutboxPage, { role: 'inspector', phone, answers: {} });
    fireEvent.click(screen.getByText('导出没送完的'));
    expect(await screen.findByText('第 1 / 2 份')).toBeTruthy();
    expect(screen.getByText('2 条记录、4 张照片，0.0 MB')).toBeTruthy();
    expect(written.name).toMatch(/^parkpulse-\d{8}-\d{4}-1of2\.zip$/);
    const first = exported();
    expect(screen.queryByText('打包第 2 / 2 份')).toBeNull();
    fireEvent.click(screen.getByText('保存文件'));
    fireEvent.click(await screen.findByText('打包第 2 / 2 份'));
    expect(await screen.findByText('第 2 / 2 份')).toBeTruthy();
    expect(screen.getByText('1 条记录、2 张照片，0.0 MB')).toBeTruthy();
    expect(written.name).toMatch(/-2of2\.zip$/);
    expect([...first.rescue.items, ...exported().rescue.items].map(({ id }) => id)).toEqual([idOf(800), idOf(801), idOf(802)]);
    expect(Object.keys(first.entries)).toHaveLength(9);
    fireEvent.click(screen.getByText('保存文件'));
    await screen.findByText(/^已交给浏览器下载/);
    expect(screen.queryByText(/^打包第/)).toBeNull();
  });

  it('without room for all of it tries smaller parts, down to one report', async () => {
    const phone = aPhone();
    for (const number of [800, 801]) await phone.outbox.enqueue(await withPhotos(phone, number));
    written.append = () => Promise.reject(new StorageError('full'));
    renderPage(OutboxPage, { role: 'inspector', phone, answers: {} });
    fireEvent.click(screen.getByText('导出没送完的'));
    fireEvent.click(await screen.findByText('分小一些再试'));
    expect(await screen.findByText(/^手机空间不够.*请清理一些空间/)).toBeTruthy();
    written.append = async () => undefined;
    fireEvent.click(screen.getByText('再试一次'));
    expect(await screen.findByText('第 1 / 2 份')).toBeTruthy();
    expect(exported().rescue.items.map(({ id }) => id)).toEqual([idOf(800)]);
  });

  it('takes the photos of what it cannot read along', async () => {
    const phone = aPhone();
    const made = await withPhotos(phone, 800);
    await phone.outbox.enqueue(made);
    const { items: [queued], ...rest } = phone.outbox.getSnapshot();
    const snapshot = { ...rest, items: [], unreadable: [{ key: made.id, raw: JSON.stringify({ ...queued, version: 9 }) }] };
    phone.outbox = { ...phone.outbox, getSnapshot: () => snapshot };
    renderPage(OutboxPage, { role: 'inspector', phone, answers: {} });
    fireEvent.click(screen.getByText('导出没送完的'));
    expect(await screen.findByText('另有 1 条读不出来的内容，连同照片原样放在文件里。')).toBeTruthy();
    expect(Object.keys(exported().entries).filter((path) => path !== rescueJson).sort()).toEqual(made.photos.flatMap(({ fileKey, thumbKey }) => [`photos/${fileKey}`, `photos/${thumbKey}`]).sort());
  });

  it('tells when the person declined to share it', async () => {
    const phone = aPhone();
    await phone.outbox.enqueue(item);
    written.give = async () => false;
    renderPage(OutboxPage, { role: 'inspector', phone, answers: {} });
    fireEvent.click(screen.getByText('导出没送完的'));
    await screen.findByText('1 条记录，0.0 MB');
    fireEvent.click(screen.getByText('保存文件'));
    expect(await screen.findByText('没有发出去，可以再点一次。')).toBeTruthy();
  });

  it('is not offered for an empty queue', () => {
    renderPage(OutboxPage, { role: 'inspector', answers: {} });
    expect(screen.queryByText('导出没送完的')).toBeNull();
  });
});

describe('after the server ended the session', () => {
  const renderSignedOut = (Page: typeof OutboxPage, phone: Phone) =>
    render(
      <QueryClientProvider client={new QueryClient()}>
        <ClientProvider value={{ call: jest.fn(), sendText: jest.fn() } as unknown as Client}>
          <PhoneProvider value={phone}>
            <Page />
          </PhoneProvider>
        </ClientProvider>
      </QueryClientProvider>,
    );
  const signedIn = () => useSession.setState({ isLoaded: true, session: { staff: { staff: { id: ownerId } } } as never, refusedId: null });

  it('the sign-in page says that reports wait, and 待上传 exports them without showing them', async () => {
    const phone = aPhone();
    await phone.outbox.enqueue(item);
    await phone.outbox.enqueue({ ...item, id: idOf(801), ownerId: idOf(1) });
    signedIn();
    phone.session.drop();
    const login = renderSignedOut(LoginPage, phone);
    expect(screen.getByText('这台手机里还有 1 条没送完，看怎么办')).toBeTruthy();
    login.unmount();
    renderSignedOut(OutboxPage, phone);
    expect(screen.getByText('还有 1 条没送完')).toBeTruthy();
    expect(screen.queryByText(/璟丰/)).toBeNull();
    fireEvent.click(screen.getByText('导出没送完的'));
    expect(await screen.findByText('1 条记录，0.0 MB')).toBeTruthy();
    expect(exported().rescue.items.map((one) => one.ownerId)).toEqual([ownerId]);
  });

  it('who signed out left nothing for whoever picks the phone up next', async () => {
    const phone = aPhone();
    await phone.outbox.enqueue(item);
    signedIn();
    phone.session.leave();
    renderSignedOut(LoginPage, phone);
    expect(screen.queryByText(/没送完/)).toBeNull();
  });

  it('whose session it was is known after a restart, until somebody signs in', async () => {
    const store = memoryTexts();
    signedIn();
    createSessionKeeper(store).drop();
    await createSessionKeeper(store).load();
    expect(useSession.getState()).toMatchObject({ session: null, refusedId: ownerId });
    await createSessionKeeper(store).save({ staff: { staff: { id: idOf(1) } } } as never);
    await createSessionKeeper(store).load();
    expect(useSession.getState().refusedId).toBeNull();
  });
});

import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { submitInspectionRequestSchema } from '../../src/contract/inspection';
import { shortCode } from '../../src/domain/short-code';
import InspectionPage from '../../src/pages/report/inspection';
import { readPlace } from '../../src/platform/location';
import { PhotoError, processPhoto, takePhotos } from '../../src/platform/photo';
import { type AnyDraft, draftsOf } from '../../src/state/drafts';
import { sha256OfBytes, sha256OfText, sha256Raw } from '../../src/state/hash';
import { useSession } from '../../src/state/session';
import { useSettings } from '../../src/state/settings';
import { aProject, idOf } from '../factories/screen';
import { type Exif, withExif } from '../support/exif';
import { renderPage } from '../support/page';
import { aPhone } from '../support/phone';
import { smallJpeg, toArrayBuffer } from '../support/pictures';

jest.mock('../../src/platform/photo', () => ({ ...jest.requireActual('../../src/platform/photo'), takePhotos: jest.fn(), processPhoto: jest.fn() }));
jest.mock('../../src/platform/location', () => ({ readPlace: jest.fn() }));

/** A file as camera or album gives it; another `n` is another photo. */
const picked = (origin: 'camera' | 'album' = 'camera', n = 1, exif: Exif = {}, isOriginSure = true) => {
  const bytes = toArrayBuffer(withExif(Buffer.concat([smallJpeg(), Buffer.from([n])]), exif));
  return { origin, isOriginSure, read: async () => bytes };
};
const standing = { latitude: 29.4771, longitude: 113.4512, accuracyM: 12, at: '2026-11-23T06:30:00Z' };

const projects = { items: [aProject(), aProject({ id: idOf(101), name: '比德专线' })] };
const show = (phone = aPhone()) => {
  renderPage(InspectionPage, { role: 'inspector', phone, answers: { 'project.list': projects } });
  return phone;
};

let stored = 0;
beforeEach(() => {
  useSettings.setState({ lastProjectId: idOf(100) });
  jest.mocked(readPlace).mockReset().mockResolvedValue({ missing: 'unavailable' });
  jest.mocked(takePhotos).mockReset().mockResolvedValue([picked()]);
  jest.mocked(processPhoto).mockReset().mockImplementation(async () => ({
    full: { bytes: new Uint8Array([1, 2, (stored += 1)]).buffer, width: 2, height: 2 },
    thumb: { bytes: new Uint8Array([4, stored]).buffer, width: 1, height: 1 },
  }));
});

const shoot = () => fireEvent.click(screen.getByRole('button', { name: /拍照|再拍一张/ }));
const pickFromAlbum = () => fireEvent.click(screen.getByText('从相册选'));
/** What is queued, as the contract reads it. */
async function submitted(phone: ReturnType<typeof aPhone>) {
  fireEvent.click(screen.getByText('提交'));
  await waitFor(() => expect(phone.outbox.getSnapshot().items).toHaveLength(1));
  return submitInspectionRequestSchema.parse(JSON.parse(phone.outbox.getSnapshot().items[0]!.body));
}
const drawn = () => jest.mocked(processPhoto).mock.calls.map(([, , lines]) => lines);

describe('inspection', () => {
  it('begins with the project used last', async () => {
    show();
    expect(await screen.findByText('比德')).toBeTruthy();
    expect(screen.getByText('上次选的')).toBeTruthy();
  });

  it('queues exactly what the contract accepts, with its photos on disk', async () => {
    const phone = show();
    await screen.findByText('比德');
    shoot();
    expect(await screen.findByText('1 / 9')).toBeTruthy();
    fireEvent.click(screen.getByText('需协调'));
    fireEvent.change(screen.getByPlaceholderText('看到了什么，写一句'), { target: { value: '专线接入点还在架线' } });
    fireEvent.click(screen.getByText('提交'));
    await waitFor(() => expect(phone.outbox.getSnapshot().items).toHaveLength(1));

    const [item] = phone.outbox.getSnapshot().items;
    const body = submitInspectionRequestSchema.parse(JSON.parse(item!.body));
    expect(body).toMatchObject({ id: item!.id, projectId: idOf(100), note: '需协调，专线接入点还在架线' });
    expect(body.photos).toEqual([expect.objectContaining({ bytes: 3, source: 'camera', location: null, locationMissing: 'unavailable' })]);
    expect(item).toMatchObject({ operation: 'inspection.submit', path: '/api/inspections', bodySha256: sha256OfText(item!.body), label: { project: '比德' } });
    expect(await phone.files.read(item!.photos[0]!.fileKey)).not.toBeNull();
    // The draft and its own copies are gone; only the queue's files stay.
    await waitFor(async () => expect(await phone.files.list()).toHaveLength(2));
    expect(await phone.drafts.entries()).toEqual([]);
  });

  it('says what is missing instead of queueing an empty report', async () => {
    const phone = show();
    await screen.findByText('比德');
    fireEvent.click(screen.getByText('提交'));
    expect(await screen.findByText('请拍一张照片，或写一句说明')).toBeTruthy();
    expect(phone.outbox.getSnapshot().items).toEqual([]);
  });

  it('says why a photo could not be taken', async () => {
    jest.mocked(takePhotos).mockRejectedValueOnce(new PhotoError('denied'));
    show();
    await screen.findByText('比德');
    shoot();
    expect(await screen.findByText('没有相机或相册的权限。请在手机设置里允许后再拍。')).toBeTruthy();
  });

  it('says before the camera opens that the phone is too full, and opens it once there is room', async () => {
    const phone = aPhone();
    let free = 1_000_000;
    phone.files.room = async () => free;
    show(phone);
    await screen.findByText('比德');
    await act(async () => undefined);
    shoot();
    expect(await screen.findByText(/手机存储快满了/)).toBeTruthy();
    expect(takePhotos).not.toHaveBeenCalled();
    free = 50_000_000;
    cleanup();
    show(phone);
    await screen.findByText('比德');
    await act(async () => undefined);
    shoot();
    await waitFor(() => expect(takePhotos).toHaveBeenCalled());
  });

  it('asks once whether to go on with a draft, then stands as it was left', async () => {
    const phone = aPhone();
    const draft = { version: 1, id: idOf(700), projectId: idOf(101), chosenBy: 'person', photos: [], note: '写到一半', phrases: [] };
    const staffId = '019aa000-0000-7000-8000-000000000009';
    await phone.drafts.set(`${staffId}.inspection.${draft.id}`, JSON.stringify({ savedAt: new Date().toISOString(), draft }));
    show(phone);
    await screen.findByText('恢复草稿？');
    fireEvent.click(screen.getByText('接着填'));
    expect(await screen.findByDisplayValue('写到一半')).toBeTruthy();
    expect(screen.getByText('比德专线')).toBeTruthy();
  });

  it('asks before it throws a draft away', async () => {
    const phone = aPhone();
    const me = '019aa000-0000-7000-8000-000000000009';
    await draftsOf(phone, me).save('inspection', { version: 1, id: idOf(900), projectId: idOf(100), chosenBy: 'person', photos: [], note: '北门积水' } as AnyDraft);
    show(phone);
    fireEvent.click(await screen.findByText('重新开始'));
    expect(await screen.findByText('不要这份草稿了？')).toBeTruthy();
    expect(await phone.drafts.entries()).toHaveLength(1);
    fireEvent.click(screen.getAllByText('重新开始').pop()!);
    expect(await screen.findByText('提交')).toBeTruthy();
    expect(await phone.drafts.entries()).toHaveLength(0);
  });

  it('keeps a draft while it is filled', async () => {
    const phone = show();
    await screen.findByText('比德');
    fireEvent.click(screen.getByText('正常施工中'));
    await act(() => new Promise((resolve) => setTimeout(resolve, 500)));
    expect(await phone.drafts.entries()).toHaveLength(1);
  });
});

describe('a photo of the form', () => {
  it('bears time, place, project, person and the code that its ordinal makes', async () => {
    jest.mocked(readPlace).mockResolvedValue(standing);
    const phone = show();
    await screen.findByText('比德');
    shoot();
    await screen.findByText('1 / 9');
    const body = await submitted(phone);
    const [when, project, who] = drawn()[0]!;
    expect(when).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d {2}29\.47710, 113\.45120 {2}误差 12 m$/);
    expect([project, who]).toEqual(['比德', `某人  短码 ${shortCode(sha256Raw, body.id, 1)}`]);
    expect(body.photos[0]).toMatchObject({ ordinal: 1, source: 'camera', location: { latitude: 29.4771, longitude: 113.4512, accuracyM: 12 } });
  });

  it('keeps its ordinal when another is removed, and no ordinal is given twice', async () => {
    const phone = show();
    await screen.findByText('比德');
    jest.mocked(takePhotos).mockResolvedValueOnce([picked('album', 1), picked('album', 2)]);
    pickFromAlbum();
    await screen.findByText('2 / 9');
    fireEvent.click(screen.getAllByRole('button', { name: '删除' })[0]!);
    await screen.findByText('1 / 9');
    jest.mocked(takePhotos).mockResolvedValueOnce([picked('camera', 3)]);
    shoot();
    await screen.findByText('2 / 9');
    const body = await submitted(phone);
    expect(body.photos.map(({ ordinal }) => ordinal)).toEqual([2, 3]);
    expect(drawn().map((lines) => lines[2]!.slice(-10))).toEqual([1, 2, 3].map((ordinal) => shortCode(sha256Raw, body.id, ordinal)));
  });

  it('that is refused is named, and the others of the pick are in', async () => {
    const phone = show();
    await screen.findByText('比德');
    jest.mocked(takePhotos).mockResolvedValueOnce([1, 2, 3, 4].map((n) => picked('album', n)));
    jest.mocked(processPhoto).mockRejectedValueOnce(new PhotoError('incomplete'));
    jest.mocked(processPhoto).mockRejectedValueOnce(new PhotoError('not_an_image'));
    pickFromAlbum();
    expect(await screen.findByText('2 / 9')).toBeTruthy();
    expect(screen.getByText('刚选的第 1 张没有加入：照片不完整，后半部分缺失，可能没有下载完。请重新选或重拍一张。')).toBeTruthy();
    expect(screen.getByText('刚选的第 2 张没有加入：选的不是照片，请重新选。')).toBeTruthy();
    // A refused one takes no ordinal with it.
    expect((await submitted(phone)).photos.map(({ ordinal }) => ordinal)).toEqual([1, 2]);
  });

  it('can be taken again where a browser never told that the person backed out', async () => {
    show();
    await screen.findByText('比德');
    jest.mocked(takePhotos).mockReturnValueOnce(new Promise(() => undefined));
    shoot();
    shoot();
    expect(await screen.findByText('1 / 9')).toBeTruthy();
  });

  it('is taken once, however often the same file is picked', async () => {
    show();
    await screen.findByText('比德');
    jest.mocked(takePhotos).mockResolvedValueOnce([picked('album', 1), picked('album', 1)]);
    pickFromAlbum();
    expect(await screen.findByText('刚选的第 2 张没有加入：这张照片已经在里面了。')).toBeTruthy();
    expect(screen.getByText('1 / 9')).toBeTruthy();
  });

  it('of the album has the time and place of its file, and none of the phone', async () => {
    jest.mocked(readPlace).mockResolvedValue(standing);
    const file = picked('album', 1, { takenAt: '2026:11:20 09:12:33', place: { latitude: 29.5, longitude: 113.5 } });
    jest.mocked(takePhotos).mockResolvedValueOnce([file]);
    const phone = show();
    await screen.findByText('比德');
    pickFromAlbum();
    await screen.findByText('1 / 9');
    expect(drawn()[0]![0]).toBe('相册  自带时间 2026-11-20 09:12:33  自带位置 29.50000, 113.50000');
    expect(screen.getByText('第 1 张来自相册，会标注，可照常提交。人在现场就直接拍')).toBeTruthy();
    expect((await submitted(phone)).photos[0]).toMatchObject({
      source: 'album',
      location: null,
      locationMissing: 'album',
      capturedAt: '2026-11-20T01:12:33.000Z',
      exif: { takenAt: '2026-11-20T01:12:33.000Z', latitude: 29.5, longitude: 113.5 },
      originalSha256: sha256OfBytes(await file.read()),
    });
    // Nobody is asked for a position that an album photo does not take.
    expect(jest.mocked(readPlace)).toHaveBeenLastCalledWith({ ask: false });
  });

  it.each([
    [false, 'album'],
    [true, 'camera'],
  ] as const)('that a camera wrote long ago is of the album unless the camera is sure (%p): %s', async (isOriginSure, source) => {
    jest.mocked(takePhotos).mockResolvedValueOnce([picked('camera', 1, { takenAt: '2026:11:20 09:12:33' }, isOriginSure)]);
    const phone = show();
    await screen.findByText('比德');
    shoot();
    await screen.findByText('1 / 9');
    expect((await submitted(phone)).photos[0]).toMatchObject({ source, locationMissing: source === 'album' ? 'album' : 'unavailable' });
  });

  it('from the future is taken now: its clock is wrong', async () => {
    jest.mocked(takePhotos).mockResolvedValueOnce([picked('album', 1, { takenAt: '2099:01:01 00:00:00' })]);
    const phone = show();
    await screen.findByText('比德');
    pickFromAlbum();
    await screen.findByText('1 / 9');
    const [photo] = (await submitted(phone)).photos;
    expect(Date.parse(photo!.capturedAt)).toBeLessThanOrEqual(Date.now());
    expect(photo!.exif).toEqual({ takenAt: '2098-12-31T16:00:00.000Z' });
  });

  it('tells no place of somebody who refused to tell his', async () => {
    jest.mocked(readPlace).mockResolvedValue({ missing: 'denied' });
    jest.mocked(takePhotos).mockResolvedValueOnce([picked('camera', 1, { takenAt: '2026:11:20 09:12:33', place: { latitude: 29.5, longitude: 113.5 } })]);
    const phone = show();
    await screen.findByText('比德');
    shoot();
    await screen.findByText('1 / 9');
    expect(drawn()[0]![0]).toMatch(/无定位（没有允许定位）$/);
    expect((await submitted(phone)).photos[0]).toMatchObject({ location: null, locationMissing: 'denied', exif: { takenAt: '2026-11-20T01:12:33.000Z' } });
  });
});

describe('the project on the watermark', () => {
  const here = { items: [aProject(), aProject({ id: idOf(101), name: '比德专线', location: { latitude: 29.4771, longitude: 113.4512 } })] };
  const showHere = (phone = aPhone()) => renderPage(InspectionPage, { role: 'inspector', phone, answers: { 'project.list': here } });

  it('is the site the phone stands on, though that is learned by the capture only', async () => {
    jest.mocked(readPlace).mockResolvedValueOnce({ missing: 'not_asked' }).mockResolvedValueOnce(standing);
    showHere();
    await screen.findByText('比德');
    shoot();
    await screen.findByText('1 / 9');
    expect(drawn()[0]![1]).toBe('比德专线');
    expect(screen.getByText('比德专线')).toBeTruthy();
  });

  it('does not change with a guess once a photo bears it', async () => {
    jest.mocked(readPlace).mockResolvedValueOnce({ missing: 'not_asked' }).mockResolvedValueOnce({ missing: 'timeout' }).mockResolvedValueOnce(standing);
    showHere();
    await screen.findByText('比德');
    shoot();
    await screen.findByText('1 / 9');
    jest.mocked(takePhotos).mockResolvedValueOnce([picked('camera', 2)]);
    shoot();
    await screen.findByText('2 / 9');
    expect(drawn().map((lines) => lines[1])).toEqual(['比德', '比德']);
  });

  it('is asked about before another one is chosen, and then shown', async () => {
    show();
    await screen.findByText('比德');
    shoot();
    await screen.findByText('1 / 9');
    const pickOther = () => {
      fireEvent.click(screen.getByText('更换'));
      fireEvent.click(screen.getByText('比德专线'));
    };
    pickOther();
    fireEvent.click(await screen.findByText('不换'));
    expect(screen.queryByText(/水印写的是/)).toBeNull();
    pickOther();
    fireEvent.click(await screen.findByText('换项目'));
    expect(await screen.findByText('第 1 张的水印写的是“比德”，记录以现在选的项目为准，可照常提交')).toBeTruthy();
  });
});

describe('remarks on the form', () => {
  it('say that the clock is off, and what to do', async () => {
    show({ ...aPhone(), clockOffsetMs: () => 12 * 60_000 });
    await screen.findByText('比德');
    shoot();
    expect(await screen.findByText('手机时间快了 12 分钟，会标注，可照常提交。请在手机设置里打开“自动设置时间”')).toBeTruthy();
  });

  it('say that a photo is used in another report of this phone', async () => {
    const phone = show();
    await screen.findByText('比德');
    const file = picked('album', 1);
    const originalSha256 = sha256OfBytes(await file.read());
    await phone.outbox.enqueue({ id: idOf(900), operation: 'inspection.submit', path: '/api/inspections', body: JSON.stringify({ originalSha256 }), ownerId: idOf(9), lane: 'x', label: { project: '比德', on: '2026-11-23' }, photos: [] });
    jest.mocked(takePhotos).mockResolvedValueOnce([file]);
    pickFromAlbum();
    expect(await screen.findByText('第 1 张在别的上报里用过，会标注，可照常提交。最好重拍一张')).toBeTruthy();
  });

  it('say that the position is inexact, and the distance', async () => {
    jest.mocked(readPlace).mockResolvedValue({ ...standing, accuracyM: 300 });
    const far = { items: [aProject({ location: { latitude: 29.487, longitude: 113.4512 } })] };
    renderPage(InspectionPage, { role: 'inspector', phone: aPhone(), answers: { 'project.list': far } });
    await screen.findByText('比德');
    shoot();
    expect(await screen.findByText('第 1 张离项目 1.1 km，会标注，可照常提交。项目选错了请点“更换”')).toBeTruthy();
    expect(screen.getByText('第 1 张定位误差超过 200 m，会标注，可照常提交。到空旷处再拍会更准')).toBeTruthy();
  });
});

describe('on a phone that is shared, or not well', () => {
  const note = () => screen.queryByPlaceholderText<HTMLTextAreaElement>('看到了什么，写一句');
  const write = (text: string) => fireEvent.change(note()!, { target: { value: text } });

  it('a report written in 1970 by its clock stays a report', async () => {
    jest.useFakeTimers({ now: Date.parse('1970-01-01T03:00:00Z'), doNotFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'clearImmediate', 'queueMicrotask', 'nextTick', 'performance'] });
    try {
      const phone = show();
      await screen.findByText('比德');
      write('电缆井盖缺失');
      await submitted(phone);
      await phone.outbox.load();
      expect(phone.outbox.getSnapshot()).toMatchObject({ items: [{ label: { on: '1970-01-01' } }], unreadable: [] });
    } finally {
      jest.useRealTimers();
    }
  });

  it('another person signing in, in another tab, sees nothing of what was being written, and the writer finds it again', async () => {
    const phone = show();
    const [writer, other] = ['019aa000-0000-7000-8000-000000000009', idOf(11)];
    const { session } = useSession.getState();
    const become = (id: string) => act(async () => useSession.setState({ session: { ...session!, staff: { ...session!.staff, staff: { ...session!.staff.staff, id } } } }));
    await draftsOf(phone, other).save('inspection', { version: 1, id: idOf(900), projectId: idOf(100), chosenBy: 'person', photos: [], note: '乙的草稿', phrases: [] } as AnyDraft);
    await screen.findByText('比德');
    write('甲看到的');
    await become(other);
    expect(await screen.findByText('恢复草稿？')).toBeTruthy();
    fireEvent.click(screen.getByText('接着填'));
    await waitFor(() => expect(note()?.value).toBe('乙的草稿'));
    expect(await draftsOf(phone, writer).newest('inspection', () => true)).toMatchObject({ draft: { note: '甲看到的' } });
  });

  it('says so when what is typed cannot be kept, while the page is open', async () => {
    const phone = show();
    await screen.findByText('比德');
    phone.drafts.set = () => Promise.reject(new Error('full'));
    write('没有地方');
    expect(await screen.findByText('手机存储写不进去，提交前先别离开本页')).toBeTruthy();
  });

  it('a pasted phone number brings no marks along that would be refused', async () => {
    const phone = show();
    await screen.findByText('比德');
    write(`联系 ${String.fromCharCode(0x202d)}13812345678${String.fromCharCode(0x202c)}`);
    expect((await submitted(phone)).note).toBe('联系 13812345678');
  });
});

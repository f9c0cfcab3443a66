// 导入手机记录: a real file, packed as a phone packs it, opened and imported on the office's screen.
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { strToU8, unzipSync, zipSync, type Zippable } from 'fflate';
import { ApiError } from '../../src/api/client';
import type { OperationName, RequestOf } from '../../src/contract/operations';
import { planRescue, rescueJson, type Rescue } from '../../src/outbox/rescue';
import type { Item } from '../../src/outbox/item';
import RescuePage from '../../src/pages/office/rescue';
import { pickFile } from '../../src/platform/pick-file';
import { uploadBytes } from '../../src/platform/upload';
import { writeRescue } from '../../src/state/rescue-export';
import { queuedItem, rescueOwner } from '../factories/rescue';
import { idOf, people } from '../factories/screen';
import { sha256 } from '../factories/submission';
import { refusal, renderPage } from '../support/page';

jest.mock('../../src/platform/pick-file', () => ({ pickFile: jest.fn() }));
jest.mock('../../src/platform/upload', () => ({ uploadBytes: jest.fn() }));
const picking = jest.mocked(pickFile);
const uploading = jest.mocked(uploadBytes);

const disk = new Map<string, ArrayBuffer>();
const answer = (status: number, body: unknown) => ({ status, headers: {}, text: JSON.stringify(body) });

async function pack(items: Item[], unreadable: { key: string; raw: string }[] = []): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  await writeRescue(planRescue({ items, unreadable, fileKeys: [...disk.keys()] }, { ownerId: rescueOwner, exportedAt: '2026-11-23T02:31:00.000Z' }), {
    files: { read: async (key) => disk.get(key) ?? null },
    out: { append: async (bytes) => void chunks.push(Uint8Array.from(bytes)) },
    onProgress: () => undefined,
  });
  return Uint8Array.from(Buffer.concat(chunks));
}

/** The same file with its list changed on the way. */
function relist(zip: Uint8Array, change: (json: Rescue) => void): Uint8Array {
  const entries = unzipSync(zip);
  const json = JSON.parse(Buffer.from(entries[rescueJson]!).toString('utf8')) as Rescue;
  change(json);
  return zipSync({ ...entries, [rescueJson]: strToU8(JSON.stringify(json)) }, { level: 0 });
}

const hand = (zip: Uint8Array) => picking.mockResolvedValue({ name: 'parkpulse-20261123-1031.zip', read: async () => Uint8Array.from(zip).buffer });

/** A server that takes everything once, like the real one, and says what it got. */
function aServer() {
  const taken: RequestOf<'rescue.submit'>[] = [];
  const waiting = new Map<string, Set<string>>();
  const submit = ({ body }: { body?: unknown }) => {
    const request = body as RequestOf<'rescue.submit'>;
    taken.push(request);
    const { id, photos } = JSON.parse(request.body) as { id: string; photos: { sha256: string }[] };
    if (!waiting.has(id)) waiting.set(id, new Set(photos.map((photo) => photo.sha256)));
    return { id, receivedAt: '2026-11-23T03:00:00Z', sha256: request.bodySha256, status: waiting.get(id)!.size > 0 ? 'awaiting_photos' : 'complete' };
  };
  const sendText = jest.fn(async (name: OperationName, _path: string, text = '') => {
    const body = JSON.parse(text) as { submissionId: string; photos: { sha256: string }[]; sha256s: string[] };
    if (name === 'photo.sign') return answer(200, { photos: body.photos.map((photo) => ({ sha256: photo.sha256, stored: false, uploadUrl: `/u/${photo.sha256}`, thumbUploadUrl: `/t/${photo.sha256}` })) });
    const left = waiting.get(body.submissionId)!;
    body.sha256s.forEach((one) => left.delete(one));
    return answer(200, { status: left.size === 0 ? 'complete' : 'awaiting_photos', photos: body.sha256s.map((one) => ({ sha256: one, stored: true })) });
  });
  return { taken, submit, sendText };
}

const staffList = { items: [people.liming, people.wangfang].map((person) => ({ ...person, enterprise: null, phoneMasked: null, createdAt: '2026-11-20T00:00:00Z', closedAt: null })) };
/** The picker answers at once, still within the tap. */
async function pick(): Promise<void> {
  const button = await screen.findByText('选择文件');
  await act(async () => void fireEvent.click(button));
}

const card = (title: string) => within(screen.getByText(title).closest<HTMLElement>('.card')!);

async function openWith(zip: Uint8Array, { server = aServer(), submit = server.submit as unknown } = {}) {
  hand(zip);
  const call = renderPage(RescuePage, { role: 'office', answers: { 'staff.list': staffList, 'rescue.submit': submit }, sendText: server.sendText as never });
  await pick();
  return { call, server };
}

beforeEach(() => {
  disk.clear();
  uploading.mockReset().mockResolvedValue({ status: 200, text: '{}' });
});

describe('导入手机记录', () => {
  it('says what to do before a file is chosen, and nothing changes when the person backs out', async () => {
    picking.mockResolvedValue(null);
    renderPage(RescuePage, { role: 'office', answers: { 'staff.list': staffList } });
    await pick();
    await waitFor(() => expect(picking).toHaveBeenCalled());
    expect(screen.getByText('导入手机里没送出来的记录')).toBeTruthy();
  });

  it('shows what is inside before anything is sent', async () => {
    const item = queuedItem(disk, 3, { label: { project: '璟丰', on: '2026-11-23' }, queuedAt: '2026-11-22T02:30:00.000Z' });
    item.photos[2]!.stored = true;
    const { call } = await openWith(await pack([item], [{ key: 'torn', raw: '{"half' }]));
    expect(await screen.findByText('拍照巡查 · 璟丰')).toBeTruthy();
    expect(screen.getByText('1 条记录、2 张照片')).toBeTruthy();
    expect(screen.getByText('内容和照片都和文件里的清单一致。清单是文件自带的，请确认文件是填报人本人交来的。')).toBeTruthy();
    expect(screen.getByText(/^李明 · 巡查员 · .*10:30$/)).toBeTruthy();
    expect(screen.getByText('照片 3/3')).toBeTruthy();
    const pictures = [...document.querySelectorAll('img')].map(({ src }) => src);
    expect(pictures).toHaveLength(2);
    expect(sha256(Buffer.from(pictures[0]!.split(',')[1]!, 'base64'))).toBe(item.photos[0]!.thumb!.sha256);
    expect(screen.getByText('{"half')).toBeTruthy();
    expect(call.mock.calls.map(([name]) => name)).toEqual(['staff.list']);
  });

  it('imports bodies to the byte and photos as they are, and says so of each', async () => {
    const [first, second] = [queuedItem(disk, 2, { seq: 1 }), queuedItem(disk, 0, { seq: 2, label: { project: '驰兴', on: '2026-11-23' } })];
    const { server } = await openWith(await pack([first, second]));
    fireEvent.click(await screen.findByText('导入 2 条'));
    expect(await screen.findByText('2 条已经在系统里，再导入也不会重复。')).toBeTruthy();
    expect(screen.getAllByText('已计入')).toHaveLength(2);
    expect(server.taken).toEqual([first, second].map(({ operation, body, bodySha256 }) => ({ ownerId: rescueOwner, operation, milestoneId: undefined, body, bodySha256 })));
    const sent = uploading.mock.calls.map(([{ url, bytes }]) => [url, sha256(new Uint8Array(bytes))]);
    expect(sent.sort()).toEqual(first.photos.flatMap((photo) => [[`/t/${photo.sha256}`, photo.thumb!.sha256], [`/u/${photo.sha256}`, photo.sha256]]).sort());
    // In the name of who is signed in, never of the owner.
    for (const [, , , ownerId] of server.sendText.mock.calls as unknown as string[][]) expect(ownerId).toBe('019aa000-0000-7000-8000-000000000009');
    expect(screen.getAllByText('看记录')).toHaveLength(2);
    expect(screen.getByText('换一个文件')).toBeTruthy();
  });

  it('takes the milestone of a milestone report from its path', async () => {
    const body = JSON.stringify({ id: idOf(700), photos: [] });
    const { server } = await openWith(await pack([queuedItem(disk, 0, { id: idOf(700), operation: 'milestone.report', path: `/api/milestones/${idOf(310)}/report`, body })]));
    fireEvent.click(await screen.findByText('导入 1 条'));
    await screen.findByText('已计入');
    expect(server.taken).toMatchObject([{ operation: 'milestone.report', milestoneId: idOf(310) }]);
  });

  it('imports what is there of a report whose photos are missing or altered, and names them', async () => {
    const item = queuedItem(disk, 3);
    disk.delete(item.photos[0]!.fileKey);
    const entries = unzipSync(await pack([item]));
    entries[`photos/${item.photos[1]!.fileKey}`]![20]! ^= 1;
    const { server } = await openWith(zipSync(entries as Zippable, { level: 0 }));
    expect(await screen.findByText('第 1 张照片不在文件里')).toBeTruthy();
    expect(screen.getByText('第 2 张照片和文件里的清单不一致，不会导入')).toBeTruthy();
    expect(screen.getByText('照片 1/3')).toBeTruthy();
    expect(screen.queryByText('内容和照片都和文件里的清单一致。清单是文件自带的，请确认文件是填报人本人交来的。')).toBeNull();
    fireEvent.click(screen.getByText('导入 1 条'));
    expect(await screen.findByText('内容已导入，还缺 2 张照片，全部到了才计入。照片找不回来的，打开记录，点“照片不会来了”。')).toBeTruthy();
    expect(screen.getByText('看记录')).toBeTruthy();
    expect(uploading.mock.calls.map(([{ url }]) => url).sort()).toEqual([`/t/${item.photos[2]!.sha256}`, `/u/${item.photos[2]!.sha256}`]);
    expect(server.taken).toHaveLength(1);
  });

  it('does not send a body that was changed on the way, a stranger\'s record, or a person\'s own word', async () => {
    const [good, altered, stranger, confirm] = [
      queuedItem(disk, 0, { label: { project: '好的', on: '2026-11-23' } }),
      queuedItem(disk, 0, { label: { project: '改过的', on: '2026-11-23' } }),
      queuedItem(disk, 0, { label: { project: '外人的', on: '2026-11-23' } }),
      queuedItem(disk, 0, { operation: 'milestone.confirm', path: `/api/milestones/${idOf(310)}/confirm`, label: { project: '答复', on: '2026-11-23' } }),
    ];
    const zip = relist(await pack([good, altered, stranger, confirm]), ({ items }) => {
      items[1]!.body += ' ';
      items[2]!.ownerId = idOf(99);
    });
    const { server } = await openWith(zip);
    expect(await screen.findByText('内容和文件里的清单不一致，不会导入。')).toBeTruthy();
    expect(card('拍照巡查 · 外人的').getByText('填报人不是本园区的，不能导入。')).toBeTruthy();
    expect(card('确认里程碑 · 答复').getByText('确认和异议是本人的答复，不能代为导入，请本人登录后自己答复。')).toBeTruthy();
    expect(screen.getAllByText('不能导入')).toHaveLength(3);
    fireEvent.click(screen.getByText('导入 1 条'));
    await screen.findByText('已计入');
    expect(server.taken.map(({ body }) => body)).toEqual([good.body]);
  });

  it('vouches for no more than it can check: whoever writes the file anew writes its hashes anew', async () => {
    const forged = relist(await pack([queuedItem(disk, 1)]), ({ items: [entry] }) => {
      entry!.body = entry!.body.replace(/"note":"[^"]*"/, '"note":"已停工整改"');
      Object.assign(entry!, { ownerId: people.wangfang.id, bodySha256: sha256(entry!.body) });
    });
    await openWith(forged);
    expect(await screen.findByText(/^内容和照片都和文件里的清单一致。/)).toBeTruthy();
    expect(document.body.textContent).not.toContain('手机里存的');
  });

  it('says which photos a report announces and the list hides, and that they are awaited', async () => {
    const server = aServer();
    await openWith(relist(await pack([queuedItem(disk, 2)]), ({ items }) => void (items[0]!.photos = [])), { server });
    expect(await screen.findByText('第 1、2 张照片不在文件里')).toBeTruthy();
    expect(screen.queryByText('没有照片')).toBeNull();
    expect(screen.queryByText(/清单一致/)).toBeNull();
    fireEvent.click(screen.getByText('导入 1 条'));
    expect(await screen.findByText(/^内容已导入，还缺 2 张照片/)).toBeTruthy();
    expect(uploading).not.toHaveBeenCalled();
  });

  it('says that photos are awaited which only the file calls arrived', async () => {
    const item = queuedItem(disk, 2);
    item.photos[0]!.stored = true;
    await openWith(await pack([item]));
    fireEvent.click(await screen.findByText('导入 1 条'));
    expect(await screen.findByText(/^内容已导入，还有照片没到/)).toBeTruthy();
  });

  it('sends neither an entry under another id than its report has, nor two of one id, and says why', async () => {
    const of = (project: string, seq: number) => queuedItem(disk, 0, { seq, label: { project, on: '2026-11-23' } });
    const good = of('好的', 3);
    const zip = relist(await pack([of('换了编号', 1), of('两条一样', 2), good]), ({ items }) => {
      items[0]!.id = idOf(777);
      items.push({ ...items[1]!, body: items[1]!.body.replace('}', ' }'), label: { project: '改过的那条', on: '2026-11-23' } });
    });
    const { server } = await openWith(zip);
    fireEvent.click(await screen.findByText('导入 1 条'));
    await screen.findByText('已计入');
    expect(server.taken.map(({ body }) => body)).toEqual([good.body]);
    expect(card('拍照巡查 · 换了编号').getByText(/^内容里的编号和文件里的清单不一致/)).toBeTruthy();
    for (const title of ['拍照巡查 · 两条一样', '拍照巡查 · 改过的那条']) expect(card(title).getByText(/^文件里不止一条用这个编号/)).toBeTruthy();
  });

  it('shows an entry whose time is none as one that cannot be read, and imports the others', async () => {
    const [bad, good] = [queuedItem(disk, 0, { seq: 1, queuedAt: 'gestern' }), queuedItem(disk, 0, { seq: 2 })];
    await openWith(await pack([bad, good]));
    expect(await screen.findByText('导入 1 条')).toBeTruthy();
    expect(screen.getByText('这些内容读不出来，不能导入。请把文件留好，交给维护人员。')).toBeTruthy();
  });

  it('leaves what its person gave up, unless the office asks for it', async () => {
    const { server } = await openWith(await pack([queuedItem(disk, 0, { state: 'discarded' })]));
    expect(await screen.findByText('本人已放弃这一条。确实需要的话，可以单独导入。')).toBeTruthy();
    expect(screen.queryByText(/^导入 \d 条$/)).toBeNull();
    fireEvent.click(screen.getByText('导入这一条'));
    await screen.findByText('已计入');
    expect(server.taken).toHaveLength(1);
  });

  it('says why one was refused, goes on with the others, and tries only that one again', async () => {
    const [bad, good] = [queuedItem(disk, 0, { seq: 1, label: { project: '甲', on: '2026-11-23' } }), queuedItem(disk, 0, { seq: 2, label: { project: '乙', on: '2026-11-23' } })];
    const server = aServer();
    let isRefusing = true;
    const submit = (input: { body?: unknown }) => {
      if (isRefusing && (input.body as RequestOf<'rescue.submit'>).body === bad.body) throw new ApiError(403, 'owner_role_refused', null);
      return server.submit(input);
    };
    await openWith(await pack([bad, good]), { server, submit });
    fireEvent.click(await screen.findByText('导入 2 条'));
    expect(await screen.findByText('填报人的角色不能报这一类，不能导入。')).toBeTruthy();
    expect(card('拍照巡查 · 甲').getByText('没有导入')).toBeTruthy();
    expect(card('拍照巡查 · 乙').getByText('已计入')).toBeTruthy();
    isRefusing = false;
    fireEvent.click(screen.getByText('再导入 1 条'));
    await waitFor(() => expect(screen.getAllByText('已计入')).toHaveLength(2));
    expect(server.taken.map(({ body }) => body)).toEqual([good.body, bad.body]);
  });

  it('keeps a record whose photos did not get through, and sends them at the next try', async () => {
    const item = queuedItem(disk, 1);
    uploading.mockRejectedValueOnce(new Error('no signal'));
    await openWith(await pack([item]));
    fireEvent.click(await screen.findByText('导入 1 条'));
    expect(await screen.findByText('内容已导入，照片没有传完：没有连上服务器。')).toBeTruthy();
    fireEvent.click(screen.getByText('再导入 1 条'));
    expect(await screen.findByText('已计入')).toBeTruthy();
  });

  it('takes no receipt for other bytes', async () => {
    const server = aServer();
    await openWith(await pack([queuedItem(disk, 1)]), { server, submit: (input: { body?: unknown }) => ({ ...server.submit(input), sha256: 'b'.repeat(64) }) });
    fireEvent.click(await screen.findByText('导入 1 条'));
    expect(await screen.findByText('服务器收到的和手机里的不一致，请重试。')).toBeTruthy();
    expect(uploading).not.toHaveBeenCalled();
  });

  it.each<[string, RegExp, () => Promise<Uint8Array>]>([
    ['no ZIP', /不是园情通导出的文件/, async () => strToU8('hello')],
    ['cut off', /文件不完整/, async () => (await pack([queuedItem(disk, 2)])).slice(0, 400)],
    ['another ZIP', /没有园情通的记录/, async () => zipSync({ 'a.jpg': new Uint8Array(3) })],
    ['of a newer app', /更新版的园情通/, async () => zipSync({ [rescueJson]: strToU8('{"format":"parkpulse-rescue","version":2}') })],
    ['a spoiled list', /清单坏了/, async () => zipSync({ [rescueJson]: strToU8('{"format":"parkpulse-rescue"') })],
  ])('refuses a file that is %s in a sentence, and takes the next one', async (_, sentence, make) => {
    await openWith(await make());
    expect(await screen.findByText(sentence)).toBeTruthy();
    hand(await pack([queuedItem(disk, 0)]));
    await pick();
    expect(await screen.findByText('导入 1 条')).toBeTruthy();
  });

  it('says so when the system does not hand the file over, or the file has nothing to import', async () => {
    picking.mockResolvedValue({ name: 'a.zip', read: () => Promise.reject(new Error('gone')) });
    renderPage(RescuePage, { role: 'office', answers: { 'staff.list': staffList } });
    await pick();
    expect(await screen.findByText('文件没有读出来，请重新选一次。')).toBeTruthy();
    hand(await pack([]));
    await pick();
    expect(await screen.findByText('这个文件里没有没送完的记录。')).toBeTruthy();
  });

  it('needs to know the people of the park first', async () => {
    renderPage(RescuePage, { role: 'office', answers: { 'staff.list': refusal(503, 'unavailable') } });
    expect(await screen.findByText('重试')).toBeTruthy();
    expect(screen.queryByText('选择文件')).toBeNull();
  });
});

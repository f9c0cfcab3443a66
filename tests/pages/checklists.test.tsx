// 检查表 of the office: the reducer, the list, the editor that loses nothing, publishing, two people at once.
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import Taro from '@tarojs/taro';
import { ApiError } from '../../src/api/client';
import type { ChecklistDetail, ChecklistEntry } from '../../src/contract/checklist';
import { draftGapCodes } from '../../src/domain/checklist-draft';
import ChecklistPage from '../../src/pages/office/checklist';
import { cleaned, hasChanges, reduceChecklist, toDraft, type ChecklistAction } from '../../src/pages/office/checklist/draft';
import ChecklistVersionPage from '../../src/pages/office/checklist-version';
import ChecklistsPage from '../../src/pages/office/checklists';
import type { Phone } from '../../src/state/phone';
import { clauseFieldWords, draftGapWords } from '../../src/text/checklist';
import { aClause, aContent } from '../factories/checklist';
import { idOf, people } from '../factories/screen';
import { refusal, renderPage } from '../support/page';
import { aPhone } from '../support/phone';

const id = idOf(800);
const aDetail = (change: Partial<ChecklistDetail> = {}): ChecklistDetail => ({
  id,
  retiredAt: null,
  revision: 3,
  draft: null,
  published: { ...aContent(), version: 2 },
  versions: [
    { version: 2, name: '工地检查表', itemCount: 3, publishedAt: '2026-11-20T02:00:00Z', publishedBy: people.wangfang },
    { version: 1, name: '工地检查表', itemCount: 2, publishedAt: '2026-11-01T02:00:00Z', publishedBy: null },
  ],
  ...change,
});
const anEntry = (change: Partial<ChecklistEntry> = {}): ChecklistEntry => ({
  id, name: '工地检查表', projectCategories: ['industrial'], itemCount: 3, version: 2, publishedAt: '2026-11-20T02:00:00Z', retiredAt: null, draft: null, ...change,
});

describe('the draft', () => {
  const play = (...actions: ChecklistAction[]) => actions.reduce(reduceChecklist, toDraft(aDetail()));
  const keys = (draft: ReturnType<typeof play>) => draft.content.items.map(({ key }) => key).join('');

  it('adds after a clause under its heading, moves by one place and takes out', () => {
    const added = play({ type: 'clauseAdded', key: 'n', after: aClause('a', { basis: '标准' }) });
    expect(keys(added)).toBe('anbc');
    expect(added.content.items[1]).toEqual({ key: 'n', heading: '临时用电', text: '', basis: '标准', defects: [] });
    expect(keys(play({ type: 'clauseAdded', key: 'n', after: null }))).toBe('abcn');
    expect(keys(play({ type: 'clauseMoved', key: 'c', by: -1 }))).toBe('acb');
    expect(keys(play({ type: 'clauseMoved', key: 'a', by: -1 }, { type: 'clauseMoved', key: 'c', by: 1 }))).toBe('abc');
    expect(keys(play({ type: 'clauseRemoved', key: 'b' }))).toBe('ac');
  });

  it('lets the criterion go with the severity', () => {
    const major = play({ type: 'clauseChanged', key: 'a', change: { majorHint: true, majorCriterion: 'relief_out_of_use' } });
    expect(major.content.items[0]).toMatchObject({ majorHint: true, majorCriterion: 'relief_out_of_use' });
    const general = reduceChecklist(major, { type: 'clauseChanged', key: 'a', change: { majorHint: false } });
    expect(general.content.items[0]).toEqual(aClause('a'));
    expect(hasChanges(general)).toBe(false);
  });

  it('is sent without blanks and without phrases that are empty or said twice', () => {
    const { items, name } = cleaned(play({ type: 'name', name: ' 新名 ' }, { type: 'clauseChanged', key: 'a', change: { text: ' 甲 ', basis: ' ', defects: ['无标识', '', ' 无标识', '有杂物'] } }).content);
    expect(name).toBe('新名');
    expect(items[0]).toEqual(aClause('a', { text: '甲', defects: ['无标识', '有杂物'] }));
  });

  it('is put on top of what somebody else saved', () => {
    const theirs = aContent({ items: [aClause('a'), aClause('b', { text: '他改' }), aClause('c')] });
    const merged = play({ type: 'clauseChanged', key: 'a', change: { text: '我改' } }, { type: 'merged', theirs, revision: 4 });
    expect(merged).toMatchObject({ revision: 4, base: theirs });
    expect(merged.content.items.map(({ text }) => text)).toEqual(['我改', '他改', '条款 c']);
  });

  it('has a word for every gap and every field', () => {
    expect(Object.keys(draftGapWords).sort()).toEqual([...draftGapCodes].sort());
    expect(Object.keys(clauseFieldWords)).toHaveLength(7);
  });
});

describe('the list', () => {
  it('shows what is in use, what is not published and, folded, what is retired', async () => {
    renderPage(ChecklistsPage, {
      role: 'office',
      answers: { 'checklist.listAll': { items: [anEntry(), anEntry({ id: idOf(801), name: '新写的', version: null, draft: { savedAt: '2026-11-20T02:00:00Z', savedBy: people.zhaoqiang } }), anEntry({ id: idOf(802), name: '老的', retiredAt: '2026-11-20T02:00:00Z' })] } },
    });
    expect(await screen.findByText('工地检查表')).toBeTruthy();
    expect(screen.getByText('还没发布')).toBeTruthy();
    expect(screen.getByText(/^赵强 .*改过$/)).toBeTruthy();
    expect(screen.queryByText('老的')).toBeNull();
    fireEvent.click(screen.getByText('已停用'));
    expect(screen.getByText('老的')).toBeTruthy();
  });

  it('is empty with the next thing to do, and an error with a way to try again', async () => {
    renderPage(ChecklistsPage, { role: 'office', answers: { 'checklist.listAll': { items: [] } } });
    expect(await screen.findByText('还没有检查表')).toBeTruthy();
    expect(screen.getByText('新建检查表')).toBeTruthy();
  });

  it('says that it could not be read', async () => {
    renderPage(ChecklistsPage, { role: 'office', answers: { 'checklist.listAll': refusal(503, 'unavailable') } });
    expect(await screen.findByText('重试')).toBeTruthy();
  });

  it('makes a copy of another list, with its clauses and keys, and opens it', async () => {
    const open = jest.spyOn(Taro, 'navigateTo');
    let isDown = true;
    const call = renderPage(ChecklistsPage, {
      role: 'office',
      answers: {
        'checklist.listAll': { items: [anEntry()] },
        'checklist.read': aDetail(),
        'checklist.create': ({ body }: { body?: unknown }) => (isDown ? refusal(503, 'unavailable')() : { id: (body as { id: string }).id, revision: 1, savedAt: '' }),
      },
    });
    fireEvent.click(await screen.findByText('新建检查表'));
    fireEvent.click(await screen.findByText('复制现有的'));
    fireEvent.click(await screen.findByText('3 条'));
    fireEvent.click(await screen.findByText('开始编辑'));
    expect(await screen.findByText('服务器暂时没有回应，请稍后再试。')).toBeTruthy();
    isDown = false;
    fireEvent.click(screen.getByText('开始编辑'));
    await waitFor(() => expect(open).toHaveBeenCalledWith({ url: expect.stringMatching(/^\/pages\/office\/checklist\/index\?id=/) }));
    const bodies = call.mock.calls.filter(([name]) => name === 'checklist.create').map(([, input]) => input);
    expect(bodies).toHaveLength(2);
    expect(bodies[0]).toEqual(bodies[1]);
    expect(bodies[0]).toEqual({ body: { id: expect.any(String), name: '工地检查表（副本）', projectCategories: ['industrial'], items: aContent().items } });
  });
});

/** A server with one checklist that others may write to. */
function aServer(start: ChecklistDetail = aDetail()) {
  const server = { detail: start, isDown: false };
  const down = <T,>(answer: (input: { body?: unknown }) => T) => (input: { body?: unknown }) => {
    if (server.isDown) throw new ApiError(503, 'unavailable', null);
    return answer(input);
  };
  const answers = {
    'checklist.read': () => server.detail,
    'checklist.save': down(({ body }) => {
      const { revision, id: _id, ...content } = body as { revision: number; id: string } & ReturnType<typeof aContent>;
      if (revision !== server.detail.revision) throw new ApiError(409, 'checklist_draft_changed', null);
      server.detail = { ...server.detail, revision: revision + 1, draft: { ...content, savedAt: '2026-11-23T02:00:00Z', savedBy: people.wangfang } };
      return { id, revision: revision + 1, savedAt: '' };
    }),
    'checklist.publish': down(() => {
      server.detail = { ...server.detail, published: { ...server.detail.draft!, version: 3 }, draft: null };
      return { id, version: 3, publishedAt: '' };
    }),
    'checklist.retire': down(() => {
      server.detail = { ...server.detail, retiredAt: '2026-11-23T02:00:00Z' };
      return { id, at: '' };
    }),
  };
  const show = (phone: Phone = aPhone()) => renderPage(ChecklistPage, { role: 'office', params: { id }, phone, answers });
  return { server, show };
}

const write = async (from: string, to: string) => {
  fireEvent.click(await screen.findByText(from));
  fireEvent.change(await screen.findByDisplayValue(from), { target: { value: to } });
  fireEvent.click(screen.getByText('写好了'));
  await screen.findByText(to);
};

describe('the editor', () => {
  it('saves the draft on the server, says what changed, and publishes after one question', async () => {
    const { server, show } = aServer();
    const call = show();
    await write('条款 b', '箱门上锁');
    fireEvent.click(screen.getByText('看改动，发布'));
    expect(await screen.findByText('和第 2 版比')).toBeTruthy();
    expect(screen.getByText('检查内容：条款 b → 箱门上锁')).toBeTruthy();
    expect(server.detail.draft?.items[1]).toMatchObject({ key: 'b', text: '箱门上锁' });
    fireEvent.click(screen.getByText('发布第 3 版'));
    expect(await screen.findByText('改动 1 条。发布后这一版不能再改；以前的检查照旧显示当时的条款。')).toBeTruthy();
    expect(call.mock.calls.map(([name]) => name)).not.toContain('checklist.publish');
    fireEvent.click(screen.getByText('发布'));
    await waitFor(() => expect(call).toHaveBeenCalledWith('checklist.publish', { params: { id }, body: { id: expect.any(String), revision: 4 } }));
    expect(await screen.findByText('存草稿')).toBeTruthy();
  });

  it('keeps what could not be sent on the phone, and sends it again as the same save', async () => {
    const { server, show } = aServer();
    const phone = aPhone();
    server.isDown = true;
    const call = show(phone);
    await write('条款 a', '断网时写的');
    for (const isDown of [true, false]) {
      server.isDown = isDown;
      await act(async () => void fireEvent.click(screen.getByText('存草稿')));
      if (isDown) expect(await screen.findByText('服务器暂时没有回应，请稍后再试。')).toBeTruthy();
    }
    await waitFor(() => expect(server.detail.draft?.items[0]).toMatchObject({ text: '断网时写的' }));
    const bodies = call.mock.calls.filter(([name]) => name === 'checklist.save').map(([, input]) => input);
    expect(bodies).toHaveLength(2);
    expect(bodies[0]).toEqual(bodies[1]);
    await waitFor(async () => expect(await phone.drafts.entries()).toEqual([]));
  });

  it('goes on where the phone was left', async () => {
    const { show } = aServer();
    const phone = aPhone();
    const draft = reduceChecklist(toDraft(aDetail()), { type: 'clauseChanged', key: 'a', change: { text: '没存的' } });
    await phone.drafts.set(`019aa000-0000-7000-8000-000000000009.checklist.${id}`, JSON.stringify({ savedAt: '2026-11-23T01:00:00Z', draft }));
    show(phone);
    expect(await screen.findByText('没存的')).toBeTruthy();
    expect(screen.getByText('接着您上次没存到服务器的改动。')).toBeTruthy();
  });

  it('shows what somebody else changed meanwhile, and puts both together', async () => {
    const { server, show } = aServer();
    show();
    await write('条款 a', '我写的');
    server.detail = aDetail({ revision: 4, draft: { ...aContent({ items: [aClause('a'), aClause('b', { text: '他写的' }), aClause('c')] }), savedAt: '2026-11-23T02:00:00Z', savedBy: people.zhaoqiang } });
    fireEvent.click(screen.getByText('存草稿'));
    expect(await screen.findByText('有人先存过')).toBeTruthy();
    expect(screen.getByText(/^赵强 .*存过这份草稿/)).toBeTruthy();
    expect(screen.getByText('检查内容：条款 b → 他写的')).toBeTruthy();
    fireEvent.click(screen.getByText('合在一起'));
    fireEvent.click(await screen.findByText('存草稿'));
    await waitFor(() => expect(server.detail.revision).toBe(5));
    expect(server.detail.draft?.items.map(({ text }) => text)).toEqual(['我写的', '他写的', '条款 c']);
  });

  it('drops the own changes only after a question', async () => {
    const { server, show } = aServer();
    const phone = aPhone();
    show(phone);
    await write('条款 a', '我写的');
    server.detail = aDetail({ revision: 4, draft: { ...aContent({ name: '他的名' }), savedAt: '2026-11-23T02:00:00Z', savedBy: people.zhaoqiang } });
    fireEvent.click(screen.getByText('存草稿'));
    fireEvent.click(await screen.findByText('用对方的'));
    expect(await screen.findByText('放弃您的改动？')).toBeTruthy();
    fireEvent.click(screen.getByText('放弃'));
    expect(await screen.findByDisplayValue('他的名')).toBeTruthy();
    expect(screen.queryByText('我写的')).toBeNull();
    await waitFor(async () => expect(await phone.drafts.entries()).toEqual([]));
  });

  it('adds a clause, which keeps the list from being published until it is written', async () => {
    const { show } = aServer();
    show();
    fireEvent.click((await screen.findAllByText('加一条')).pop()!);
    fireEvent.click(await screen.findByText('写好了'));
    expect(await screen.findByText('1 条没有写检查内容')).toBeTruthy();
    fireEvent.click(screen.getByText('看改动，发布'));
    await screen.findByText('和第 2 版比');
    fireEvent.click(screen.getByText('发布第 3 版'));
    expect(screen.queryByText('发布第 3 版？')).toBeNull();
  });

  it('takes a clause out only after a question', async () => {
    const { show } = aServer();
    show();
    fireEvent.click(await screen.findByText('条款 c'));
    fireEvent.click(await screen.findByText('删除'));
    expect(await screen.findByText('删除这一条？')).toBeTruthy();
    fireEvent.click(screen.getAllByText('删除').pop()!);
    await waitFor(() => expect(screen.queryByText('条款 c')).toBeNull());
  });

  it('retires a list only after a question', async () => {
    const { server, show } = aServer();
    show();
    fireEvent.click(await screen.findByText('停用这份检查表'));
    expect(await screen.findByText('停用这份检查表？')).toBeTruthy();
    expect(server.detail.retiredAt).toBeNull();
    fireEvent.click(screen.getByText('停用'));
    expect(await screen.findByText('重新启用')).toBeTruthy();
  });
});

describe('a version', () => {
  it('shows its clauses, and what it changed', async () => {
    renderPage(ChecklistVersionPage, {
      role: 'office',
      params: { id, version: '2' },
      answers: { 'checklist.readVersion': { ...aContent({ items: [aClause('b'), aClause('a', { majorHint: true, majorCriterion: 'relief_out_of_use', photoOnPass: true })] }), version: 2, publishedAt: '2026-11-20T02:00:00Z', publishedBy: people.wangfang, before: { ...aContent(), version: 1 } } },
    });
    expect(await screen.findByText('工地检查表 第 2 版')).toBeTruthy();
    expect(screen.getByText('合格也拍')).toBeTruthy();
    fireEvent.click(screen.getByText('和第 1 版比'));
    expect(screen.getByText('删去')).toBeTruthy();
    expect(screen.getByText('严重程度：一般 → 重大；判定情形：（没有） → 安全阀、爆破片等没有正常投用；合格也拍：否 → 是')).toBeTruthy();
    expect(screen.getByText('换了位置')).toBeTruthy();
  });
});

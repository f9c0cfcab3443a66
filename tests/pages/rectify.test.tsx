// 整改: what the form asks for by severity, what it begins with, and that it is queued without a signal.
import { fireEvent, screen, waitFor } from '@testing-library/react';
import Taro from '@tarojs/taro';
import { type HazardDetail, rectifyHazardRequestSchema } from '../../src/contract/hazard';
import type { ReportDetail } from '../../src/contract/report';
import ReportDetailPage from '../../src/pages/detail/report-detail';
import { type DraftPhoto, emptyDraft } from '../../src/pages/report/parts/form';
import RectifyPage from '../../src/pages/report/rectify';
import { photosOf, prefilled, problemsOf, type RectifyAction, type RectifyDraft, rectifyBody, reduceRectify, toRectify } from '../../src/pages/report/rectify/draft';
import { readPlace } from '../../src/platform/location';
import { processPhoto, takePhotos } from '../../src/platform/photo';
import { pickFile } from '../../src/platform/pick-file';
import { draftsOf } from '../../src/state/drafts';
import { aHazard, aHazardDetail, aPhoto, aProject, aRectification, aReport, idOf, people } from '../factories/screen';
import { manifestPhoto, rectification } from '../factories/submission';
import { refusal, renderPage } from '../support/page';
import { aPhone } from '../support/phone';
import { smallJpeg, toArrayBuffer } from '../support/pictures';

jest.mock('../../src/platform/photo', () => ({ ...jest.requireActual('../../src/platform/photo'), takePhotos: jest.fn(), processPhoto: jest.fn() }));
jest.mock('../../src/platform/location', () => ({ readPlace: jest.fn() }));
jest.mock('../../src/platform/pick-file', () => ({ pickFile: jest.fn() }));
jest.mock('../../src/platform/subscribe', () => ({ hasSubscribeMessages: false, askToSubscribe: jest.fn() }));
const subscribe = jest.requireMock<{ hasSubscribeMessages: boolean; askToSubscribe: jest.Mock }>('../../src/platform/subscribe');

const me = { id: '019aa000-0000-7000-8000-000000000009', name: '某人', role: 'contact' as const };
const recordId = '0192f0a1-7c00-7000-8000-000000000401';
let taken = 0;
beforeEach(() => {
  jest.mocked(readPlace).mockReset().mockResolvedValue({ missing: 'unavailable' });
  jest.mocked(takePhotos).mockReset().mockImplementation(async () => {
    const bytes = toArrayBuffer(Buffer.concat([smallJpeg(), Buffer.from([(taken += 1)])]));
    return [{ origin: 'camera', isOriginSure: true, read: async () => bytes }];
  });
  jest.mocked(processPhoto).mockReset().mockImplementation(async () => ({
    full: { bytes: new Uint8Array([1, taken]).buffer, width: 2, height: 2 },
    thumb: { bytes: new Uint8Array([2, taken]).buffer, width: 1, height: 1 },
  }));
});

function open(hazard: HazardDetail | (() => never), params: Record<string, string> = { hazardId: idOf(400) }, more: Record<string, unknown> = {}, phone = aPhone()) {
  renderPage(RectifyPage, { role: 'contact', phone, params, answers: { 'hazard.read': hazard, 'project.list': { items: [aProject()] }, ...more } });
  return phone;
}
const submit = () => fireEvent.click(screen.getByText('提交整改'));
const type = (placeholder: RegExp, text: string) => {
  const field = screen.getByPlaceholderText(placeholder);
  (field.tagName === 'INPUT' ? fireEvent.input : fireEvent.change)(field, { target: { value: text } });
};
/** The first camera tile is that of 整改前. Resolves when the photo is in the form. */
const shoot = async (side: 'before' | 'after') => {
  const shown = () => document.querySelectorAll('.photo-grid-remove').length;
  const before = shown();
  fireEvent.click(screen.getAllByRole('button', { name: /拍照|再拍一张/ })[side === 'before' ? 0 : 1]!);
  await waitFor(() => expect(shown()).toBe(before + 1));
};
async function sent(phone: ReturnType<typeof aPhone>) {
  await waitFor(() => expect(phone.outbox.getSnapshot().items).toHaveLength(1));
  const [item] = phone.outbox.getSnapshot().items;
  return { item: item!, body: rectifyHazardRequestSchema.parse(JSON.parse(item!.body)) };
}

describe('a photo taken on the spot', () => {
  const crosses = () => [...document.querySelectorAll('.photo-grid-remove')];

  it('goes only after a question', async () => {
    open(aHazardDetail());
    await screen.findByText('提交整改');
    await shoot('after');
    fireEvent.click(crosses()[0]!);
    expect(await screen.findByText('去掉这张照片？')).toBeTruthy();
    fireEvent.click(screen.getByText('取消'));
    expect(crosses()).toHaveLength(1);
    fireEvent.click(crosses()[0]!);
    fireEvent.click((await screen.findAllByText('去掉')).at(-1)!);
    await waitFor(() => expect(crosses()).toHaveLength(0));
  });

  it('far from the project is told, and no change of the project is proposed', async () => {
    jest.mocked(readPlace).mockResolvedValue({ latitude: 29.6, longitude: 113.4, accuracyM: 10, at: new Date().toISOString() });
    open(aHazardDetail(), undefined, { 'project.list': { items: [aProject({ location: { latitude: 29.487, longitude: 113.4512 } })] } });
    await screen.findByText('提交整改');
    await shoot('after');
    expect(await screen.findByText(/^第 1 张离项目 .* km，会标注，可照常提交$/)).toBeTruthy();
  });
});

describe('the form of a general hazard', () => {
  it('asks for a photo after and the measures, neither funds nor a plan, and queues what the contract takes', async () => {
    const phone = open(aHazardDetail({ rectificationDueOn: '2099-11-30' }));
    expect(await screen.findByText(/^比德 · 要求 2099年11月30日 前整改完/)).toBeTruthy();
    expect(screen.queryByText('资金')).toBeNull();
    expect(screen.queryByText('预案')).toBeNull();
    submit();
    expect(await screen.findByText('还有 2 处要填，见上面标红的地方。')).toBeTruthy();
    expect(screen.getByText('要有整改后的照片，请拍一张；或者附上 PDF。')).toBeTruthy();
    expect(phone.outbox.getSnapshot().items).toEqual([]);

    type(/^怎么整改的/, '加装护栏');
    await shoot('before');
    submit();
    // A photo of before proves nothing.
    expect((await screen.findAllByText('要有整改后的照片，请拍一张；或者附上 PDF。')).length).toBeGreaterThan(0);
    await shoot('after');
    submit();
    const { item, body } = await sent(phone);
    expect(item).toMatchObject({ operation: 'hazard.rectify', path: `/api/hazards/${idOf(400)}/rectify`, lane: body.id, label: { project: '储罐区围堰破损' } });
    expect(body).toMatchObject({ projectId: idOf(100), hazardId: idOf(400), rectification: { responsiblePerson: '某人', measures: '加装护栏', doneBy: '2099-11-30' } });
    expect(body.rectification).not.toHaveProperty('funds');
    expect(body.photos.map(({ itemKey }) => itemKey)).toEqual(['before', 'after']);
    expect(await phone.files.read(item.photos[1]!.fileKey)).not.toBeNull();
  });

  it('takes a PDF in place of the photo', async () => {
    const phone = open(aHazardDetail());
    await screen.findByText('整改后');
    jest.mocked(pickFile).mockResolvedValueOnce({ name: '检测报告.pdf', read: async () => Uint8Array.from(Buffer.from('%PDF-1.7')).buffer });
    fireEvent.click(screen.getByText('添加 PDF'));
    await screen.findByText('检测报告.pdf');
    type(/^怎么整改的/, '更换阀门');
    submit();
    expect((await sent(phone)).body.documents).toHaveLength(1);
  });

  it('begins with the responsible person, and with what was said before it was returned', async () => {
    open(aHazardDetail({ status: 'returned', responsible: people.chenjing, rectification: aRectification(), actions: [{ kind: 'returned', by: people.liming, at: '2026-11-23T02:00:00Z', note: '没固定', submissionId: null, responsible: null, dueOn: null }] }));
    expect(await screen.findByText('上次被退回：没固定')).toBeTruthy();
    expect(screen.getByDisplayValue('周建国')).toBeTruthy();
    expect(screen.getByDisplayValue('四边加装 1.2 m 护栏')).toBeTruthy();
  });
});

describe('in WeChat', () => {
  afterEach(() => {
    subscribe.hasSubscribeMessages = false;
  });

  it('asks within the tap for the message that says how it was verified, and for no other', async () => {
    subscribe.hasSubscribeMessages = true;
    subscribe.askToSubscribe.mockReset().mockResolvedValue({});
    const templates = (['answer', 'rectification'] as const).map((template) => ({ template, templateId: `tmpl-${template}`, credits: 0, isWanted: null }));
    open(aHazardDetail(), undefined, { 'notice.settings': { templates } });
    await screen.findByText('整改后');
    type(/^怎么整改的/, '加装护栏');
    submit();
    expect(subscribe.askToSubscribe).not.toHaveBeenCalled();
    await shoot('after');
    submit();
    expect(subscribe.askToSubscribe.mock.calls).toEqual([[['tmpl-rectification']]]);
  });
});

describe('the form of a major hazard', () => {
  it('asks for all five things', async () => {
    const phone = open(aHazardDetail({ severity: 'major' }));
    await screen.findByText('资金');
    submit();
    expect(await screen.findByText('还有 4 处要填，见上面标红的地方。')).toBeTruthy();
    type(/^怎么整改的/, '四边加装护栏');
    type(/^例如：企业自筹/, '自筹 3.5 万元');
    type(/^再出险情/, '停工撤人');
    await shoot('after');
    submit();
    expect((await sent(phone)).body.rectification).toMatchObject({ funds: '自筹 3.5 万元', contingencyPlan: '停工撤人' });
  });
});

describe('without a signal', () => {
  it('takes from 今天 what it has to know of the hazard', async () => {
    const phone = aPhone();
    // Read before the signal was gone: the same client holds it.
    function Both() {
      return (
        <>
          <Today />
          <RectifyPage />
        </>
      );
    }
    const { useToday } = jest.requireActual<typeof import('../../src/api/today')>('../../src/api/today');
    const Today = () => {
      useToday();
      return null;
    };
    renderPage(Both, { role: 'contact', phone, params: { hazardId: idOf(400) }, answers: { 'today.read': { toRectify: [aHazard({ severity: 'major' })] }, 'hazard.read': refusal(503, 'unavailable'), 'project.list': { items: [] } } });
    expect(await screen.findByText('储罐区围堰破损')).toBeTruthy();
    expect(screen.getByText('资金')).toBeTruthy();
  });

  it('goes on with a draft that knows its hazard', async () => {
    const phone = aPhone();
    const draft = reduceRectify(prefilled(toRectify(emptyDraft(recordId), idOf(400)), aHazard({ severity: 'major' }), null, '陈静'), { type: 'text', field: 'measures', text: '先停用' });
    await draftsOf(phone, me.id).save('rectify', draft);
    open(refusal(503, 'unavailable'), undefined, {}, phone);
    fireEvent.click(await screen.findByText('接着填'));
    expect(await screen.findByDisplayValue('先停用')).toBeTruthy();
    expect(screen.getByText('资金')).toBeTruthy();
  });

  it('of a hazard that was never read says what is missing', async () => {
    open(refusal(404, 'hazard_not_found'));
    expect(await screen.findByText('找不到这条隐患，或者您不能看它。')).toBeTruthy();
  });
});

describe('a correction', () => {
  const body = rectification(idOf(100), idOf(400), { id: idOf(210) });
  const record: ReportDetail = {
    ...aReport({ id: idOf(210), kind: 'hazard_rectify', by: me, photoCount: 2, photos: [aPhoto({ id: 'a', itemKey: 'before' }), aPhoto({ id: 'b', itemKey: 'after' })] }),
    body, documents: [], sha256: 'a'.repeat(64), countedAt: null, importedBy: null, correctedBy: null, checklist: null,
    hazards: [{ id: idOf(400), title: '储罐区围堰破损', severity: 'general', status: 'rectified', itemKey: null }], milestoneReport: null, itemRecord: null,
  };

  it('begins with what it said, and names it', async () => {
    const phone = open(aHazardDetail({ status: 'rectified', severity: 'major', rectification: aRectification() }), { corrects: idOf(210) }, { 'report.read': record });
    expect(await screen.findByDisplayValue('加锁并贴责任牌')).toBeTruthy();
    expect(screen.getByDisplayValue('断电抢修预案')).toBeTruthy();
    await shoot('after');
    submit();
    const { body: corrected, item } = await sent(phone);
    expect(item.path).toBe(`/api/hazards/${idOf(400)}/rectify`);
    expect(corrected).toMatchObject({ corrects: idOf(210), hazardId: idOf(400), rectification: { responsiblePerson: '陈静', doneBy: '2026-11-29', funds: '自筹 2000 元' } });
  });

  const show = (hazard: Partial<HazardDetail>) => renderPage(ReportDetailPage, { role: 'contact', params: { id: idOf(210) }, answers: { 'report.read': record, 'hazard.read': aHazardDetail(hazard) } });

  it('is offered for the one that waits, whose page shows what was said and both sides', async () => {
    const navigate = jest.spyOn(Taro, 'navigateTo');
    show({ status: 'rectified', rectification: aRectification() });
    fireEvent.click(await screen.findByText('更正这条记录'));
    expect(navigate).toHaveBeenCalledWith({ url: `/pages/report/rectify/index?corrects=${idOf(210)}` });
    for (const text of ['加锁并贴责任牌', '断电抢修预案', '整改前', '整改后', '整改的隐患', '储罐区围堰破损']) expect(screen.getByText(text)).toBeTruthy();
  });

  it.each<[string, Partial<HazardDetail>]>([
    ['returned', { status: 'returned', rectification: aRectification() }],
    ['closed', { status: 'closed', rectification: aRectification() }],
    ['done anew meanwhile', { status: 'rectified', rectification: aRectification({ submissionId: idOf(211) }) }],
  ])('is not offered once it was %s', async (_, hazard) => {
    const call = show(hazard);
    await waitFor(() => expect(call).toHaveBeenCalledWith('hazard.read', expect.anything()));
    await screen.findByText('加锁并贴责任牌');
    expect(screen.queryByText('更正这条记录')).toBeNull();
  });
});

describe('its reducer', () => {
  const photo = (itemKey?: string): DraftPhoto => ({ ...manifestPhoto(itemKey === undefined ? {} : { itemKey }), fileKey: `${itemKey}`, thumbKey: 't' }) as DraftPhoto;
  const begun = (change = {}) => prefilled(toRectify(emptyDraft(recordId), idOf(400)), aHazard(change), null, '陈静');
  const play = (draft: RectifyDraft, ...actions: RectifyAction[]) => actions.reduce(reduceRectify, draft);

  it('is no draft before something was touched', () => {
    expect(begun()).toMatchObject({ isTouched: false, projectId: idOf(100), doneBy: '2026-11-30', responsiblePerson: '陈静' });
    expect(play(begun(), { type: 'text', field: 'note', text: '' }).isTouched).toBe(true);
  });

  it('asks for the five things of 重大, for three of 一般, and for a state after', () => {
    expect(problemsOf(begun())).toEqual(['after', 'measures']);
    expect(problemsOf(begun({ severity: 'major' }))).toEqual(['after', 'measures', 'funds', 'contingencyPlan']);
    expect(problemsOf(play(begun(), { type: 'text', field: 'responsiblePerson', text: ' ' }, { type: 'photoAdded', photo: photo('before') }))).toEqual(['after', 'responsiblePerson', 'measures']);
    expect(problemsOf(play(begun(), { type: 'text', field: 'measures', text: '好了' }, { type: 'photoAdded', photo: photo() }))).toEqual([]);
  });

  it('counts a photo without a side to those after', () => {
    const draft = play(begun(), ...['before', 'after', undefined].map((side): RectifyAction => ({ type: 'photoAdded', photo: photo(side) })));
    expect([photosOf(draft, 'before'), photosOf(draft, 'after')].map((photos) => photos.length)).toEqual([1, 2]);
  });

  it('does not send what a general hazard is not asked for', () => {
    const draft = play(begun(), { type: 'text', field: 'funds', text: '100 元' }, { type: 'text', field: 'measures', text: '好了' }, { type: 'photoAdded', photo: photo('after') });
    expect(rectifyHazardRequestSchema.parse(rectifyBody(draft, new Date())).rectification).toEqual({ responsiblePerson: '陈静', measures: '好了', doneBy: '2026-11-30' });
  });
});

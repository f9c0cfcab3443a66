import { fireEvent, screen, waitFor } from '@testing-library/react';
import Taro from '@tarojs/taro';
import type { ProofSlice } from '../../src/contract/proof';
import VerifyPage from '../../src/pages/office/verify';
import { noWalk, walkReducer, type Walk } from '../../src/pages/office/verify/walk';
import { bide, idOf } from '../factories/screen';
import { refusal, renderPage } from '../support/page';

beforeAll(() => jest.useFakeTimers({ now: new Date('2026-11-23T08:30:00Z'), doNotFake: ['setTimeout', 'queueMicrotask', 'nextTick', 'setImmediate', 'performance'] }));
afterAll(() => jest.useRealTimers());

const totals = { park: '临湘高新区', digests: 2, plans: 1, records: 5, answers: 0, photos: 3 };
const slice = (change: Partial<ProofSlice>): ProofSlice => ({ step: 'digests', checked: 0, misfits: [], heads: [], totals: null, next: null, ...change });
const head = { number: 2, on: '2026-11-22', head: `abcd${'0'.repeat(60)}` };

/** A whole check by slice, as `after` asks for them. */
const slices: Record<string, ProofSlice> = {
  '': slice({ checked: 2, heads: [{ ...head, number: 1 }, head], totals, next: 'gaps' }),
  gaps: slice({ step: 'gaps', checked: 1, next: 'plans' }),
  plans: slice({ step: 'plans', checked: 1, next: 'records' }),
  records: slice({ step: 'records', checked: 5, next: 'answers' }),
  answers: slice({ step: 'answers', next: 'photos' }),
  photos: slice({ step: 'photos', checked: 3 }),
};

const show = (change: Record<string, ProofSlice | (() => never)> = {}, items: unknown[] = []) =>
  renderPage(VerifyPage, {
    role: 'office',
    answers: {
      'proof.list': { items },
      'proof.read': ({ query }: { query?: Record<string, unknown> }) => {
        const answer = { ...slices, ...change }[String(query?.after ?? '')]!;
        return typeof answer === 'function' ? answer() : answer;
      },
    },
  });

describe('a check', () => {
  it('asks slice by slice and says that all fits, with the head to compare', async () => {
    const call = show();
    fireEvent.click(await screen.findByText('开始核验'));
    expect(await screen.findByText('全部相符')).toBeTruthy();
    expect(call.mock.calls.filter(([name]) => name === 'proof.read').map(([, input]) => (input as { query: { after?: string } }).query.after)).toEqual([undefined, 'gaps', 'plans', 'records', 'answers', 'photos']);
    expect(screen.getByText('核对了 2 期简报、1 份计划、5 条记录、0 次答复、3 张照片，没有发现改动、缺失或增减。')).toBeTruthy();
    expect(screen.getByText('abcd 0000 0000 0000')).toBeTruthy();
    expect(screen.getByText('第 2 期，长图上印的核验码就是它的开头。复制下来，请园区以外的人存着；以后拿来对得上，就说明到这一期为止没有被换过。')).toBeTruthy();
    expect(screen.getByText('再核验一次')).toBeTruthy();
  });

  it('names the first misfit, counts each once, and leads to its record', async () => {
    const open = jest.spyOn(Taro, 'navigateTo');
    const changed = { code: 'photo_changed' as const, recordId: idOf(200), photo: { ordinal: 2, shortCode: '7K2F9QD4M3' } };
    const removed = { code: 'record_removed' as const, recordId: idOf(201), digest: { number: 1, on: '2026-11-21' } };
    show({ '': slice({ checked: 2, totals, misfits: [removed], next: 'gaps' }), gaps: slice({ step: 'gaps', misfits: [{ code: 'record_removed', recordId: idOf(201) }], next: 'photos' }), photos: slice({ step: 'photos', misfits: [changed] }) });
    fireEvent.click(await screen.findByText('开始核验'));
    expect(await screen.findByText('有 2 处不符')).toBeTruthy();
    expect(screen.getByText('第一处不符')).toBeTruthy();
    // Nothing is behind a record that is gone.
    fireEvent.click(screen.getByText('记录不见了'));
    expect(open).not.toHaveBeenCalled();
    expect(screen.getByText(`11月21日 第 1 期 · ${idOf(201)}`)).toBeTruthy();
    fireEvent.click(screen.getByText('照片文件被改过（第 2 张）'));
    expect(open).toHaveBeenCalledWith({ url: `/pages/detail/report-detail/index?id=${idOf(200)}&photo=2` });
  });

  it('interrupted by an outage says so and goes on where it was', async () => {
    let isDown = true;
    const call = show({ photos: (() => (isDown ? refusal(503, 'unavailable')() : slices.photos)) as () => never });
    fireEvent.click(await screen.findByText('开始核验'));
    expect(await screen.findByText('服务器暂时没有回应，请稍后再试。')).toBeTruthy();
    expect(screen.queryByText('全部相符')).toBeNull();
    isDown = false;
    const before = call.mock.calls.length;
    fireEvent.click(screen.getByText('接着核验'));
    expect(await screen.findByText('全部相符')).toBeTruthy();
    expect(call.mock.calls.slice(before).map(([, input]) => (input as { query: { after?: string } }).query.after)).toEqual(['photos']);
  });
});

describe('the daily check', () => {
  it('says that it found nothing', async () => {
    show();
    expect(await screen.findByText('每天夜里抽查照片文件，目前没有发现不符。')).toBeTruthy();
  });

  it('lists what it found and opens the photo in its record', async () => {
    const open = jest.spyOn(Taro, 'navigateTo');
    show({}, [{ submissionId: idOf(200), ordinal: 3, shortCode: '7K2F9QD4M3', project: bide, misfit: 'photo_missing', misfitAt: '2026-11-22T17:30:00Z' }]);
    expect(await screen.findByText('照片文件不见了')).toBeTruthy();
    fireEvent.click(screen.getByText('比德 · 7K2F9QD4M3'));
    await waitFor(() => expect(open).toHaveBeenCalledWith({ url: `/pages/detail/report-detail/index?id=${idOf(200)}&photo=3` }));
  });
});

describe('walkReducer', () => {
  const running: Walk = { ...noWalk, phase: 'running' };

  it('drops a slice that comes after 停止', () => {
    const stopped = walkReducer(running, { type: 'stop' });
    expect(walkReducer(stopped, { type: 'slice', slice: slices['']! })).toBe(stopped);
  });

  it('begins anew from nothing, and resumes with everything', () => {
    const half = walkReducer(running, { type: 'slice', slice: slices['']! });
    expect(half).toMatchObject({ step: 'gaps', checked: 2, totals, head, next: 'gaps' });
    expect(walkReducer({ ...half, phase: 'stopped', error: new Error() }, { type: 'resume' })).toEqual(half);
    expect(walkReducer(half, { type: 'start' })).toEqual(running);
  });
});

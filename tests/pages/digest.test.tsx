import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import Taro from '@tarojs/taro';
import DigestPage from '../../src/pages/leader/digest';
import { useHazardList } from '../../src/state/hazard-list';
import { useSettings } from '../../src/state/settings';
import { aDigest, idOf } from '../factories/screen';
import { refusal, renderPage } from '../support/page';

describe('digest', () => {
  it('of an empty day says so in every part', async () => {
    renderPage(DigestPage, { answers: { 'digest.read': aDigest() } });
    expect(await screen.findByText('今天没有新的记录，也没有要您过问的事。')).toBeTruthy();
    expect(screen.getByText('今天没有需要您过问的事')).toBeTruthy();
    expect(screen.getByText('今天还没有新的变化')).toBeTruthy();
    expect(screen.queryByText('0 条记录')).toBeNull();
    expect(screen.queryByText('核验码')).toBeNull();
    expect(screen.getByText('未定稿（18:00 定稿）')).toBeTruthy();
    expect(screen.queryByText('主要指标')).toBeNull();
  });

  it('leads from its counts of hazards to their list, unless they are those of an older day', async () => {
    const open = jest.spyOn(Taro, 'switchTab').mockClear();
    const digest = aDigest({ hazards: { opened: 7, rectified: 0, returned: 0, closed: 0, open: 14, overdue: 5 } });
    renderPage(DigestPage, { answers: { 'digest.read': digest } });
    fireEvent.click(await screen.findByText('5'));
    expect(open).toHaveBeenLastCalledWith({ url: '/pages/hazards/index' });
    expect(useHazardList.getState().listed).toBe('overdue');
    cleanup();
    open.mockClear();
    renderPage(DigestPage, { answers: { 'digest.read': { ...digest, nextOn: '2026-11-24' } } });
    fireEvent.click(await screen.findByText('14'));
    expect(open).not.toHaveBeenCalled();
  });

  it('of a full day leads from each statement to its record', async () => {
    const open = jest.spyOn(Taro, 'navigateTo');
    const link = { kind: 'hazard', id: idOf(400) } as const;
    renderPage(DigestPage, {
      answers: {
        'digest.read': aDigest({
          frozenAt: '2026-11-23T10:00:00Z',
          headline: '驰兴投产；科兴 1 处重大隐患逾期未改。',
          attention: [{ kind: 'major_hazard', light: 'overdue', tag: '重大隐患 · 逾期 1 天', title: '科兴：可燃气体报警器停用', why: '期限 11月22日，还没提交整改', who: '找 王强', link }],
          sections: [
            {
              section: '项目',
              title: '项目建设',
              lines: [
                { text: '驰兴 投产，陈静确认', strong: [], links: [{ kind: 'report', id: idOf(300) }] },
                { text: '比德 巡查 2 次', strong: [], links: [{ kind: 'report', id: idOf(301) }, { kind: 'report', id: idOf(302) }] },
              ],
            },
          ],
          recordCount: 9,
          lights: { normal: 88, behind: 17, overdue: 3, no_data: 56 },
          turned: [{ id: idOf(501), name: '进出口总额', from: 'normal', to: 'behind', rule: '少于应到进度' }],
          indicators: [{ id: idOf(502), name: '实缴税收', value: 9.42, target: 11, op: '>=', unit: '亿元', expected: 9.3, light: 'normal', rule: '跟得上应到进度' }],
          elapsed: 0.9,
          silentProjects: [{ id: idOf(102), name: '兴业路', days: 20 }],
        }),
      },
    });
    expect(await screen.findByText('18:00 定稿')).toBeTruthy();
    expect(screen.getByText('全年 164 项')).toBeTruthy();
    expect(screen.getByText('/ 11 亿元')).toBeTruthy();
    expect(screen.getByText('20 天')).toBeTruthy();

    fireEvent.click(screen.getByText('期限 11月22日，还没提交整改'));
    expect(open).toHaveBeenLastCalledWith({ url: `/pages/detail/hazard-detail/index?id=${idOf(400)}&digestOn=2026-11-23` });
    fireEvent.click(screen.getByText('驰兴 投产，陈静确认'));
    expect(open).toHaveBeenLastCalledWith({ url: `/pages/detail/report-detail/index?id=${idOf(300)}&digestOn=2026-11-23` });
    fireEvent.click(screen.getByText('比德 巡查 2 次'));
    fireEvent.click(await screen.findByText('记录 2'));
    expect(open).toHaveBeenLastCalledWith({ url: `/pages/detail/report-detail/index?id=${idOf(302)}&digestOn=2026-11-23` });
  });

  it('turns the pages of the days', async () => {
    const call = renderPage(DigestPage, { answers: { 'digest.read': aDigest({ previousOn: '2026-11-22' }) } });
    fireEvent.click(await screen.findByRole('button', { name: '前一天' }));
    await waitFor(() => expect(call).toHaveBeenLastCalledWith('digest.read', { query: { on: '2026-11-22' } }));
  });

  it('leads to the report of its day', async () => {
    const opened = jest.spyOn(Taro, 'navigateTo');
    renderPage(DigestPage, { answers: { 'digest.read': aDigest() } });
    fireEvent.click(await screen.findByText('导出日报'));
    await waitFor(() => expect(opened).toHaveBeenLastCalledWith(expect.objectContaining({ url: '/pages/leader/documents/index?on=2026-11-23' })));
  });

  it('turns them by a swipe too, and says where they end', async () => {
    const toast = jest.spyOn(Taro, 'showToast');
    const call = renderPage(DigestPage, { answers: { 'digest.read': aDigest({ previousOn: '2026-11-22' }) } });
    const line = await screen.findByText('今天没有需要您过问的事');
    const swipe = (toX: number, toY = 400) => {
      fireEvent.touchStart(line, { touches: [{ clientX: 200, clientY: 400 }] });
      fireEvent.touchEnd(line, { changedTouches: [{ clientX: toX, clientY: toY }] });
    };
    swipe(100);
    expect(toast).toHaveBeenLastCalledWith(expect.objectContaining({ title: '已经是最新一期' }));
    swipe(300, 800);
    expect(call).toHaveBeenCalledTimes(1);
    swipe(300);
    await waitFor(() => expect(call).toHaveBeenLastCalledWith('digest.read', { query: { on: '2026-11-22' } }));
  });

  it('that is frozen shows the code that its pictures carry, and where to check one', async () => {
    const opened = jest.spyOn(Taro, 'navigateTo');
    renderPage(DigestPage, { answers: { 'digest.read': aDigest({ number: 14, frozenAt: '2026-11-23T10:00:00Z', head: '3f9a12bc77d098aa'.repeat(4) }) } });
    expect(await screen.findByText('第 14 期 · 18:00 定稿')).toBeTruthy();
    expect(screen.getByText('3f9a 12bc 77d0 98aa')).toBeTruthy();
    fireEvent.click(screen.getByText('核对收到的长图'));
    expect(opened).toHaveBeenLastCalledWith({ url: '/pages/leader/digest-code/index' });
  });

  it('shows the projects silent longest, and the others on demand', async () => {
    const silentProjects = Array.from({ length: 7 }, (_, index) => ({ id: idOf(100 + index), name: `项目${index}`, days: 90 - index }));
    renderPage(DigestPage, { answers: { 'digest.read': aDigest({ silentProjects }) } });
    expect(await screen.findByText('项目4')).toBeTruthy();
    expect(screen.queryByText('项目5')).toBeNull();
    fireEvent.click(screen.getByText('看全部'));
    expect(screen.getByText('项目6')).toBeTruthy();
  });

  it('of a day without one leads back to today', async () => {
    renderPage(DigestPage, { params: { on: '2020-01-01' }, answers: { 'digest.read': refusal(404, 'digest_not_found') } });
    expect(await screen.findByText('看今天的')).toBeTruthy();
  });
});

describe('a line that moved values of the plan', () => {
  const effects = [
    { itemId: idOf(501), name: '竣工投产项目', unit: '个', isShare: false, before: 27, after: 28, delta: 1 },
    { itemId: idOf(502), name: '报批土地供地率', unit: null, isShare: true, before: null, after: 0.8, delta: 0.8 },
    { itemId: idOf(503), name: '绿色化工产业园竣工投产项目', unit: '个', isShare: false, before: 3, after: 4, delta: 1 },
  ];
  const digest = aDigest({ sections: [{ section: '项目', title: '项目建设', lines: [{ text: '投产 +1，驰兴由企业确认', strong: ['+1'], links: [{ kind: 'report', id: idOf(200), label: '驰兴 李明' }], effects }] }] });

  it('says so, and leads to its record and to each of the items', async () => {
    const opened = jest.spyOn(Taro, 'navigateTo');
    renderPage(DigestPage, { answers: { 'digest.read': digest } });
    expect(await screen.findByText('竣工投产项目 27 → 28 个，报批土地供地率 80%，共影响 3 项')).toBeTruthy();
    fireEvent.click(screen.getByText('投产 +1，驰兴由企业确认'));
    expect(await screen.findByText('驰兴 李明')).toBeTruthy();
    fireEvent.click(screen.getByText('绿色化工产业园竣工投产项目'));
    await waitFor(() => expect(opened).toHaveBeenLastCalledWith(expect.objectContaining({ url: `/pages/leader/plan-item/index?id=${idOf(503)}&digestOn=2026-11-23` })));
  });
});

describe('what needs the leader', () => {
  const attention = [{ kind: 'dispute', light: 'behind', tag: '有异议', title: '创欧 投产', why: '设备还在调试', who: '找上报人 李明', link: { kind: 'report', id: idOf(300) } }] as const;

  it('says by what rule it was chosen where it is not all there is', async () => {
    renderPage(DigestPage, { answers: { 'digest.read': aDigest({ attention: [...attention], attentionCount: 9 }) } });
    expect(await screen.findByText('前 1 件，共 9 件')).toBeTruthy();
    expect(screen.getByText(/^先列安全事故和没关闭的重大隐患/)).toBeTruthy();
    cleanup();
    renderPage(DigestPage, { answers: { 'digest.read': aDigest({ attention: [...attention], attentionCount: 1 }) } });
    await screen.findByText('创欧 投产');
    expect(screen.queryByText(/^先列安全事故/)).toBeNull();
  });
});

describe('what was read last on this phone', () => {
  it('is said where digests lie in between, and not on the next visit', async () => {
    useSettings.setState({ digestReadOn: '2026-11-18' });
    renderPage(DigestPage, { answers: { 'digest.read': aDigest({ previousOn: '2026-11-22' }) } });
    expect(await screen.findByText(/上次看到 11月18日 那期/)).toBeTruthy();
    expect(useSettings.getState().digestReadOn).toBe('2026-11-23');
    cleanup();
    renderPage(DigestPage, { answers: { 'digest.read': aDigest({ previousOn: '2026-11-22' }) } });
    await screen.findByText('需要您过问');
    expect(screen.queryByText(/上次看到/)).toBeNull();
  });
});

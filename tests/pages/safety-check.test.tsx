import { fireEvent, screen, waitFor } from '@testing-library/react';
import Taro from '@tarojs/taro';
import { submitSafetyCheckRequestSchema } from '../../src/contract/safety-check';
import SafetyCheckPage from '../../src/pages/report/safety-check';
import { readPlace } from '../../src/platform/location';
import { useSettings } from '../../src/state/settings';
import { aProject, idOf } from '../factories/screen';
import { renderPage } from '../support/page';
import { aPhone } from '../support/phone';

jest.mock('../../src/platform/location', () => ({ readPlace: jest.fn() }));

const checklist = {
  key: 'site',
  name: '工地安全检查表',
  projectCategories: ['industrial'],
  versionId: idOf(700),
  version: 1,
  items: ['临时用电', '脚手架', '消防'].map((heading, index) => ({ key: `c${index}`, heading, text: `${heading}符合要求`, defects: [] })),
};

beforeEach(() => {
  useSettings.setState({ lastProjectId: idOf(100) });
  jest.mocked(readPlace).mockResolvedValue({ missing: 'unavailable' });
});

describe('safety check', () => {
  it('lets the project be changed after the checklist was chosen, over the first clause and over the summary', async () => {
    const phone = aPhone();
    const projects = { items: [aProject(), aProject({ id: idOf(101), name: '比德专线' }), aProject({ id: idOf(102), name: '璟丰' })] };
    renderPage(SafetyCheckPage, { role: 'inspector', phone, answers: { 'project.list': projects, 'checklist.list': { items: [checklist] } } });
    const change = async (name: string) => {
      fireEvent.click(screen.getByText('更换'));
      fireEvent.click(await screen.findByText(name));
      await waitFor(() => expect(screen.getByText(new RegExp(`^${name} · 工地安全检查表`))).toBeTruthy());
    };
    await screen.findByText('比德');
    fireEvent.click(await screen.findByText('工地安全检查表'));
    await screen.findByText('临时用电符合要求');
    await change('比德专线');

    fireEvent.click(screen.getByText('合格'));
    fireEvent.click(screen.getByText('下一条'));
    await screen.findByText('脚手架符合要求');
    // In the middle the clause has the room.
    expect(screen.queryByText('更换')).toBeNull();
    fireEvent.click(screen.getByText('合格'));
    fireEvent.click(screen.getByText('下一条'));
    await screen.findByText('消防符合要求');
    fireEvent.click(screen.getByText('合格'));
    fireEvent.click(screen.getByText('看结果'));
    await change('璟丰');

    fireEvent.click(screen.getByText('提交检查'));
    await waitFor(() => expect(phone.outbox.getSnapshot().items).toHaveLength(1));
    const sent = submitSafetyCheckRequestSchema.parse(JSON.parse(phone.outbox.getSnapshot().items[0]!.body));
    expect(sent.projectId).toBe(idOf(102));
    expect(sent.answers.map(({ answer }) => answer)).toEqual(['pass', 'pass', 'pass']);
  });

  it('begins a failure with what the checklist suggests, and takes another criterion', async () => {
    const phone = aPhone();
    const hinted = { ...checklist, items: [{ ...checklist.items[0]!, majorHint: true, majorCriterion: 'relief_out_of_use' }, { ...checklist.items[1]!, photoOnPass: true }] };
    renderPage(SafetyCheckPage, { role: 'inspector', phone, answers: { 'project.list': { items: [aProject()] }, 'checklist.list': { items: [hinted] } } });
    await screen.findByText('比德');
    fireEvent.click(await screen.findByText('工地安全检查表'));
    fireEvent.click(await screen.findByText('不合格'));
    expect(screen.getByText('检查表建议重大，请核对')).toBeTruthy();
    expect(screen.getByText('重大隐患默认 3 天')).toBeTruthy();
    fireEvent.click(screen.getByText('第 15 种 安全阀、爆破片等没有正常投用'));
    fireEvent.click(await screen.findByText('架空电力线违规穿越生产区'));
    expect(await screen.findByText('第 9 种 架空电力线违规穿越生产区')).toBeTruthy();
    fireEvent.click(screen.getByText('一般'));
    expect(screen.getByText('这一条不合格，多数是重大隐患，请核对')).toBeTruthy();
    expect(screen.queryByText('判定情形')).toBeNull();
  });

  it('asks for a photo of a clause that passes where the checklist does, and goes on without one', async () => {
    const asking = { ...checklist, items: [{ ...checklist.items[0]!, photoOnPass: true }, checklist.items[1]!] };
    renderPage(SafetyCheckPage, { role: 'inspector', phone: aPhone(), answers: { 'project.list': { items: [aProject()] }, 'checklist.list': { items: [asking] } } });
    await screen.findByText('比德');
    fireEvent.click(await screen.findByText('工地安全检查表'));
    fireEvent.click(await screen.findByText('合格'));
    expect(screen.getByText('留一张照片')).toBeTruthy();
    fireEvent.click(screen.getByText('下一条'));
    expect(await screen.findByText('脚手架符合要求')).toBeTruthy();
    fireEvent.click(screen.getByText('合格'));
    expect(screen.queryByText('留一张照片')).toBeNull();
  });
});

describe('a check begun by the code on a facility', () => {
  const station = aProject({ id: idOf(101), name: '特勤消防站', category: 'safety_facility' });
  const of = (versionId: string, name: string) => ({ ...checklist, key: name, name, versionId, projectCategories: ['safety_facility'] });
  const fire = of(idOf(701), '消防站检查表');
  const open = (items: (typeof checklist)[], params: Record<string, string> = { projectId: station.id, scanned: '1' }) =>
    renderPage(SafetyCheckPage, { role: 'inspector', phone: aPhone(), params, answers: { 'project.list': { items: [station] }, 'checklist.list': { items } } });

  it('begins at the first clause of its checklist, and takes another one before anything is answered', async () => {
    open([checklist, of(idOf(702), '卡口检查表'), fire]);
    expect(await screen.findByText(/^特勤消防站 · 消防站检查表/)).toBeTruthy();
    fireEvent.click(screen.getByText('看项目页'));
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: `/pages/detail/project-detail/index?id=${station.id}` });
    fireEvent.click(screen.getByText('换检查表'));
    fireEvent.click(await screen.findByText('卡口检查表'));
    expect(await screen.findByText(/^特勤消防站 · 卡口检查表/)).toBeTruthy();
    fireEvent.click(screen.getByText('合格'));
    expect(screen.queryByText('换检查表')).toBeNull();
  });

  it('leaves the choice where several fit alike', async () => {
    open([of(idOf(702), '卡口检查表'), of(idOf(703), '工地检查表')]);
    expect(await screen.findByText('用哪份检查表')).toBeTruthy();
  });

  it('is proposed nothing when it was opened by hand', async () => {
    open([fire], { projectId: station.id });
    expect(await screen.findByText('用哪份检查表')).toBeTruthy();
  });
});

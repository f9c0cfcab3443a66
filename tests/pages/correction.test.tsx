// 更正: who is offered it, what the form begins with, and that what is sent names the record it takes the place of.
import { fireEvent, screen, waitFor } from '@testing-library/react';
import Taro from '@tarojs/taro';
import type { ReportDetail } from '../../src/contract/report';
import ReportDetailPage from '../../src/pages/detail/report-detail';
import InspectionPage from '../../src/pages/report/inspection';
import { submitInspectionRequestSchema } from '../../src/contract/inspection';
import { reportMilestoneRequestSchema } from '../../src/contract/milestone';
import { submitProgressRequestSchema } from '../../src/contract/progress';
import type { Role } from '../../src/domain/role';
import { emptyDraft } from '../../src/pages/report/parts/form';
import ProgressPage from '../../src/pages/report/progress';
import { correctingProgress, milestoneBody } from '../../src/pages/report/progress/draft';
import { draftsOf } from '../../src/state/drafts';
import { aProject, aProjectDetail, aReport, idOf } from '../factories/screen';
import { manifestPhoto } from '../factories/submission';
import { renderPage } from '../support/page';
import { aPhone } from '../support/phone';

const me = { id: '019aa000-0000-7000-8000-000000000009', name: '某人', role: 'inspector' as const };
const record = (change: Partial<ReportDetail> = {}): ReportDetail => ({
  ...aReport({ by: me }), body: {}, sha256: 'a'.repeat(64), countedAt: null, importedBy: null, correctedBy: null, checklist: null, hazards: [], milestoneReport: null, itemRecord: null, ...change,
});

describe('the record', () => {
  const offered = async (role: Role, report: ReportDetail) => {
    renderPage(ReportDetailPage, { role, params: { id: report.id }, answers: { 'report.read': report } });
    await screen.findByText('看项目');
    return screen.queryByText('更正这条记录') !== null;
  };

  it.each<[string, Role, Partial<ReportDetail>, boolean]>([
    ['its sender', 'inspector', {}, true],
    ['the office', 'office', { by: { ...me, id: idOf(7) } }, true],
    ['a colleague', 'inspector', { by: { ...me, id: idOf(7) } }, false],
    ['a leader', 'leader', { by: { ...me, id: idOf(7) } }, false],
    ['its sender, corrected already', 'inspector', { correctedBy: idOf(201) }, false],
    ['its sender, of a safety check', 'inspector', { kind: 'safety_check' }, false],
  ])('is offered to %s', async (_, role, change, expected) => expect(await offered(role, record(change))).toBe(expected));

  it('leads to the form of its kind', async () => {
    const open = jest.spyOn(Taro, 'navigateTo');
    await offered('inspector', record({ kind: 'inspection' }));
    fireEvent.click(screen.getByText('更正这条记录'));
    expect(open).toHaveBeenCalledWith({ url: `/pages/report/inspection/index?corrects=${idOf(200)}` });
  });
});

describe('the form', () => {
  const project = aProject();
  const answers = (report: ReportDetail) => ({ 'report.read': report, 'project.list': { items: [project, aProject({ id: idOf(101), name: '比德专线' })] }, 'project.read': aProjectDetail() });

  it('of an inspection begins with its words, keeps the project, and names it', async () => {
    const phone = aPhone();
    renderPage(InspectionPage, { role: 'inspector', phone, params: { corrects: idOf(200) }, answers: answers(record({ kind: 'inspection', note: '写错了', body: { note: '写错了' } })) });
    expect(await screen.findByDisplayValue('写错了')).toBeTruthy();
    expect(screen.getByText(/^更正：提交后以这一份为准/)).toBeTruthy();
    expect(screen.queryByText('更换')).toBeNull();
    fireEvent.input(screen.getByDisplayValue('写错了'), { target: { value: '写对了' } });
    fireEvent.click(screen.getByText('提交'));
    await waitFor(() => expect(phone.outbox.getSnapshot().items).toHaveLength(1));
    const body = submitInspectionRequestSchema.parse(JSON.parse(phone.outbox.getSnapshot().items[0]!.body));
    expect(body).toMatchObject({ corrects: idOf(200), projectId: project.id, note: '写对了' });
  });

  it('of progress begins with its figures; a reason is asked for in case', async () => {
    const phone = aPhone();
    const report = record({ body: { percent: 95, investmentToDateYuan: 100_000_000, problems: ['power'], problemNote: '专线未通' } });
    renderPage(ProgressPage, { role: 'office', phone, params: { corrects: idOf(200) }, answers: answers(report) });
    expect(await screen.findByDisplayValue('专线未通')).toBeTruthy();
    fireEvent.input(screen.getByPlaceholderText('例如：上次多算了设备安装'), { target: { value: '录错' } });
    fireEvent.click(screen.getByText('提交进度'));
    await waitFor(() => expect(phone.outbox.getSnapshot().items).toHaveLength(1));
    const [item] = phone.outbox.getSnapshot().items;
    expect(item!.operation).toBe('progress.submit');
    expect(submitProgressRequestSchema.parse(JSON.parse(item!.body))).toMatchObject({ corrects: idOf(200), percent: 95, percentReason: '录错', investmentToDateYuan: 100_000_000, problems: ['power'], problemNote: '专线未通' });
  });

  it('of a milestone begins with its rung and day', () => {
    const photo = { ...manifestPhoto(), fileKey: 'a', thumbKey: 'b' } as never;
    const base = { ...emptyDraft('0192f0a1-7c00-7000-8000-000000000301'), projectId: project.id, photos: [photo], corrects: idOf(200) };
    const draft = correctingProgress(base, 'milestone_report', { rung: 'signed', occurredOn: '2026-11-20', agreedInvestmentYuan: 500, note: '协议' });
    expect(draft.isMilestoneReport).toBe(true);
    expect(reportMilestoneRequestSchema.parse(milestoneBody(draft, new Date('2026-11-23T02:00:00Z')))).toMatchObject({ corrects: idOf(200), rung: 'signed', occurredOn: '2026-11-20', agreedInvestmentYuan: 500, note: '协议' });
  });

  it('a half-filled correction is offered for its record only', async () => {
    const phone = aPhone();
    const draft = { ...emptyDraft('0192f0a1-7c00-7000-8000-000000000302'), projectId: project.id, corrects: idOf(200), note: '半份更正', phrases: [] };
    await draftsOf(phone, me.id).save('inspection', draft);
    renderPage(InspectionPage, { role: 'inspector', phone, answers: answers(record()) });
    await screen.findByText('提交');
    expect(screen.queryByText('接着填')).toBeNull();
  });

  it('and is there when the record is corrected again', async () => {
    const phone = aPhone();
    const draft = { ...emptyDraft('0192f0a1-7c00-7000-8000-000000000303'), projectId: project.id, corrects: idOf(200), note: '半份更正', phrases: [] };
    await draftsOf(phone, me.id).save('inspection', draft);
    renderPage(InspectionPage, { role: 'inspector', phone, params: { corrects: idOf(200) }, answers: answers(record({ kind: 'inspection' })) });
    fireEvent.click(await screen.findByText('接着填'));
    expect(await screen.findByDisplayValue('半份更正')).toBeTruthy();
  });
});

// 上报里程碑 by the office: the ladder alone, sent as what the office may send.
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { reportMilestoneRequestSchema } from '../../src/contract/milestone';
import ProgressPage from '../../src/pages/report/progress';
import { milestoneBody, missingOfMilestone, toProgress } from '../../src/pages/report/progress/draft';
import { emptyDraft } from '../../src/pages/report/parts/form';
import { aMilestone, aProject, aProjectDetail, idOf } from '../factories/screen';
import { manifestPhoto } from '../factories/submission';
import { renderPage } from '../support/page';

it('asks for the rung, and for no progress', async () => {
  const project = aProject();
  renderPage(ProgressPage, { role: 'office', params: { projectId: project.id }, answers: { 'project.list': { items: [project] }, 'project.read': aProjectDetail({ milestones: [aMilestone('completed', 'none')] }) } });
  await screen.findByText('竣工');
  // What the project's own figures fill in comes a moment later, and takes an early refusal away.
  await waitFor(() => {
    fireEvent.click(screen.getByText('提交里程碑'));
    expect(screen.getByText('请点选到了哪个阶段')).toBeTruthy();
  });
  for (const text of ['累计投资', '遇到的问题', '进度']) expect(screen.queryByText(text)).toBeNull();
  fireEvent.click(screen.getByText('竣工'));
  fireEvent.click(screen.getByText('提交里程碑'));
  expect(await screen.findByText('上报竣工至少要 1 张照片')).toBeTruthy();
});

it('makes the body of a milestone report', () => {
  const id = '0192f0a1-7c00-7000-8000-000000000301';
  const photo = { ...manifestPhoto(), fileKey: 'a', thumbKey: 'b' } as never;
  const draft = { ...toProgress({ ...emptyDraft(id), projectId: idOf(100), photos: [photo] }, 'signed', '2026-11-20'), percent: 80, investmentYuan: 5, problems: ['power' as const], note: '协议已签' };
  const withAmount = { ...draft, milestone: { ...draft.milestone!, agreedInvestmentYuan: 100 } };
  expect(missingOfMilestone(withAmount)).toBeNull();
  const body = milestoneBody(withAmount, new Date('2026-11-23T02:00:00Z'), 12);
  expect(reportMilestoneRequestSchema.parse(body)).toMatchObject({ id, rung: 'signed', occurredOn: '2026-11-20', agreedInvestmentYuan: 100, note: '协议已签', clockOffsetMs: 12 });
  expect(missingOfMilestone({ ...draft, milestone: null })).toBe('rung');
  expect(missingOfMilestone({ ...draft, projectId: null })).toBe('project');
});

import { fireEvent, screen, waitFor } from '@testing-library/react';
import MilestonePage from '../../src/pages/detail/milestone';
import { aMilestone, aProjectDetail, idOf } from '../factories/screen';
import { refusal, renderPage } from '../support/page';

const params = { projectId: idOf(100), milestoneId: idOf(310) };
const project = (report: Parameters<typeof aMilestone>[2]) => aProjectDetail({ milestones: [aMilestone('in_production', 'reported', report)] });

describe('answering a milestone', () => {
  it('asks once, then confirms the report that was shown', async () => {
    const call = renderPage(MilestonePage, { role: 'contact', params, answers: { 'project.read': project({ mayAnswer: true }), 'milestone.confirm': {} } });
    fireEvent.click(await screen.findByText('确认'));
    expect(await screen.findByText('确认比德已投产？')).toBeTruthy();
    expect(call).not.toHaveBeenCalledWith('milestone.confirm', expect.anything());
    fireEvent.click(screen.getAllByText('确认').pop()!);
    await waitFor(() =>
      expect(call).toHaveBeenCalledWith('milestone.confirm', {
        params: { id: idOf(310) },
        body: { id: expect.stringMatching(/^[0-9a-f-]{14}7/), reportId: idOf(300) },
      }),
    );
  });

  it('disputes only with a reason', async () => {
    const call = renderPage(MilestonePage, { role: 'contact', params, answers: { 'project.read': project({ mayAnswer: true }), 'milestone.dispute': {} } });
    fireEvent.click(await screen.findByText('有异议'));
    fireEvent.click(screen.getByText('提交异议'));
    expect(call).not.toHaveBeenCalledWith('milestone.dispute', expect.anything());
    fireEvent.change(screen.getByPlaceholderText('例如：设备还在调试，没有投产'), { target: { value: '设备还在调试' } });
    fireEvent.click(screen.getByText('提交异议'));
    await waitFor(() =>
      expect(call).toHaveBeenCalledWith('milestone.dispute', expect.objectContaining({ body: expect.objectContaining({ reason: '设备还在调试' }) })),
    );
  });

  it('says so when a newer report has come', async () => {
    renderPage(MilestonePage, {
      role: 'contact',
      params,
      answers: { 'project.read': project({ mayAnswer: true }), 'milestone.confirm': refusal(409, 'report_superseded') },
    });
    fireEvent.click(await screen.findByText('确认'));
    await screen.findByText('确认比德已投产？');
    fireEvent.click(screen.getAllByText('确认').pop()!);
    expect(await screen.findByText('又有新的上报，请看最新的那一次。')).toBeTruthy();
  });

  it('offers nothing to who may not answer', async () => {
    renderPage(MilestonePage, { role: 'leader', params, answers: { 'project.read': project({}) } });
    await screen.findByText('待确认');
    expect(screen.queryByText('有异议')).toBeNull();
  });
});

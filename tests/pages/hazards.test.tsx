import { fireEvent, screen, waitFor } from '@testing-library/react';
import HazardsPage from '../../src/pages/hazards';
import { aHazard, idOf } from '../factories/screen';
import { renderPage } from '../support/page';

const list = (...items: ReturnType<typeof aHazard>[]) => ({ items, next: null as string | null });

describe('hazards', () => {
  it('without any sends an inspector to a safety check', async () => {
    renderPage(HazardsPage, { role: 'inspector', answers: { 'hazard.list': list() } });
    expect(await screen.findByText('没有未关的隐患')).toBeTruthy();
    expect(screen.getByText('去安全检查')).toBeTruthy();
  });

  it('without any offers a leader no check', async () => {
    renderPage(HazardsPage, { role: 'leader', answers: { 'hazard.list': list() } });
    await screen.findByText('没有未关的隐患');
    expect(screen.queryByText('去安全检查')).toBeNull();
  });

  it('says how long a hazard is overdue, and that it is major', async () => {
    renderPage(HazardsPage, { answers: { 'hazard.list': list(aHazard({ severity: 'major', isOverdue: true, rectificationDueOn: '2020-01-01' })) } });
    expect(await screen.findByRole('img', { name: /逾期 \d+ 天/ })).toBeTruthy();
    expect(screen.getAllByText('重大')).toHaveLength(2);
  });

  it('asks for what was chosen and follows the cursor', async () => {
    const call = renderPage(HazardsPage, {
      answers: { 'hazard.list': ({ query }: { query?: Record<string, unknown> }) => (query?.before ? list(aHazard({ id: idOf(402), title: '第二页' })) : { ...list(aHazard()), next: '17' }) },
    });
    fireEvent.click(await screen.findByText('再看一些'));
    expect(await screen.findByText('第二页')).toBeTruthy();
    fireEvent.click(screen.getByText('逾期'));
    await waitFor(() => expect(call).toHaveBeenCalledWith('hazard.list', { query: { state: 'overdue', before: undefined } }));
  });
});

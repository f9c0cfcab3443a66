import { fireEvent, screen, waitFor } from '@testing-library/react';
import ProjectRecordsPage from '../../src/pages/detail/project-records';
import { aPhoto, aReport, idOf } from '../factories/screen';
import { renderPage } from '../support/page';

const params = { projectId: idOf(100) };

describe('all records of a project', () => {
  it('lists them with their photos, and reads older ones on request', async () => {
    const pages: Record<string, unknown> = {
      first: { items: [aReport({ percent: 92, photos: [aPhoto()] })], next: '41' },
      41: { items: [aReport({ id: idOf(201), percent: 60, isCorrected: true })], next: null },
    };
    const call = renderPage(ProjectRecordsPage, { params, answers: { 'report.list': ({ query }: { query?: Record<string, unknown> }) => pages[String(query?.before ?? 'first')] } });
    expect(await screen.findByText('进度 92%')).toBeTruthy();
    expect(call).toHaveBeenCalledWith('report.list', { query: { projectId: idOf(100), before: undefined } });
    fireEvent.click(screen.getByText('看更早的'));
    expect(await screen.findByText('进度 60%')).toBeTruthy();
    expect(screen.getByText('已更正')).toBeTruthy();
    await waitFor(() => expect(screen.queryByText('看更早的')).toBeNull());
  });

  it('says so when there is none', async () => {
    renderPage(ProjectRecordsPage, { params, answers: { 'report.list': { items: [], next: null } } });
    expect(await screen.findByText('还没有记录')).toBeTruthy();
  });
});

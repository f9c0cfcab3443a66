import { fireEvent, screen, waitFor } from '@testing-library/react';
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
});

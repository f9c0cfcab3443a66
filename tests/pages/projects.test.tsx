import { fireEvent, screen } from '@testing-library/react';
import ProjectsPage from '../../src/pages/projects';
import { aProject, idOf } from '../factories/screen';
import { renderPage } from '../support/page';

const items = [
  aProject({ name: '比德', stage: 'construction_started', light: 'behind' }),
  aProject({ id: idOf(101), name: '驰兴', stage: 'in_production', light: 'normal' }),
  aProject({ id: idOf(102), name: '东西路', stage: null, light: 'no_data', category: 'infrastructure' }),
];
const answers = { 'project.list': { items } };
const shown = () => ['比德', '驰兴', '东西路'].filter((name) => screen.queryByText(name) !== null);

describe('projects', () => {
  it('filters by light, category and stage, and finds its way back', async () => {
    renderPage(ProjectsPage, { role: 'office', answers });
    await screen.findByText('比德');
    fireEvent.click(screen.getByRole('radio', { name: /已投产/ }));
    expect(shown()).toEqual(['驰兴']);
    fireEvent.click(screen.getByRole('radio', { name: /基础设施/ }));
    expect(shown()).toEqual([]);
    fireEvent.click(screen.getByText('看全部项目'));
    expect(shown()).toEqual(['比德', '驰兴', '东西路']);
  });

  it('shows a contact no lights: they compare with a plan that contacts do not read', async () => {
    renderPage(ProjectsPage, { role: 'contact', answers });
    await screen.findByText('比德');
    expect(screen.queryByRole('img', { name: '滞后' })).toBeNull();
    expect(screen.queryByText(/滞后/)).toBeNull();
  });
});

// 项目分工, 新建项目, and the enterprise among a project's facts.
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import type { Project } from '../../src/contract/project';
import NewProjectPage from '../../src/pages/office/new-project';
import ProjectAssignmentsPage from '../../src/pages/office/project-assignments';
import { silentProjects } from '../../src/pages/today/inspector';
import { aProject, idOf, people } from '../factories/screen';
import { refusal, renderPage } from '../support/page';

const zhouyang = { id: idOf(970), name: '周洋', role: 'inspector' } as const;
const inspectors = { items: [{ ...people.liming, phoneMasked: null, createdAt: '2026-01-01T00:00:00Z', closedAt: null, enterprise: null }] };

describe('项目分工', () => {
  const show = (items: ReturnType<typeof aProject>[], staff: object = inspectors) => renderPage(ProjectAssignmentsPage, { role: 'office', answers: { 'project.list': { items }, 'staff.list': staff, 'project.assign': undefined } });

  it('gives the projects of a category to one inspector', async () => {
    const call = show([aProject({ id: idOf(700), name: '比德' }), aProject({ id: idOf(701), name: '驰兴' }), aProject({ id: idOf(702), name: '兴业路', category: 'infrastructure', inspector: zhouyang })]);
    expect(await screen.findByText('2 个项目没有巡查员')).toBeTruthy();
    expect(screen.queryByText('兴业路')).toBeNull();
    fireEvent.click(screen.getByText('选这一类'));
    fireEvent.click(screen.getByText('选中 2 个，指派巡查员'));
    await act(async () => fireEvent.click(await screen.findByText('李明')));
    expect(call).toHaveBeenCalledWith('project.assign', { body: expect.objectContaining({ projectIds: [idOf(700), idOf(701)], inspectorId: people.liming.id }) });
  });

  it('asks before an inspector is replaced, and leaves finished projects out', async () => {
    const call = show([aProject({ id: idOf(702), name: '兴业路', category: 'infrastructure', inspector: zhouyang }), aProject({ id: idOf(703), name: '老路', category: 'infrastructure', stage: 'completed' })]);
    expect(await screen.findByText('每个项目都有巡查员')).toBeTruthy();
    fireEvent.click(screen.getByText('全部'));
    expect(screen.queryByText('老路')).toBeNull();
    fireEvent.click(screen.getByText('兴业路'));
    fireEvent.click(screen.getByText('选中 1 个，指派巡查员'));
    fireEvent.click(await screen.findByText('李明'));
    expect(await screen.findByText('选中的项目里有 1 个现在由周洋看。')).toBeTruthy();
    expect(call).not.toHaveBeenCalledWith('project.assign', expect.anything());
    await act(async () => fireEvent.click(screen.getByText('换')));
    expect(call).toHaveBeenCalledWith('project.assign', { body: expect.objectContaining({ projectIds: [idOf(702)], inspectorId: people.liming.id }) });
  });

  it('says what is missing where there is nobody, or nothing', async () => {
    show([aProject()], { items: [] });
    expect(await screen.findByText('还没有巡查员')).toBeTruthy();
  });
});

describe('新建项目', () => {
  const fill = async (name: string) => {
    const [field] = await screen.findAllByRole('textbox');
    fireEvent.input(field!, { target: { value: name } });
  };

  it('wants a name and a category, and adds it once however often it is tried', async () => {
    let tries = 0;
    const call = renderPage(NewProjectPage, { role: 'office', answers: { 'project.create': () => ((tries += 1) === 1 ? refusal(503, 'unavailable')() : { id: idOf(1) }) } });
    fireEvent.click(screen.getByText('新建'));
    expect(await screen.findByText('请写项目名称。')).toBeTruthy();
    expect(screen.getByText('请选类别。')).toBeTruthy();
    await fill(' 比德二期 ');
    fireEvent.click(screen.getByText('工业项目'));
    await act(async () => fireEvent.click(screen.getByText('新建')));
    expect(await screen.findByRole('alert')).toBeTruthy();
    await act(async () => fireEvent.click(screen.getByText('新建')));
    await waitFor(() => expect(tries).toBe(2));
    const bodies = call.mock.calls.map(([, input]) => (input as { body: object }).body);
    expect(bodies[0]).toEqual(bodies[1]);
    expect(bodies[0]).toEqual({ id: expect.any(String), name: '比德二期', category: 'industrial' });
  });
});

it('今天 tells of the own projects first, then of the nearest', () => {
  const at = { latitude: 29.48, longitude: 113.43 };
  const silent = (name: string, latitude: number, inspector: Project['inspector']) => aProject({ id: name, name, silentDays: 20, stage: null, location: { latitude, longitude: 113.43 }, inspector });
  const list = [silent('远', 29.6, null), silent('我的', 29.7, people.liming), silent('近', 29.481, zhouyang)];
  expect(silentProjects(list, at, people.liming.id).map(({ project }) => project.name)).toEqual(['我的', '近', '远']);
  expect(silentProjects(list, at).map(({ project }) => project.name)).toEqual(['近', '远', '我的']);
});

// 项目: lights and silence are worked out here, on read, since they change at midnight without a write.
import type { Project, ProjectDetail } from '../../src/contract/project';
import { daysBetween, parkDay } from '../../src/domain/calendar';
import type { Period } from '../../src/domain/light';
import { expectedPercent, projectLight } from '../../src/domain/project-light';
import { Reply, type Handlers } from '../kit/endpoint';
import { toHazard } from './hazard';
import { withPhotoUrls } from './photo';
import { toMilestoneReport } from './report';

type ProjectRow = Omit<Project, 'light' | 'rule' | 'expectedPercent' | 'silentDays'>;

export function toProject<T extends ProjectRow>(row: T, plan: Period | null, today: string) {
  const { planItem } = row;
  const goal = planItem;
  const silentDays = row.lastRecordAt === null ? null : daysBetween(parkDay(row.lastRecordAt), today);
  const lit = projectLight({ percent: row.progress?.percent ?? null, silentDays, goal, blockedBy: planItem?.blockedBy ?? [] }, today, plan);
  return { ...row, ...lit, expectedPercent: expectedPercent(goal, today, plan), silentDays };
}

export const projectHandlers: Handlers = {
  'project.list': async (_deps, { call, now }) => {
    const today = parkDay(now);
    const { plan, items } = (await call('list_projects', { p_today: today })) as { plan: Period | null; items: ProjectRow[] };
    return { items: items.map((row) => toProject(row, plan, today)) };
  },

  'project.read': async (deps, { call, params, now, origin }) => {
    const today = parkDay(now);
    const { plan, ...row } = (await call('read_project', { p_id: params.id!, p_today: today })) as ProjectDetail & { plan: Period | null };
    return withPhotoUrls(deps, origin, {
      ...toProject(row, plan, today),
      milestones: row.milestones.map((one) => ({ ...one, report: one.report && toMilestoneReport(one.report) })),
      hazards: row.hazards.map((one) => toHazard(one, today)),
      blockers: row.blockers.map((one) => ({ ...one, project: one.project && toProject(one.project, plan, today) })),
    });
  },

  'project.create': async (_deps, { call, bodyText }) => {
    const { id, isNew } = (await call('create_project', { p_body: bodyText })) as { id: string; isNew: boolean };
    return new Reply(isNew ? 201 : 200, { id });
  },

  'project.assign': async (_deps, { call, body }) => {
    await call('assign_projects', { p_id: body.id, p_project_ids: body.projectIds, p_inspector_id: body.inspectorId as never });
  },

  'project.record': async (_deps, { call, params, bodyText }) => {
    const { id, isNew } = (await call('record_project_fact', { p_project_id: params.id!, p_body: bodyText })) as { id: string; isNew: boolean };
    return new Reply(isNew ? 201 : 200, { id });
  },
};

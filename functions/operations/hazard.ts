// 隐患: list and read. Opening goes the way of every submission.
import type { Hazard, HazardDetail } from '../../src/contract/hazard';
import { parkDay } from '../../src/domain/calendar';
import { isOverdue } from '../../src/domain/hazard';
import type { Handlers } from '../kit/endpoint';
import { withPhotoUrls } from './photo';

/** A row of private.hazard_row, which knows no today. */
export type HazardRow = Omit<Hazard, 'isOverdue'>;

export const toHazard = <T extends HazardRow>(row: T, today: string) => ({ ...row, isOverdue: isOverdue(row, today) });

export const hazardHandlers: Handlers = {
  'hazard.list': async (deps, { call, query, now, origin }) => {
    const today = parkDay(now);
    const page = (await call('list_hazards', {
      p_limit: query.limit ?? 30,
      p_today: today,
      p_state: query.state,
      p_project_id: query.projectId,
      p_before: query.before,
    })) as { items: HazardRow[]; next: string | null };
    return withPhotoUrls(deps, origin, { ...page, items: page.items.map((row) => toHazard(row, today)) });
  },

  'hazard.read': async (deps, { call, params, now, origin }) => {
    const row = (await call('read_hazard', { p_id: params.id! })) as Omit<HazardDetail, 'isOverdue'>;
    return withPhotoUrls(deps, origin, toHazard(row, parkDay(now)));
  },
};

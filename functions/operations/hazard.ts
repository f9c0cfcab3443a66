// 隐患: list and read, and the steps that people take by themselves. Opening and rectifying go the way of every submission.
import type { Hazard, HazardDetail } from '../../src/contract/hazard';
import { parkDay } from '../../src/domain/calendar';
import { isOverdue } from '../../src/domain/hazard';
import type { HazardActionKind } from '../../src/domain/hazard';
import type { OperationName } from '../../src/contract/operations';
import { Reply, type Context, type Handlers } from '../kit/endpoint';
import { withPhotoUrls } from './photo';

/** A row of private.hazard_row, which knows no today. */
export type HazardRow = Omit<Hazard, 'isOverdue'>;

export const toHazard = <T extends HazardRow>(row: T, today: string) => ({ ...row, isOverdue: isOverdue(row, today) });

/** The body says which of two answers it is, else the operation has one step only. */
async function act<N extends OperationName>(operation: N, kind: HazardActionKind, { call, params, bodyText }: Context<N>) {
  const { isNew, ...receipt } = (await call('act_on_hazard', { p_hazard_id: params.id!, p_kind: kind, p_operation: operation, p_body: bodyText })) as { isNew: boolean };
  return new Reply(isNew ? 201 : 200, receipt) as never;
}

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

  'hazard.assign': (_deps, context) => act('hazard.assign', 'assigned', context),
  'hazard.verify': (_deps, context) => act('hazard.verify', context.body.answer, context),
  'hazard.extend': (_deps, context) => act('hazard.extend', 'extension_requested', context),
  'hazard.extendReview': (_deps, context) => act('hazard.extendReview', context.body.answer, context),
};

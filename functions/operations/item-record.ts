// 事项记录: reviews, the list of monthly figures, and who answers for an item. Sending a record is a submission like any.
import type { ListReadingsResponse } from '../../src/contract/item-record';
import type { ReviewedKind } from '../../src/domain/item-record';
import { Reply, type Context, type Handlers } from '../kit/endpoint';
import { withPhotoUrls } from './photo';

async function review<K extends ReviewedKind>(kind: K, { call, params, bodyText }: Context<`${K}.review`>) {
  const { isNew, ...receipt } = (await call('answer_item_record', {
    p_record_id: params.id!,
    p_kind: kind,
    p_operation: `${kind}.review`,
    p_body: bodyText,
  })) as { isNew: boolean };
  return new Reply(isNew ? 201 : 200, receipt) as never;
}

export const itemRecordHandlers: Handlers = {
  'reading.review': (_deps, context) => review('reading', context),
  'achievement.review': (_deps, context) => review('achievement', context),
  'completion.review': (_deps, context) => review('completion', context),

  'reading.list': async (deps, { call, query, origin }) =>
    withPhotoUrls(deps, origin, (await call('list_readings', { p_month: `${query.month}-01` })) as ListReadingsResponse),

  'planItem.assign': async (_deps, { call, body }) => {
    await call('assign_items', { p_id: body.id, p_item_ids: body.itemIds, p_owner_id: body.ownerId as never });
  },
};

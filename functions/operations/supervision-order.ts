// 督办单: issued, moved and read. Answering goes the way of every submission.
import type { Order, OrderDetail, PreparedOrder } from '../../src/contract/supervision-order';
import type { OperationName } from '../../src/contract/operations';
import { parkDay } from '../../src/domain/calendar';
import { isOrderOverdue, type OrderActionKind } from '../../src/domain/supervision-order';
import { Reply, type Context, type Handler, type Handlers } from '../kit/endpoint';
import { withPhotoUrls } from './photo';

/** A row of private.order_row, which knows no today. */
type OrderRow = Omit<Order, 'isOverdue'>;

export const toOrder = <T extends OrderRow>(row: T, today: string) => ({ ...row, isOverdue: isOrderOverdue(row, today) });

type Step = Extract<OperationName, `supervisionOrder.${'issue' | 'acknowledge' | 'review' | 'extend' | 'withdraw'}`>;

async function act<N extends Step>(operation: N, kind: OrderActionKind, orderId: string, { call, bodyText }: Pick<Context<N>, 'call' | 'bodyText'>) {
  const { isNew, ...receipt } = (await call('act_on_order', { p_order_id: orderId, p_kind: kind, p_operation: operation, p_body: bodyText })) as { isNew: boolean };
  return new Reply(isNew ? 201 : 200, receipt) as never;
}

const step =
  <N extends Step>(operation: N, kind: OrderActionKind): Handler<N> =>
  (_deps, context) =>
    act(operation, kind, context.params.id!, context);

/** What asks for the caller now: of a leader answers to review and what is overdue, of an addressee what is to be done. */
export async function waitingOrders({ call, now }: Pick<Context<'today.read'>, 'call' | 'now'>): Promise<Order[]> {
  const today = parkDay(now);
  const { items } = (await call('list_orders', { p_limit: 50, p_today: today, p_state: 'waiting' })) as { items: OrderRow[] };
  return items.map((row) => toOrder(row, today));
}

export const supervisionOrderHandlers: Handlers = {
  'supervisionOrder.list': async (_deps, { call, query, now }) => {
    const today = parkDay(now);
    const page = (await call('list_orders', { p_limit: query.limit ?? 30, p_today: today, p_state: query.state, p_before: query.before })) as {
      items: OrderRow[];
      next: string | null;
    };
    return { ...page, items: page.items.map((row) => toOrder(row, today)) };
  },

  'supervisionOrder.read': async (deps, { call, params, now, origin }) => {
    const row = (await call('read_order', { p_id: params.id! })) as Omit<OrderDetail, 'isOverdue'>;
    return withPhotoUrls(deps, origin, toOrder(row, parkDay(now)));
  },

  'supervisionOrder.prepare': async (_deps, { call, query }) => (await call('prepare_order', { p_about: query })) as PreparedOrder,

  'supervisionOrder.issue': (_deps, context) => act('supervisionOrder.issue', 'issued', context.body.id, context),
  'supervisionOrder.acknowledge': step('supervisionOrder.acknowledge', 'acknowledged'),
  'supervisionOrder.review': (_deps, context) => act('supervisionOrder.review', context.body.answer === 'close' ? 'closed' : 'returned', context.params.id!, context),
  'supervisionOrder.extend': step('supervisionOrder.extend', 'extended'),
  'supervisionOrder.withdraw': step('supervisionOrder.withdraw', 'withdrawn'),
};

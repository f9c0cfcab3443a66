// 今天: the caller's to-dos.
import type { Today } from '../../src/contract/today';
import { parkDay } from '../../src/domain/calendar';
import type { Handlers } from '../kit/endpoint';
import { toHazard } from './hazard';
import { withPhotoUrls } from './photo';
import { toMilestoneReport } from './report';
import { waitingOrders } from './supervision-order';

export const todayHandlers: Handlers = {
  'today.read': async (deps, { call, now, origin }) => {
    const today = parkDay(now);
    const [row, orders, unread] = (await Promise.all([call('read_today', { p_today: today }), waitingOrders({ call, now }), call('count_notices', {})])) as [Omit<Today, 'unread' | 'orders'>, Today['orders'], number];
    return withPhotoUrls(deps, origin, {
      ...row,
      orders,
      unread,
      toAnswer: row.toAnswer.map(toMilestoneReport),
      disputed: row.disputed.map(toMilestoneReport),
      toVerify: row.toVerify.map((one) => toHazard(one, today)),
      toRectify: row.toRectify.map((one) => toHazard(one, today)),
      toAssign: row.toAssign.map((one) => toHazard(one, today)),
      toDecide: row.toDecide.map((one) => toHazard(one, today)),
    });
  },
};

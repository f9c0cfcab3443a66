// 我的: who I am, what is stored about me, and leaving (注销).
import type { Me, MyData } from '../../src/contract/session';
import { parkDay } from '../../src/domain/calendar';
import { type Notice, noticeText } from '../../src/domain/notice';
import { maskPhone } from '../../src/text/format';
import type { Handlers } from '../kit/endpoint';

type MyDataRow = Omit<MyData, 'notices'> & { notices: (Pick<Notice, 'kind' | 'facts'> & { id: string; at: string; readAt: string | null })[] };
type MeRow = Omit<Me, 'staff'> & { staff: Omit<Me['staff'], 'phoneMasked'> & { phone: string | null } };

export function toMe(row: unknown): Me {
  const { staff, ...me } = row as MeRow;
  const { phone, ...person } = staff;
  return { ...me, staff: { ...person, phoneMasked: phone && maskPhone(phone) } };
}

export const meHandlers: Handlers = {
  'me.read': async (_deps, { call }) => toMe(await call('me', {})),
  'me.data': async (_deps, { call, now }) => {
    const [data, { items }] = (await Promise.all([call('my_data', {}), call('list_orders', { p_limit: 500, p_today: parkDay(now), p_state: 'mine' })])) as [MyDataRow, { items: NonNullable<MyData['orders']> }];
    const notices = data.notices.map(({ kind, facts, ...row }) => ({ ...row, ...noticeText({ kind, facts }) }));
    return { ...data, notices, orders: items.map(({ id, requirement, status, issuedAt }) => ({ id, requirement, status, issuedAt })) };
  },
  'me.close': async (_deps, { call }) => {
    await call('change_staff', { p_kind: 'closed', p_operation: 'me.close' });
  },
};

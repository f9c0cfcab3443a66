/** One 督办单 of a list: what is to be done, about what, by whom, and how long is left. */
import type { Order } from '../contract/supervision-order';
import { daysBetween, parkDay } from '../domain/calendar';
import { isStanding, type OrderStatus } from '../domain/supervision-order';
import { daysLeftWords, formatDay } from '../text/format';
import { orderMatterWords, orderStatusWords, orderWords as words } from '../text/supervision-order';
import { Light } from './light';
import { Row } from './row';
import { Tag, type TagTone } from './tag';
import { Tags } from './tags';
import { Small } from './text-block';

export const orderTones: Record<OrderStatus, TagTone> = { issued: 'grey', acknowledged: 'primary', answered: 'primary', returned: 'yellow', closed: 'green', withdrawn: 'grey' };

export const matterOf = ({ about, project, item }: Pick<Order, 'about' | 'project' | 'item'>): string => orderMatterWords(about, project?.name ?? item?.name ?? null);

/** From here on the countdown turns yellow. */
const soonDays = 3;

/** The date and how long until then or since; of what is over only the date. */
export function OrderCountdown({ order: { status, dueOn, closedAt, isOverdue } }: { order: Pick<Order, 'status' | 'dueOn' | 'closedAt' | 'isOverdue'> }) {
  const today = parkDay(new Date());
  if (!isStanding(status)) return <Small>{words.closedOn(status === 'withdrawn' ? 'withdrawn' : 'closed', formatDay(parkDay(closedAt ?? dueOn), today))}</Small>;
  const days = daysBetween(today, dueOn);
  if (isOverdue) return <Light state="overdue">{daysLeftWords(days)}</Light>;
  if (days < 0) return <Small>{formatDay(dueOn, today)}</Small>;
  return days <= soonDays ? <Light state="behind">{daysLeftWords(days)}</Light> : <Small>{daysLeftWords(days)}</Small>;
}

export function OrderRow({ order, onClick }: { order: Order; onClick: () => void }) {
  return (
    <Row
      title={order.requirement}
      note={
        <>
          {words.row(matterOf(order), order.addressee?.name ?? words.someone)}
          {/* Under the title, not beside it: at 特大 a name needs the whole line. */}
          <Tags>
            <OrderCountdown order={order} />
            {isStanding(order.status) && <Tag tone={orderTones[order.status]}>{orderStatusWords[order.status]}</Tag>}
          </Tags>
        </>
      }
      onClick={onClick}
    />
  );
}

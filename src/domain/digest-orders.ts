// 今日变化, the section 督办: what was issued, answered, returned, closed, extended and withdrawn. That somebody acknowledged an
// order is in the chain, and no news.
import { orderLineWords as words, shortItemName } from '../text/digest';
import { orderMatterWords } from '../text/supervision-order';
import type { ChangeFact, OrderFact } from './digest-facts';
import { line, type Told } from './digest-line';

type OrderChange = ChangeFact & { order: NonNullable<ChangeFact['order']> };

/** What an order is about, in a word or two: the project or item first, since it is what a leader knows. */
export function orderMatter({ about, project, item }: Pick<OrderFact, 'about' | 'project' | 'item'>): string {
  return orderMatterWords({ ...about, title: about.title && shortItemName(about.title) }, project?.name ?? (item ? shortItemName(item.name) : null));
}

/** Several steps of one order within a day are several lines: each is somebody's word. */
export function orderLines(changes: readonly ChangeFact[], on: string): Told[] {
  return changes
    .filter((change): change is OrderChange => Boolean(change.order))
    .flatMap((change) => {
      const phrase = phraseOf(change, on);
      return phrase ? [line(phrase, [{ kind: 'order', id: change.order.id }], [change])] : [];
    });
}

function phraseOf({ kind, order }: OrderChange, on: string) {
  const matter = orderMatter(order);
  const addressee = order.addressee?.name ?? words.someone;
  const reason = order.reason ?? '';
  switch (kind) {
    case 'order_issued':
      return words.issued(matter, order.requirement, addressee, order.until ?? order.dueOn, on);
    case 'order_answered':
      return words.answered(matter, order.requirement, addressee);
    case 'order_returned':
      return words.returned(matter, reason);
    case 'order_closed':
      return words.closed(matter, order.requirement);
    case 'order_extended':
      return words.extended(matter, order.until ?? order.dueOn, reason, on);
    case 'order_withdrawn':
      return words.withdrawn(matter, reason);
    default:
      return null;
  }
}

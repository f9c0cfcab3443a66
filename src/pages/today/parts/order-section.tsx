import { OrderRow } from '../../../components/order-row';
import { List } from '../../../components/row';
import { Section } from '../../../components/section';
import type { Order } from '../../../contract/supervision-order';
import { openPage } from '../../../platform/navigate';
import { routes } from '../../../routes';
import { orderWords as words } from '../../../text/supervision-order';

/** 督办单 that wait for this person. */
export function OrderSection({ title = words.today.toDo, orders = [] }: { title?: string; orders?: readonly Order[] }) {
  if (orders.length === 0) return null;
  return (
    <Section title={title} count={orders.length}>
      <List>
        {orders.map((order) => (
          <OrderRow key={order.id} order={order} onClick={() => void openPage(routes.supervisionOrder, { id: order.id })} />
        ))}
      </List>
    </Section>
  );
}

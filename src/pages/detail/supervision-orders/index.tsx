/** 督办单, all that the reader may see. Needs network; what was read before stays visible while it refreshes. */
import { useState } from 'react';
import { useRefresh } from '../../../api/refresh';
import { useOrders } from '../../../api/supervision-order';
import { Button } from '../../../components/button';
import { Chips } from '../../../components/chips';
import { OrderRow } from '../../../components/order-row';
import { List } from '../../../components/row';
import { Screen } from '../../../components/screen';
import { ErrorScreen, LoadingScreen, StateView } from '../../../components/state-view';
import { Gap } from '../../../components/text-block';
import { UpdatedAt } from '../../../components/updated-at';
import { orderListStates } from '../../../contract/supervision-order';
import { openPage, usePageParams } from '../../../platform/navigate';
import { routes } from '../../../routes';
import { failureOf } from '../../../state/failure';
import { orderWords as words } from '../../../text/supervision-order';
import { guarded } from '../../guarded';

export default guarded(SupervisionOrdersPage);

function SupervisionOrdersPage() {
  const params = usePageParams();
  const [state, setState] = useState(orderListStates.find((one) => one === params.state) ?? 'open');
  const query = useOrders(state);
  useRefresh(query);
  if (query.isPending) return <LoadingScreen />;
  if (!query.data) return <ErrorScreen {...failureOf(query.error)} onRetry={() => void query.refetch()} />;
  // One whose due date moved between two pages may stand on both.
  const orders = [...new Map(query.data.pages.flatMap((page) => page.items).map((order) => [order.id, order])).values()];
  return (
    <Screen>
      <Chips
        mode="exactly-one"
        layout="line"
        isOnPage
        options={orderListStates.map((value) => ({ value, label: words.states[value] }))}
        selected={[state]}
        onChange={([picked]) => picked && setState(picked)}
      />
      {orders.length === 0 ? (
        <StateView picture="empty" {...words.empty[state]} />
      ) : (
        <>
          <Gap />
          <List>
            {orders.map((order) => (
              <OrderRow key={order.id} order={order} onClick={() => void openPage(routes.supervisionOrder, { id: order.id })} />
            ))}
          </List>
        </>
      )}
      {query.hasNextPage && (
        <>
          <Gap />
          <Button tone="neutral" isBusy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {words.more}
          </Button>
        </>
      )}
      <UpdatedAt at={query.dataUpdatedAt} />
    </Screen>
  );
}

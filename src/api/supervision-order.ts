import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { OperationName, QueryOf, RequestOf } from '../contract/operations';
import type { OrderAbout } from '../contract/supervision-order';
import { useClient } from './provider';
import { queryKey, useRead } from './query';
import { newRecordId } from './record-id';

type State = NonNullable<QueryOf<'supervisionOrder.list'>['state']>;

/** A page at a time, what is due first on top. */
export function useOrders(state: State) {
  const client = useClient();
  return useInfiniteQuery({
    queryKey: queryKey('supervisionOrder.list', { state }),
    queryFn: ({ pageParam }) => client.call('supervisionOrder.list', { query: { state, before: pageParam ?? undefined } }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}

export const useOrder = (id: string) => useRead('supervisionOrder.read', { params: { id } });
export const usePreparedOrder = (about: OrderAbout) => useRead('supervisionOrder.prepare', { query: about });

/** What a step of an order shows in. */
const readings: OperationName[] = ['supervisionOrder.list', 'supervisionOrder.read', 'today.read', 'digest.read'];

type Steps = {
  'supervisionOrder.issue': RequestOf<'supervisionOrder.issue'>;
  'supervisionOrder.acknowledge': RequestOf<'supervisionOrder.acknowledge'>;
  'supervisionOrder.review': RequestOf<'supervisionOrder.review'>;
  'supervisionOrder.extend': RequestOf<'supervisionOrder.extend'>;
  'supervisionOrder.withdraw': RequestOf<'supervisionOrder.withdraw'>;
};
export type OrderStep = { [N in keyof Steps]: { operation: N; body: Omit<Steps[N], 'id'> } }[keyof Steps];

/** Every step but the answer. Needs the network: whoever decides must not do so blindly. */
export function useOrderStep() {
  const client = useClient();
  const cache = useQueryClient();
  // Kept over tries: what came through though its answer was lost, or was tapped twice, is one step.
  const sent = useRef<{ of: string; id: Promise<string> } | null>(null);
  return useMutation({
    mutationFn: async ({ operation, body }: OrderStep) => {
      const params: Record<string, string> = 'orderId' in body ? { id: body.orderId } : {};
      const of = JSON.stringify([operation, body]);
      if (sent.current?.of !== of) sent.current = { of, id: newRecordId() };
      return client.call(operation, { params, body: { id: await sent.current.id, ...body } as never });
    },
    onSuccess: () => Promise.all(readings.map((name) => cache.invalidateQueries({ queryKey: [name] }))),
  });
}

// The one way in which pages read: an operation of the table as a query. One file per resource names its hooks.
import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { OperationName, QueryOf, ResponseOf } from '../contract/operations';
import { useClient } from './provider';

type ReadInput<N extends OperationName> = { params?: Record<string, string>; query?: QueryOf<N> };

export const queryKey = (name: OperationName, input: object = {}) => [name, input] as const;

export function useRead<N extends OperationName>(name: N, input: ReadInput<N> = {}, isEnabled = true): UseQueryResult<ResponseOf<N>, Error> {
  const client = useClient();
  return useQuery({
    queryKey: queryKey(name, input),
    queryFn: () => client.call(name, input),
    enabled: isEnabled,
    // Old data stays visible while it refreshes.
    placeholderData: keepPreviousData,
  });
}

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { QueryOf } from '../contract/operations';
import { useClient } from './provider';
import { queryKey, useRead } from './query';

type State = NonNullable<QueryOf<'hazard.list'>['state']>;

/** A page at a time, most urgent first; `fetchNextPage` follows the cursor. */
export function useHazards(state: State) {
  const client = useClient();
  return useInfiniteQuery({
    queryKey: queryKey('hazard.list', { state }),
    queryFn: ({ pageParam }) => client.call('hazard.list', { query: { state, before: pageParam ?? undefined } }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}

export const useHazard = (id: string) => useRead('hazard.read', { params: { id } });

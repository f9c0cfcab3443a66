import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useClient } from './provider';
import { queryKey, useRead } from './query';

export const useReport = (id: string) => useRead('report.read', { params: { id } });

/** A page at a time, newest first. */
export function useProjectRecords(projectId: string) {
  const client = useClient();
  return useInfiniteQuery({
    queryKey: queryKey('report.list', { projectId }),
    queryFn: ({ pageParam }) => client.call('report.list', { query: { projectId, before: pageParam ?? undefined } }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}

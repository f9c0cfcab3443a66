import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import type { RequestOf } from '../contract/operations';
import { useClient } from './provider';
import { queryKey, useRead } from './query';
import { newRecordId } from './record-id';

/** A page at a time, newest first. */
export function useNotices() {
  const client = useClient();
  return useInfiniteQuery({
    queryKey: queryKey('notice.list'),
    queryFn: ({ pageParam }) => client.call('notice.list', { query: { before: pageParam ?? undefined } }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}

/** One, or all up to one; the inbox and the badge of 今天 read again. */
export function useReadNotices() {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: RequestOf<'notice.read'>) => client.call('notice.read', { body }),
    onSuccess: () => Promise.all([cache.invalidateQueries({ queryKey: ['notice.list'] }), cache.invalidateQueries({ queryKey: ['today.read'] })]),
  });
}

export const useNoticeSettings = (isEnabled: boolean) => useRead('notice.settings', {}, isEnabled);

export function useAnswerNotices() {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async (answers: RequestOf<'notice.subscribe'>['answers']) => client.call('notice.subscribe', { body: { id: await newRecordId(), answers } }),
    onSuccess: (settings) => cache.setQueryData(queryKey('notice.settings'), settings),
  });
}

import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import type { RequestOf } from '../contract/operations';
import { useClient } from './provider';
import { queryKey } from './query';

/** A page at a time, newest first. */
export function useExports() {
  const client = useClient();
  return useInfiniteQuery({
    queryKey: queryKey('export.list'),
    queryFn: ({ pageParam }) => client.call('export.list', { query: { before: pageParam ?? undefined } }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}

/** Makes a document; sent again under the same id it is the same one. */
export function useMakeExport() {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: RequestOf<'export.create'>) => client.call('export.create', { body }),
    onSuccess: () => cache.invalidateQueries({ queryKey: ['export.list'] }),
  });
}

/** What the document with this code is, and a fresh address of its file. */
export function useFindExport() {
  const client = useClient();
  return useMutation({ mutationFn: (code: string) => client.call('export.read', { params: { code } }) });
}

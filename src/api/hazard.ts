import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Hazard, HazardDetail } from '../contract/hazard';
import type { OperationName, QueryOf, RequestOf } from '../contract/operations';
import type { Today } from '../contract/today';
import { useClient } from './provider';
import { queryKey, useRead } from './query';
import { newRecordId } from './record-id';

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

/** For a form: without a signal what 今天 says of it will do, once it is clear that there is none. */
export function useKnownHazard(id: string): { hazard: (Hazard & Partial<HazardDetail>) | undefined; query: ReturnType<typeof useHazard> } {
  const cache = useQueryClient();
  const query = useHazard(id);
  const kept = query.isError ? cache.getQueryData<Today>(queryKey('today.read'))?.toRectify.find((one) => one.id === id) : undefined;
  return { hazard: query.data ?? kept, query };
}

/** What a step of a hazard shows in. */
const readings: OperationName[] = ['hazard.read', 'hazard.list', 'today.read', 'project.read', 'digest.read'];

/** Needs the network: whom it concerns, or until when, is not decided blindly. A refusal, too, says that something has changed. */
function useHazardMutation<Input, Output>(send: (input: Input) => Promise<Output>) {
  const cache = useQueryClient();
  return useMutation({ mutationFn: send, onSettled: () => Promise.all(readings.map((name) => cache.invalidateQueries({ queryKey: [name] }))) });
}

export function useAssignHazard(id: string) {
  const client = useClient();
  return useHazardMutation(async (body: Omit<RequestOf<'hazard.assign'>, 'id'>) => client.call('hazard.assign', { params: { id }, body: { id: await newRecordId(), ...body } }));
}

export function useReviewExtension(id: string) {
  const client = useClient();
  return useHazardMutation(async (body: Omit<RequestOf<'hazard.extendReview'>, 'id'>) => client.call('hazard.extendReview', { params: { id }, body: { id: await newRecordId(), ...body } }));
}

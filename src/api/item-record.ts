import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { OperationName, RequestOf } from '../contract/operations';
import { useClient } from './provider';
import { useRead } from './query';
import { newRecordId } from './record-id';

export const useReadings = (month: string) => useRead('reading.list', { query: { month } });

/** What moves a value of the plan shows in all of these. */
const readings: OperationName[] = ['reading.list', 'today.read', 'plan.read', 'planItem.read', 'report.read', 'digest.read'];

function usePlanMutation<Input, Output>(send: (input: Input) => Promise<Output>) {
  const cache = useQueryClient();
  return useMutation({ mutationFn: send, onSuccess: () => Promise.all(readings.map((name) => cache.invalidateQueries({ queryKey: [name] }))) });
}

type Review = { operation: Extract<OperationName, `${string}.review`>; recordId: string } & ({ answer: 'approve' } | { answer: 'return'; reason: string });

/** 审核. Needs the network: two persons who decide about one figure must not do so blindly. */
export function useReview() {
  const client = useClient();
  return usePlanMutation(async ({ operation, recordId, ...answer }: Review) => client.call(operation, { params: { id: recordId }, body: { id: await newRecordId(), recordId, ...answer } }));
}

export function useNaming() {
  const client = useClient();
  return usePlanMutation(async (body: Pick<RequestOf<'naming.submit'>, 'itemId' | 'projectId' | 'targetMilestone' | 'note'>) =>
    client.call('naming.submit', { body: { id: await newRecordId(), capturedAt: new Date().toISOString(), photos: [], ...body } }),
  );
}

export function useAssignItems() {
  const client = useClient();
  return usePlanMutation(async ({ ids, personId }: { ids: string[]; personId: string | null }) => client.call('planItem.assign', { body: { id: await newRecordId(), itemIds: ids, ownerId: personId } }));
}

import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { OperationName, RequestOf } from '../contract/operations';
import { useClient } from './provider';
import { useRead } from './query';
import { newRecordId } from './record-id';

export const useChecklists = () => useRead('checklist.list');
export const useAllChecklists = () => useRead('checklist.listAll');
export const useChecklist = (id: string) => useRead('checklist.read', { params: { id } });
export const useChecklistVersion = (id: string, version: number) => useRead('checklist.readVersion', { params: { id }, query: { version } });

/** Whatever is written shows in every list of checklists. */
function useChecklistMutation<Input, Output>(send: (input: Input) => Promise<Output>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: () => {
      const reads: OperationName[] = ['checklist.list', 'checklist.listAll', 'checklist.read'];
      return Promise.all(reads.map((name) => cache.invalidateQueries({ queryKey: [name] })));
    },
  });
}

export function useCreateChecklist() {
  const client = useClient();
  return useChecklistMutation((body: RequestOf<'checklist.create'>) => client.call('checklist.create', { body }));
}

type On<N extends OperationName> = RequestOf<N> & { checklistId: string };

export function useSaveChecklist() {
  const client = useClient();
  return useChecklistMutation(({ checklistId, ...body }: On<'checklist.save'>) => client.call('checklist.save', { params: { id: checklistId }, body }));
}

export function usePublishChecklist() {
  const client = useClient();
  return useChecklistMutation(({ checklistId, ...body }: On<'checklist.publish'>) => client.call('checklist.publish', { params: { id: checklistId }, body }));
}

export function useRetireChecklist() {
  const client = useClient();
  return useChecklistMutation(async ({ id, isBack }: { id: string; isBack: boolean }) =>
    client.call(isBack ? 'checklist.restore' : 'checklist.retire', { params: { id }, body: { id: await newRecordId() } }),
  );
}

import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { OperationName, RequestOf } from '../contract/operations';
import { useClient } from './provider';
import { useRead } from './query';

export const useInvites = () => useRead('invite.list');
export const useStaff = () => useRead('staff.list');
export const useEnterprises = (isEnabled = true) => useRead('enterprise.list', {}, isEnabled);

/** Every change here may show in both lists, so both are read again. */
function usePeopleMutation<Input, Output>(send: (input: Input) => Promise<Output>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: () => {
      const lists: OperationName[] = ['invite.list', 'staff.list', 'today.read'];
      return Promise.all(lists.map((name) => cache.invalidateQueries({ queryKey: [name] })));
    },
  });
}

export function useCreateInvite() {
  const client = useClient();
  return usePeopleMutation((body: RequestOf<'invite.create'>) => client.call('invite.create', { body }));
}

export function useRevokeInvite() {
  const client = useClient();
  return usePeopleMutation((id: string) => client.call('invite.revoke', { params: { id } }));
}

export function useCloseStaff() {
  const client = useClient();
  return usePeopleMutation((id: string) => client.call('staff.close', { params: { id }, body: {} }));
}

export function useEndSessions() {
  const client = useClient();
  return usePeopleMutation((id: string) => client.call('staff.endSessions', { params: { id }, body: {} }));
}

export function useChangeRole() {
  const client = useClient();
  return usePeopleMutation(({ id, ...body }: RequestOf<'staff.changeRole'> & { id: string }) =>
    client.call('staff.changeRole', { params: { id }, body }),
  );
}

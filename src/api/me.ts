import { useMutation } from '@tanstack/react-query';
import { useClient } from './provider';
import { useRead } from './query';

export const useMe = () => useRead('me.read');

export const useMyData = () => useRead('me.data');

/** 注销. Afterwards the session is gone. */
export function useCloseAccount() {
  const client = useClient();
  return useMutation({ mutationFn: () => client.call('me.close', { body: {} }) });
}

import { useMutation } from '@tanstack/react-query';
import { useClient } from './provider';
import { useRead } from './query';

/** Without a day it is today's: live until 18:00, frozen after. */
export const useDigest = (on?: string) => useRead('digest.read', { query: { on } });

/** Which digest a printed code is of; asked when somebody typed one. */
export function useFindDigest() {
  const client = useClient();
  return useMutation({ mutationFn: (code: string) => client.call('digest.find', { query: { code } }) });
}

import { useMutation } from '@tanstack/react-query';
import type { RequestOf } from '../contract/operations';
import { useClient } from './provider';

/** Where a short code leads; asked when somebody typed or scanned one, never read again by itself. */
export function useFindPhoto() {
  const client = useClient();
  return useMutation({ mutationFn: (code: string) => client.call('photo.find', { params: { code } }) });
}

/** Tells the server why a photo never comes. */
export function useGiveUpPhoto() {
  const client = useClient();
  return (body: RequestOf<'photo.giveUp'>) => client.call('photo.giveUp', { body });
}

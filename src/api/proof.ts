import type { ProofSlice } from '../contract/proof';
import { useClient } from './provider';
import { useRead } from './query';

/** Photos that the daily check found not to fit. */
export const useMisfits = () => useRead('proof.list');

/** Asks for one slice of a check; the answer names the next. Never cached: a check is of now. */
export function useProofSlice(): (after: string | null) => Promise<ProofSlice> {
  const client = useClient();
  return (after) => client.call('proof.read', { query: { after: after ?? undefined } });
}

import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { RequestOf } from '../contract/operations';
import { useClient } from './provider';
import { useRead } from './query';

/** Of the present year where none is asked for. */
export const usePlan = (year?: number) => useRead('plan.read', year === undefined ? {} : { query: { year } });

export const usePlans = () => useRead('plan.list');

export const usePlanItem = (id: string) => useRead('planItem.read', { params: { id } });

/** Imports the plan of a year; sent twice it is one import. Everything that a page holds may be old afterwards. */
export function useImportPlan() {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: RequestOf<'plan.import'>) => client.call('plan.import', { body }),
    onSuccess: () => cache.invalidateQueries(),
  });
}

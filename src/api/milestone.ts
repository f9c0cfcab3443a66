import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useClient } from './provider';
import { newRecordId } from './record-id';

export type MilestoneAnswerInput =
  | { answer: 'confirm'; milestoneId: string; reportId: string }
  | { answer: 'dispute'; milestoneId: string; reportId: string; reason: string };

/** Milestones are read with their project; this answers a report of one, as its other party. */
export function useAnswerMilestone() {
  const client = useClient();
  const cache = useQueryClient();
  // The same answer given again after a lost reply keeps its id, so that the server stores it once.
  const ids = useRef(new Map<string, string>());
  return useMutation({
    mutationFn: async (input: MilestoneAnswerInput) => {
      const sameAs = JSON.stringify(input);
      const id = ids.current.get(sameAs) ?? (await newRecordId());
      ids.current.set(sameAs, id);
      const params = { id: input.milestoneId };
      return input.answer === 'confirm'
        ? client.call('milestone.confirm', { params, body: { id, reportId: input.reportId } })
        : client.call('milestone.dispute', { params, body: { id, reportId: input.reportId, reason: input.reason } });
    },
    // Also after a refusal: 409 says that what is on the screen is old.
    onSettled: () =>
      Promise.all(
        ['project.read', 'project.list', 'today.read', 'report.read', 'plan.read', 'planItem.read', 'digest.read'].map((name) =>
          cache.invalidateQueries({ queryKey: [name] }),
        ),
      ),
  });
}

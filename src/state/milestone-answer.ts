// Confirming or disputing a milestone report: queued like every write, so that it works without a signal and arrives once.
import { useRef } from 'react';
import { toPath } from '../api/client';
import { newRecordId } from '../api/record-id';
import { operations } from '../contract/operations';
import { parkDay } from '../domain/calendar';
import type { Item } from '../outbox/item';
import { useMessageAsk } from './message-ask';
import { useOutbox } from './outbox';

export type MilestoneAnswer = { answer: 'confirm' } | { answer: 'dispute'; reason: string };
type Answered = { milestoneId: string; reportId: string; projectName: string };

/** `given`: answered on this phone, though the server may not know yet. `send` rejects when the disk refuses. */
export function useMilestoneAnswer({ milestoneId, reportId, projectName }: Answered): { given: Item | undefined; send: (answer: MilestoneAnswer) => Promise<void> } {
  const { items, enqueue } = useOutbox();
  const askForMessage = useMessageAsk();
  const isSending = useRef(false);
  const given = items.find(({ operation, body }) => isAnswer(operation) && body.includes(reportId));
  return {
    given,
    send: async ({ answer, ...more }) => {
      // Gloves tap twice.
      if (given || isSending.current) return;
      isSending.current = true;
      askForMessage(['answer', 'rectification']);
      const id = await newRecordId();
      const operation = answer === 'confirm' ? 'milestone.confirm' : 'milestone.dispute';
      await enqueue({
        id,
        operation,
        path: toPath(operations[operation].path, { id: milestoneId }),
        body: JSON.stringify({ id, reportId, ...more }),
        // An answer to an older report, parked since a newer one came, must not hold back the answer to the newer.
        lane: `answer ${reportId}`,
        label: { project: projectName, on: parkDay(new Date()) },
        photos: [],
      }).finally(() => (isSending.current = false));
    },
  };
}

const isAnswer = (operation: Item['operation']) => operation === 'milestone.confirm' || operation === 'milestone.dispute';

// Answers without evidence, such as confirming a milestone report or verifying a hazard: queued like every write, so that
// they work without a signal and arrive once.
import { useRef } from 'react';
import { toPath } from '../api/client';
import { newRecordId } from '../api/record-id';
import { operations, type RequestOf } from '../contract/operations';
import { parkDay } from '../domain/calendar';
import type { Item } from '../outbox/item';
import { showToast } from '../platform/feedback';
import { outboxWords as words } from '../text/outbox';
import { useMessageAsk } from './message-ask';
import { useOutbox } from './outbox';

const answerOperations = ['milestone.confirm', 'milestone.dispute', 'hazard.verify', 'hazard.extend'] as const;
export type AnswerOperation = (typeof answerOperations)[number];

export const isAnswer = (operation: Item['operation']): operation is AnswerOperation => (answerOperations as readonly string[]).includes(operation);

type Answered = {
  /** Of the path's `:id`. */
  id: string;
  /** What is answered, and once: a report, a rectification. */
  answers: string;
  /** What 待上传 says it is about. */
  about: string;
};

/** `given`: answered on this phone, though the server may not know yet. `send` says whether the disk took it. */
export function useQueuedAnswer({ id, answers, about }: Answered) {
  const { items, enqueue } = useOutbox();
  const askForMessage = useMessageAsk();
  const isSending = useRef(false);
  // An answer to an older report, parked since a newer one came, must not hold back the answer to the newer.
  const lane = `answer ${answers}`;
  const given = items.find((item) => item.lane === lane);
  const send = async <N extends AnswerOperation>(operation: N, fields: Omit<RequestOf<N>, 'id'>): Promise<void> => {
    // Gloves tap twice.
    if (given || isSending.current) return;
    isSending.current = true;
    askForMessage(['answer', 'rectification']);
    try {
      const answerId = await newRecordId();
      const body = JSON.stringify({ id: answerId, ...fields });
      await enqueue({ id: answerId, operation, path: toPath(operations[operation].path, { id }), body, lane, label: { project: about, on: parkDay(new Date()) }, photos: [] });
      showToast(words.saved, 'success');
    } catch {
      showToast(words.notSaved);
    } finally {
      isSending.current = false;
    }
  };
  return { given, send };
}

// Every queued report with evidence goes the same way: one call with the exact body, answered with a receipt.
import type { OperationName, ResponseOf } from '../../src/contract/operations';
import type { Receipt } from '../../src/contract/submission';
import type { SubmissionKind } from '../../src/domain/submission';
import type { Dependencies } from '../kit/dependencies';
import { Reply, type Handler, type Handlers } from '../kit/endpoint';
import { Problem } from '../kit/problem';
import { sendUrgent } from './notice-sender';

type Receiving = { [N in OperationName]: ResponseOf<N> extends Receipt ? (Receipt extends ResponseOf<N> ? N : never) : never }[OperationName];

/** What each operation sends, as the database names it. */
export const kindOf = {
  'inspection.submit': 'inspection',
  'progress.submit': 'progress',
  'safetyCheck.submit': 'safety_check',
  'milestone.report': 'milestone_report',
  'hazard.open': 'hazard_open',
  'hazard.rectify': 'hazard_rectify',
  'reading.submit': 'reading',
  'achievement.submit': 'achievement',
  'completion.submit': 'completion',
  'incident.submit': 'incident',
  'note.submit': 'note',
  'naming.submit': 'naming',
  'supervisionOrder.answer': 'order_answer',
} as const satisfies Partial<Record<Receiving, SubmissionKind>>;

/** Calls the Postgres function that keeps a record; what cannot wait of it goes out before the sender has his answer. */
export async function receive(deps: Dependencies, body: unknown, keep: Promise<unknown>): Promise<Reply<Receipt>> {
  const { isNew, ...receipt } = (await keep) as Receipt & { isNew: boolean };
  if (isNew && opensMajor(body)) await sendUrgent(deps);
  return new Reply(isNew ? 201 : 200, receipt);
}

type Finding = { hazard?: { severity: string } };

/** By itself, or in one of the answers of a safety check. */
const opensMajor = (body: unknown): boolean =>
  [body as Finding, ...((body as { answers?: Finding[] }).answers ?? [])].some(({ hazard }) => hazard?.severity === 'major');

const isSameId = (a: string | undefined, b: string | undefined) => a?.toLowerCase() === b?.toLowerCase();

const submit =
  <N extends Receiving>(kind: SubmissionKind): Handler<N> =>
  async (deps, context) => {
    // The body alone is kept, so the path must say the same.
    const { hazardId, orderId } = context.body as unknown as { hazardId?: string; orderId?: string };
    if (kind === 'hazard_rectify' && !isSameId(hazardId, context.params.id)) throw new Problem('hazard_not_found');
    if (kind === 'order_answer' && !isSameId(orderId, context.params.id)) throw new Problem('order_not_found');
    const kept = context.call('submit', {
      p_kind: kind,
      p_body: context.bodyText,
      p_phone_ahead_ms: context.phoneAheadMs,
      ...(kind === 'milestone_report' ? { p_milestone_id: context.params.id } : {}),
    });
    return (await receive(deps, context.body, kept)) as never;
  };

export const submissionHandlers = Object.fromEntries(Object.entries(kindOf).map(([name, kind]) => [name, submit(kind)])) as Handlers;

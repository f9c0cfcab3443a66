// The worker of the message queue. A message is marked as being sent before the call and settled after it; of a worker
// that dies between the two nobody knows whether WeChat has it, and it is not sent again.
import { type Notice, type NoticeTemplate, messageValues, noticePage, secondsToNextQuota } from '../../src/domain/notice';
import { messageData } from '../../src/domain/notice-message';
import type { Dependencies } from '../kit/dependencies';
import type { Outcome } from '../kit/wechat-message';

type Claimed = Notice & { id: string; claim: string; attempts: number; template: NoticeTemplate; openid: string; park: string };

const atOnce = 4;
/** A job ends by itself before a scheduler's minute is over, the last message's own time included. */
const jobMs = 25_000;
/** How long a report of a 重大 hazard may wait for its messages before it is answered. */
const urgentMs = 2_500;

const backoff = { firstSeconds: 60, mostSeconds: 3600 };

function delaySeconds({ pause }: Outcome, attempts: number, now: Date): number {
  if (pause === 'day') return secondsToNextQuota(now);
  if (pause === 'minute') return 60;
  return Math.min(backoff.firstSeconds * 2 ** (attempts - 1), backoff.mostSeconds);
}

async function deliver({ config, messages }: Dependencies, claimed: Claimed): Promise<Outcome> {
  const template = config.wechat.templates[claimed.template];
  const page = noticePage({ id: claimed.id, about: claimed.about, on: claimed.facts.on, at: claimed.at });
  if (!template || !page) return { outcome: 'failed', code: null };
  return messages.send({
    openid: claimed.openid,
    templateId: template.id,
    page: `${page.path.slice(1)}?${new URLSearchParams(page.params)}`,
    data: messageData(template.fields, messageValues(claimed, claimed.park)),
  });
}

export async function sendNotices(deps: Dependencies, { isUrgent = false, ms = jobMs } = {}): Promise<Record<string, unknown>> {
  if (Object.values(deps.config.wechat.templates).every((template) => !template)) return { off: true };
  const end = performance.now() + ms;
  const done: Partial<Record<Outcome['outcome'], number>> = {};
  let isStopped = false;
  const work = async () => {
    while (!isStopped && performance.now() < end) {
      const claimed = (await deps.supabase.callAsService('claim_delivery', { p_urgent: isUrgent })) as Claimed | null;
      if (!claimed) return;
      const result = await deliver(deps, claimed);
      isStopped ||= result.stopsRun === true;
      done[result.outcome] = (done[result.outcome] ?? 0) + 1;
      if (result.outcome === 'failed') deps.log({ requestId: '', operation: 'send-notices', status: 0, code: `wechat_${result.code ?? 'template'}` });
      await deps.supabase.callAsService('settle_delivery', {
        p_id: Number(claimed.id),
        p_claim: claimed.claim,
        p_outcome: result.outcome,
        p_code: result.code ?? undefined,
        p_delay_seconds: result.outcome === 'later' ? delaySeconds(result, claimed.attempts, deps.clock()) : undefined,
      });
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: atOnce }, work));
  const failure = ended.find((one) => one.status === 'rejected');
  if (failure) throw failure.reason;
  return done;
}

/**
 * Right after a 重大 hazard was written: before the answer, since a serverless function stands still after it. What takes
 * longer goes on by itself on a server, and on the next run of the job else. The report is written whatever happens here.
 */
export async function sendUrgent(deps: Dependencies): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const sending = sendNotices(deps, { isUrgent: true, ms: urgentMs }).catch((cause: unknown) => deps.log({ requestId: '', operation: 'send-notices', status: 0, cause }));
  await Promise.race([sending, new Promise((resolve) => (timer = setTimeout(resolve, urgentMs)))]);
  clearTimeout(timer);
}

// What a failed try means and when the next one is due. Classes come from code and status, never from message text.
import { errors, isErrorCode, type RetryClass } from '../contract/errors';

export type Failure = { status: number; code: string; requestId?: string };

/** A status of 0 means that no answer came. */
export function classify({ status, code }: Failure): RetryClass {
  if (isErrorCode(code)) return errors[code].retry;
  if (status === 401) return 'sign_in';
  if (status === 409) return 'conflict';
  if (status === 0 || status === 408 || status === 429 || status >= 500) return 'transient';
  return 'rejected';
}

const firstDelayMs = 2_000;
/** Somebody stands on a site and looks at the screen: a minute is long. */
export const longestDelayMs = 60_000;

/** Doubles up to a minute, with a jitter of ±25 % so that a site's phones do not come back in step. */
export function retryDelayMs(attempts: number, random: number): number {
  const delay = Math.min(longestDelayMs, firstDelayMs * 2 ** Math.min(attempts, 20));
  return Math.round(delay * (0.75 + random / 2));
}

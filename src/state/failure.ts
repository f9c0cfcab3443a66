// What a page says about a read or a write that failed, by the code of src/contract/errors.ts.
import { isErrorCode } from '../contract/errors';
import { parkTime } from '../domain/calendar';
import { failureWords as words } from '../text/failure';
import { problemText } from '../text/problem';
import { ApiError } from '../api/client';

/** Spread onto ErrorScreen. What is no ApiError never reached the server. */
export function failureOf(error: Error | null, now = new Date()): { title: string; text: string; detail: string; isFinal: boolean } {
  const time = parkTime(now);
  if (!(error instanceof ApiError)) return { ...words.noConnection, detail: words.detail(words.noStatus, time), isFinal: false };
  return {
    title: titleOf(error.status),
    text: problemText(error.code),
    detail: words.detail(String(error.status), time),
    // Our own server's word that it is not there or not for this person; a proxy's 404 may pass.
    isFinal: (error.status === 403 || error.status === 404) && isErrorCode(error.code),
  };
}

function titleOf(status: number): string {
  if (status === 401) return words.signedOut;
  if (status === 403) return words.refused;
  return status === 404 ? words.gone : words.server;
}

/** One sentence for a NoticeBar: why something was not stored. */
export const refusalText = (error: Error | null) => (error instanceof ApiError ? problemText(error.code) : words.notSent);

// What a page says about a read or a write that failed. Codes are of src/contract/errors.ts.
import { parkTime } from '../domain/calendar';
import { failureWords as words } from '../text/failure';
import { ApiError } from './client';

/** For ErrorScreen. What is no ApiError never reached the server. */
export function failureOf(error: Error | null, now = new Date()): { title: string; text: string; detail: string } {
  const status = error instanceof ApiError ? error.status : null;
  return { ...sayFailure(status), detail: words.detail(status === null ? words.noStatus : String(status), parkTime(now)) };
}

function sayFailure(status: number | null): { title: string; text: string } {
  if (status === null) return words.offline;
  if (status === 401) return words.signedOut;
  if (status === 403) return words.refused;
  return status === 404 ? words.gone : words.server;
}

export const hasCode = (error: Error | null, code: string) => error instanceof ApiError && error.code === code;

// How far the phone's clock is off, measured by the Date header of each answer (to the second).
import type { SendRequest } from '../platform/request';

/** A phone put away in between makes the journey seem long; half of it is the error, far below the 5 minutes that count. */
const longestJourneyMs = 60_000;

export function measureClock(send: SendRequest): { send: SendRequest; offsetMs(): number | undefined } {
  let offset: number | undefined;
  return {
    offsetMs: () => offset,
    send: async (request) => {
      const startedAt = Date.now();
      const answer = await send(request);
      const endedAt = Date.now();
      const server = Date.parse(answer.headers.date ?? '');
      const isTelling = Number.isFinite(server) && endedAt >= startedAt && endedAt - startedAt <= longestJourneyMs;
      // Half of the journey, and half of the second that the header rounds off.
      if (isTelling) offset = Math.round((startedAt + endedAt) / 2 - (server + 500));
      return answer;
    },
  };
}

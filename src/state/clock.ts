// How far the phone's clock is off, measured by the Date header of each answer (to the second).
import type { SendRequest } from '../platform/request';

export function measureClock(send: SendRequest): { send: SendRequest; offsetMs(): number | undefined } {
  let offset: number | undefined;
  return {
    offsetMs: () => offset,
    send: async (request) => {
      const startedAt = Date.now();
      const answer = await send(request);
      const server = Date.parse(answer.headers.date ?? '');
      // Half of the journey, and half of the second that the header rounds off.
      if (Number.isFinite(server)) offset = Math.round((startedAt + Date.now()) / 2 - (server + 500));
      return answer;
    },
  };
}

// What an answer says: the JSON of a success, or a refusal with the code that retry.ts classifies.
import { problemSchema } from '../contract/problem';
import type { Answer } from './ports';
import type { Failure } from './retry';

/** Thrown for an answer that is no success. */
export class Refused extends Error {
  constructor(readonly failure: Failure) {
    super(failure.code);
  }
}

export function readAnswer({ status, text }: Answer): unknown {
  let value: unknown = null;
  try {
    value = JSON.parse(text);
  } catch {
    // The platform's own error pages are no JSON.
  }
  if (status >= 200 && status < 300 && value !== null) return value;
  const { data: problem } = problemSchema.safeParse(value);
  if (problem) throw new Refused({ status, code: problem.code, requestId: problem.requestId });
  // Not our server's word, but that of something in between (a hotel's sign-in page, a proxy): as good as no answer.
  throw new Refused({ status: 0, code: `http_${status}` });
}

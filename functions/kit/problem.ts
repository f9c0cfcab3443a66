// One error class for everything the API refuses, one render function. The cause is for the log, never for the phone.
import { errors, isErrorCode, type ErrorCode } from '../../src/contract/errors';
import type { Problem as ProblemBody } from '../../src/contract/problem';

export type FieldError = { path: string; code: string };

export class Problem extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly options: {
      errors?: FieldError[];
      headers?: Record<string, string>;
      cause?: unknown;
      /** For the audit only: whom the refusal is about, where no token says it. */
      about?: { sessionId?: string; targetId?: string };
    } = {},
  ) {
    super(code, { cause: options.cause });
    this.name = 'Problem';
  }
}

/** Any thrown value as a Problem: unknown ones become `internal`. */
export const toProblem = (thrown: unknown): Problem =>
  thrown instanceof Problem ? thrown : new Problem('internal', { cause: thrown });

export function problemResponse(problem: Problem, requestId: string): Response {
  const { status, meaning } = errors[problem.code];
  const body: ProblemBody = {
    type: `urn:parkpulse:${problem.code}`,
    title: meaning,
    status,
    code: problem.code,
    ...(problem.options.errors ? { errors: problem.options.errors } : {}),
    requestId,
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', 'x-request-id': requestId, ...problem.options.headers },
  });
}

type DatabaseError = { code?: string; message?: string; details?: string | null; status?: number };

/**
 * A refusal of the database as a Problem. SQL refuses with errcode PTnnn and our code as message; the rest goes by
 * SQLSTATE class, never by message text.
 */
export function fromDatabase(error: DatabaseError): Problem {
  const code = error.code ?? '';
  // The detail of a refusal is the id it is about.
  if (code.startsWith('PT') && isErrorCode(error.message)) return new Problem(error.message, error.details ? { about: { targetId: error.details } } : {});
  if (code === '42501') return new Problem('forbidden', { cause: error });
  // Two that were sent at once met at a unique index, after both had looked: whoever asks again is told what now stands.
  if (code === '23505') return new Problem('unavailable', { cause: error });
  // Values that pass the schema and still do not fit a column: the sender's input, not our fault.
  if (/^(22|23)/.test(code)) return new Problem('invalid_input', { errors: [{ path: '', code: `database_${code}` }], cause: error });
  if (code === '' || /^(08|40|53|57P)/.test(code) || error.status === 503) return new Problem('unavailable', { cause: error });
  return new Problem('internal', { cause: error });
}

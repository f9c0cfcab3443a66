// From bytes to a parsed body. Whatever arrives, the answer is the value or a 4xx Problem.
import type * as z from 'zod';
import { Problem, type FieldError } from './problem';

/** Larger JSON is refused; photos never travel through a function. */
export const bodyMaxBytes = 262_144;
const maxDepth = 32;

/** The body's exact text. Throws body_too_large, unsupported_media_type, not_json. */
export async function readBody(request: Request, maxBytes = bodyMaxBytes): Promise<string> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw new Problem('body_too_large');
  if (!/^application\/json\s*(;|$)/i.test(request.headers.get('content-type') ?? '')) throw new Problem('unsupported_media_type');
  const bytes = await readAtMost(request, maxBytes);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new Problem('not_json', { cause });
  }
}

/** A body may come in pieces without saying its length: what is too much is not even read. */
async function readAtMost(request: Request, most: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of (request.body ?? []) as unknown as AsyncIterable<Uint8Array>) {
    length += piece.byteLength;
    if (length > most) throw new Problem('body_too_large');
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/** JSON.parse plus what Postgres text cannot hold (NUL), what UTF-8 cannot (lone surrogates), no deep nests, no key twice, no number that is read in two ways. */
export function parseJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new Problem('not_json', { cause });
  }
  const waiting: [unknown, number][] = [[value, 0]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [item, depth] = next;
    if (typeof item === 'string') assertStorable(item);
    else if (item && typeof item === 'object') {
      if (depth >= maxDepth) throw new Problem('bad_text');
      for (const [key, child] of Object.entries(item)) {
        assertStorable(key);
        // A record of zod passes over this one key without a word, and the body is stored as it came.
        if (key === '__proto__') throw new Problem('invalid_input', { errors: [{ path: key, code: 'unrecognized_keys' }] });
        waiting.push([child, depth + 1]);
      }
    }
  }
  const twin = keyGivenTwice(text);
  if (twin !== null) throw new Problem('invalid_input', { errors: [{ path: twin.slice(0, 50), code: 'given_twice' }] });
  const number = numberReadInTwoWays(text);
  if (number !== null) throw new Problem('invalid_input', { errors: [{ path: number.slice(0, 50), code: 'number_not_exact' }] });
  return value;
}

/**
 * The schema checks what JavaScript reads, the database takes every digit: 100.00000000000000000001 is 100 for the one and
 * misses a target of at most 100 for the other. For text that JSON.parse takes: a number outside of strings that comes out
 * of a double as it went in, which all that JSON.stringify writes do.
 */
function numberReadInTwoWays(text: string): string | null {
  for (const [token] of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g)) {
    // A double keeps fifteen digits as they are.
    if (token.startsWith('"') || (token.length <= 15 && !/e/i.test(token))) continue;
    // Nothing writes a double in more characters than half of these; a megabyte of digits is not even looked at.
    if (token.length > 50 || digitsOf(token) !== digitsOf(String(Number(token)))) return token;
  }
  return null;
}

/** The same for the same number, in whatever way it is written. */
function digitsOf(number: string): string {
  const [, sign, whole, fraction = '', exponent = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(number) ?? [];
  if (whole === undefined) return number;
  const digits = (whole + fraction).replace(/^0+/, '');
  const kept = digits.replace(/0+$/, '');
  return kept === '' ? '0' : `${sign}${kept}e${Number(exponent) - fraction.length + digits.length - kept.length}`;
}

/**
 * The body is stored as it came, and of `{"percent":10,"percent":90}` readers take the first or the last as they like.
 * For text that JSON.parse takes: there a string before a colon is a key.
 */
function keyGivenTwice(text: string): string | null {
  const open: (Set<string> | null)[] = [];
  for (const [token] of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"(?:\s*:)?|[{}[\]]/g)) {
    if (token === '{' || token === '[') open.push(token === '{' ? new Set() : null);
    else if (token === '}' || token === ']') open.pop();
    else if (token.endsWith(':')) {
      const key = JSON.parse(token.slice(0, token.lastIndexOf('"') + 1)) as string;
      const keys = open.at(-1);
      if (keys?.has(key)) return key;
      keys?.add(key);
    }
  }
  return null;
}

// Built from numbers, because a lint rule rightly dislikes control characters in a pattern.
const nul = String.fromCharCode(0);

export function assertStorable(text: string): void {
  if (text.includes(nul) || /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text)) throw new Problem('bad_text');
}

/** Throws invalid_input with the path and code of each field that does not fit. */
export function parse<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const errors: FieldError[] = result.error.issues.slice(0, 20).map((issue) => ({
    path: issue.path.join('.').slice(0, 200),
    // A refinement's message is our own code; zod's own issues are named by their kind.
    code: issue.code === 'custom' ? issue.message : issue.code,
  }));
  throw new Problem('invalid_input', { errors });
}

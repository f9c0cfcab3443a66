// Tokens and codes. The phone holds ours; the Supabase JWT is minted per request, lives 60 seconds and never leaves
// the server.
import { createHash, createHmac, createPrivateKey, createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import jwt from 'jsonwebtoken';
import type { Config } from './config';
import { Problem } from './problem';

const accessTokenSeconds = 3600;
const refreshTokenDays = 90;
const inviteDays = 7;
const supabaseTokenSeconds = 60;

const keys = new Map<string, KeyObject>();

/** Keys are made once: given a string, jsonwebtoken first fails to read it as PEM, at a fifth of a request's CPU. */
function keyOf(secret: string, algorithm: string): KeyObject {
  const known = keys.get(secret);
  if (known) return known;
  const key = algorithm === 'HS256' ? createSecretKey(Buffer.from(secret, 'utf8')) : createPrivateKey(secret);
  keys.set(secret, key);
  return key;
}

export type AccessClaims = { sid: string; sub: string };

export const sha256Hex = (value: string | Uint8Array) => createHash('sha256').update(value).digest('hex');

export function signAccessToken(config: Config, claims: AccessClaims, now: Date): { accessToken: string; expiresAt: string } {
  const issuedAt = Math.floor(now.getTime() / 1000);
  const expiry = issuedAt + accessTokenSeconds;
  return {
    accessToken: jwt.sign({ ...claims, iat: issuedAt, exp: expiry }, keyOf(config.appSecret, 'HS256'), { algorithm: 'HS256', audience: 'parkpulse' }),
    expiresAt: new Date(expiry * 1000).toISOString(),
  };
}

/** Checked without the database; whether the session still lives is the database's to say. */
export function readAccessToken(config: Config, header: string | null, now: Date): AccessClaims {
  if (!header) throw new Problem('token_missing');
  const token = /^Bearer ([\w.-]+)$/.exec(header)?.[1];
  if (!token) throw new Problem('token_invalid');
  try {
    const claims = jwt.verify(token, keyOf(config.appSecret, 'HS256'), {
      algorithms: ['HS256'],
      audience: 'parkpulse',
      clockTimestamp: Math.floor(now.getTime() / 1000),
    });
    if (typeof claims === 'string' || typeof claims.sid !== 'string' || typeof claims.sub !== 'string') throw new Problem('token_invalid');
    return { sid: claims.sid, sub: claims.sub };
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem(error instanceof jwt.TokenExpiredError ? 'token_expired' : 'token_invalid', { cause: error });
  }
}

/** `roles` are those the operation admits; the database compares them with the session's role. */
export function mintSupabaseToken(config: Config, claims: AccessClaims, roles: readonly string[]): string {
  const { jwtSecret, jwtAlgorithm, jwtKid } = config.supabase;
  return jwt.sign({ role: 'authenticated', sub: claims.sub, sid: claims.sid, roles }, keyOf(jwtSecret, jwtAlgorithm), {
    algorithm: jwtAlgorithm,
    expiresIn: supabaseTokenSeconds,
    ...(jwtKid ? { keyid: jwtKid } : {}),
  });
}

/**
 * The token for the calls of one request. A ledger may take longer than a token lives, so a new one is minted when half
 * of that is over; a session that ended in between is refused by the database as always.
 */
export function supabaseTokens(config: Config, claims: AccessClaims, roles: readonly string[]): () => string {
  let current: { token: string; mintedAt: number } | undefined;
  return () => {
    const now = Date.now();
    if (!current || now - current.mintedAt > supabaseTokenSeconds * 500) current = { token: mintSupabaseToken(config, claims, roles), mintedAt: now };
    return current.token;
  };
}

export function makeRefreshToken(now: Date) {
  const refreshToken = randomBytes(32).toString('base64url');
  return { refreshToken, hash: sha256Hex(refreshToken), expiresAt: new Date(now.getTime() + refreshTokenDays * 86_400_000).toISOString() };
}

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** 50 random bits as `XXXXX-XXXXX`. */
export function makeInviteCode(now: Date) {
  const letters = Array.from(randomBytes(10), (byte) => crockford[byte & 31]).join('');
  const code = `${letters.slice(0, 5)}-${letters.slice(5)}`;
  return { code, hash: hashInviteCode(code), expiresAt: new Date(now.getTime() + inviteDays * 86_400_000).toISOString() };
}

/** Case, spaces and hyphens do not matter, and O, I, L read as Crockford reads them. */
export function hashInviteCode(code: string): string {
  const canonical = code.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  return sha256Hex(`invite:${canonical}`);
}

/** An address as a key of the failure counter: not reversible without our secret. */
export const hashAddress = (config: Config, address: string) => createHmac('sha256', config.appSecret).update(`address:${address}`).digest('hex');

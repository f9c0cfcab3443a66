// The server's core as the phone sees it: sessions with rotating refresh tokens, records by id, photo objects. The same
// rules as the SQL functions (tests/api holds those); small enough to be checked by eye.
import { createHash } from 'node:crypto';
import type { Answer } from '../../src/outbox/ports';
import type { World } from './world';

export const sha256 = (value: string | Uint8Array) => createHash('sha256').update(value).digest('hex');

type Manifest = { sha256: string; bytes: number; thumb: { sha256: string; bytes: number } }[];
export type Record = { id: string; ownerId: string; body: string; manifest: Manifest; stored: Set<string>; receivedAt: string };

const accessMs = 90_000;
const addressMs = 120_000;

const problem = (status: number, code: string): Answer => ({
  status,
  text: JSON.stringify({ type: 'about:blank', title: code, status, code, requestId: 'r' }),
});
const success = (status: number, value: unknown): Answer => ({ status, text: JSON.stringify(value) });

export function createServer(world: World) {
  const records = new Map<string, Record>();
  const objects = new Map<string, Uint8Array>();
  const accessTokens = new Map<string, { staffId: string; sid: number; until: number }>();
  const sessions = new Map<number, { staffId: string; isLive: boolean; tokens: { text: string; isUsed: boolean }[] }>();
  const setBackIds = new Set<string>();
  let count = 0;

  const issue = (sid: number) => {
    const session = sessions.get(sid)!;
    const [accessToken, refreshToken] = [`a${(count += 1)}`, `r${(count += 1)}`];
    accessTokens.set(accessToken, { staffId: session.staffId, sid, until: world.now() + accessMs });
    session.tokens.push({ text: refreshToken, isUsed: false });
    return { accessToken, refreshToken, expiresAt: new Date(world.now() + accessMs).toISOString(), staff: { staff: { id: session.staffId } } };
  };

  /** A refresh token works until one that was made after it has been used; then it ends the session. */
  const refresh = (token: string): Answer => {
    const sid = [...sessions.keys()].find((id) => sessions.get(id)!.tokens.some(({ text }) => text === token));
    const session = sid === undefined ? undefined : sessions.get(sid);
    if (!session?.isLive) return problem(401, 'session_ended');
    const at = session.tokens.findIndex(({ text }) => text === token);
    if (session.tokens.slice(at + 1).some(({ isUsed }) => isUsed)) {
      session.isLive = false;
      return problem(401, 'refresh_reused');
    }
    session.tokens[at]!.isUsed = true;
    return success(200, issue(sid!));
  };

  const caller = (token: string | undefined): string | Answer => {
    const found = token === undefined ? undefined : accessTokens.get(token);
    if (!found) return problem(401, 'token_invalid');
    if (!sessions.get(found.sid)!.isLive) return problem(401, 'session_ended');
    return found.until <= world.now() ? problem(401, 'token_expired') : found.staffId;
  };

  const statusOf = ({ manifest, stored }: Record) => (manifest.every((photo) => stored.has(photo.sha256)) ? 'complete' : 'awaiting_photos');

  const submit = (staffId: string, text: string): Answer => {
    const body = JSON.parse(text) as { id: string; note?: string; photos?: Manifest };
    if (body.note?.startsWith('refused')) return problem(404, 'project_not_found');
    const known = records.get(body.id);
    if (known && (known.body !== text || known.ownerId !== staffId)) return problem(409, 'id_reused');
    const record = known ?? { id: body.id, ownerId: staffId, body: text, manifest: body.photos ?? [], stored: new Set<string>(), receivedAt: new Date(world.now()).toISOString() };
    records.set(body.id, record);
    return success(known ? 200 : 201, { id: body.id, receivedAt: record.receivedAt, sha256: sha256(text), status: statusOf(record) });
  };

  const ownRecord = (staffId: string, id: string) => {
    const record = records.get(id);
    return record?.ownerId === staffId ? record : undefined;
  };

  const sign = (staffId: string, text: string): Answer => {
    const asked = JSON.parse(text) as { submissionId: string; photos: { sha256: string }[] };
    const record = ownRecord(staffId, asked.submissionId);
    if (!record) return problem(404, 'submission_not_found');
    const address = (path: string) => (objects.has(path) ? {} : { url: `${path}?until=${world.now() + addressMs}` });
    return success(200, {
      photos: asked.photos.map((photo) => {
        if (record.stored.has(photo.sha256)) return { sha256: photo.sha256, stored: true };
        const [full, thumb] = [address(`${record.id}/${photo.sha256}`), address(`${record.id}/${photo.sha256}.thumb`)];
        return { sha256: photo.sha256, stored: false, ...(full.url && { uploadUrl: full.url }), ...(thumb.url && { thumbUploadUrl: thumb.url }) };
      }),
    });
  };

  const attach = (staffId: string, text: string): Answer => {
    const asked = JSON.parse(text) as { submissionId: string; sha256s: string[] };
    const record = ownRecord(staffId, asked.submissionId);
    if (!record) return problem(404, 'submission_not_found');
    const photos = asked.sha256s.map((hash) => {
      const entry = record.manifest.find((photo) => photo.sha256 === hash)!;
      const faults = [
        [`${record.id}/${hash}`, hash],
        [`${record.id}/${hash}.thumb`, entry.thumb.sha256],
      ].flatMap(([path, expected]) => {
        const found = objects.get(path!);
        if (!found) return ['photo_missing'];
        if (sha256(found) === expected) return [];
        objects.delete(path!);
        return ['photo_hash_mismatch'];
      });
      if (faults.length === 0) record.stored.add(hash);
      return { sha256: hash, stored: faults.length === 0, ...(faults[0] && { code: faults[0] }) };
    });
    return success(200, { status: statusOf(record), photos });
  };

  return {
    records,
    objects,
    statusOf,
    signIn(staffId: string) {
      const sid = (count += 1);
      sessions.set(sid, { staffId, isLive: true, tokens: [] });
      return issue(sid);
    },
    /** An older backup is put back: of the records that still wait for photos nothing is known any more. */
    setBack() {
      for (const [id, record] of records) {
        if (statusOf(record) === 'complete') continue;
        records.delete(id);
        setBackIds.add(id);
        for (const path of objects.keys()) if (path.startsWith(id)) objects.delete(path);
      }
    },
    wasSetBack: (id: string) => setBackIds.has(id),
    /** The office signs everybody out. */
    endSessions: () => sessions.forEach((session) => (session.isLive = false)),

    handle(path: string, token: string | undefined, body: string): Answer {
      if (path === '/api/session/refresh') return refresh((JSON.parse(body) as { refreshToken: string }).refreshToken);
      const staffId = caller(token);
      if (typeof staffId !== 'string') return staffId;
      if (path === '/api/photos/sign') return sign(staffId, body);
      if (path === '/api/photos/attach') return attach(staffId, body);
      return submit(staffId, body);
    },
    put(url: string, bytes: Uint8Array): Answer {
      const [path, until] = url.split('?until=') as [string, string];
      if (Number(until) <= world.now()) return { status: 400, text: '{"statusCode":"400","error":"InvalidJWT","message":"exp"}' };
      if (objects.has(path)) return { status: 400, text: '{"statusCode":"409","error":"Duplicate","message":"The resource already exists"}' };
      objects.set(path, bytes);
      return success(200, { Key: path });
    },
  };
}
export type Server = ReturnType<typeof createServer>;

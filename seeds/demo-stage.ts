// What the demo's players work on: the park as it stands so far, and how its people call, send pictures and move the clock.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import type { Dependencies } from '../functions/kit/dependencies';
import type { EventPhoto } from './demo-event';
import type { DemoPerson, PersonKey } from './demo-people';
import { photoFolder, readPhotoIndex, withComment } from './photos';

export type Seated = DemoPerson & { staffId: string; sessionId: string };
export type Stage = {
  db: Client;
  deps: Dependencies;
  parkId: string;
  people: Map<PersonKey, Seated>;
  projects: Map<string, string>;
  items: Map<string, string>;
  checklists: Map<string, { versionId: string; keys: string[] }>;
  /** Event key to the id of its submission, for answers. */
  reports: Map<string, string>;
  /** Key of the event that issued an order to its id. */
  orders: Map<string, string>;
};

export const setTime = (db: Client, at: string) => db.query("select set_config('parkpulse.now', $1, true)", [at]);

export async function callAs({ db, people }: Stage, by: PersonKey, sql: string, values: unknown[]): Promise<void> {
  const { sessionId, staffId } = people.get(by)!;
  const claims = { role: 'authenticated', sub: staffId, sid: sessionId, roles: ['inspector', 'contact', 'leader', 'office'] };
  await db.query("select set_config('role', 'authenticated', true), set_config('request.jwt.claims', $1, true)", [JSON.stringify(claims)]);
  await db.query(sql, values);
  await db.query("select set_config('role', 'none', true), set_config('request.jwt.claims', '', true), set_config('parkpulse.caller', '', true)");
}

/** A record with its pictures, as a phone sends it: the body first, then the bytes. */
export async function send(stage: Stage, event: { key: string; at: string; by: PersonKey }, kind: string, fields: Record<string, unknown>, pictures: EventPhoto[], slot: string | null = null): Promise<void> {
  const at = new Date(event.at);
  // Seeded ids: in the order of their time, like a phone's.
  const id = uuidv7({ msecs: at.getTime() });
  const photos = await Promise.all(pictures.map((photo, index) => develop(stage, id, at, photo, index + 1)));
  const body = { id, capturedAt: at.toISOString(), photos: photos.map((photo) => photo.entry), ...fields };
  await callAs(stage, event.by, 'select api.submit($1, $2, $3)', [kind, JSON.stringify(body), slot]);
  stage.reports.set(event.key, id);
  await Promise.all(photos.map((photo) => photo.store()));
  await stage.db.query('select api.mark_photos_stored($1, $2)', [id, photos.map((photo) => photo.entry.sha256)]);
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** One of the demo's pictures as this report's own photo, and how to store it. */
async function develop({ deps, parkId }: Stage, submissionId: string, at: Date, photo: EventPhoto, ordinal: number) {
  const listed = readPhotoIndex().find((one) => one.file === photo.file)!;
  const full = withComment(fs.readFileSync(path.join(photoFolder, listed.file)), `${submissionId}:${ordinal}`);
  const small = fs.readFileSync(path.join(photoFolder, listed.thumb.file));
  const entry = {
    sha256: sha256(full),
    bytes: full.length,
    thumb: { sha256: sha256(small), bytes: small.length },
    capturedAt: new Date(at.getTime() - (10 - ordinal) * 20_000).toISOString(),
    source: photo.source,
    location: photo.location,
    locationMissing: photo.locationMissing,
    itemKey: photo.itemKey,
  };
  const store = async () => {
    const folder = `${parkId}/${submissionId}/${entry.sha256}`;
    await upload(deps, `${folder}.jpg`, full);
    await upload(deps, `${folder}.thumb.jpg`, small);
  };
  return { entry, store };
}

async function upload({ supabase, config }: Dependencies, objectPath: string, bytes: Uint8Array): Promise<void> {
  const signed = await supabase.storage.signUpload(objectPath);
  if (!signed) return;
  const { status } = await fetch(config.supabase.url + signed, { method: 'PUT', headers: { 'content-type': 'image/jpeg' }, body: bytes as BodyInit });
  if (status !== 200) throw new Error(`storage answered ${status} for ${objectPath}`);
}

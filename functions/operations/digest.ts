// 简报: the live one is composed at each read; at 18:00 it is frozen, by the job or by the first read after it.
import type { Digest, FoundDigest } from '../../src/contract/digest';
import { composeDigest, type Digest as Composed } from '../../src/domain/digest';
import { isDigestDue, parkDay } from '../../src/domain/calendar';
import type { DigestFacts } from '../../src/domain/digest-facts';
import type { Dependencies } from '../kit/dependencies';
import type { Context, Handlers } from '../kit/endpoint';
import { Problem } from '../kit/problem';
import { withPhotoUrls } from './photo';

type Facts = DigestFacts & Pick<Digest, 'photos'>;
type Frozen = { id: string; facts: Facts; content: Composed | null; frozenAt: string; number: number; head: string };
type Row = Partial<Frozen> & { parkId: string; previousOn: string | null; nextOn: string | null };

/** Stamps the park's changes and stores the wording once; doing it again answers the same digest. */
async function freeze(deps: Dependencies, parkId: string, on: string): Promise<Frozen | null> {
  const frozen = (await deps.supabase.callAsService('freeze_digest', { p_park_id: parkId, p_on: on })) as Frozen | null;
  return frozen && { ...frozen, content: frozen.content ?? (await word(deps, frozen)) };
}

/** A freeze that died before its wording was stored is worded from the same stored facts. */
async function word(deps: Dependencies, frozen: Frozen): Promise<Composed> {
  return (await deps.supabase.callAsService('store_digest_content', { p_id: frozen.id, p_content: composeDigest(frozen.facts) as never })) as Composed;
}

export async function freezeDigests(deps: Dependencies, now: Date): Promise<Record<string, unknown>> {
  const parks = (await deps.supabase.callAsService('list_parks', {})) as string[];
  if (!isDigestDue(now)) return { parks: 0 };
  // One park's trouble is not the others': all are tried before it is told.
  const failures: unknown[] = [];
  for (const parkId of parks) await freeze(deps, parkId, parkDay(now)).catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
  return { parks: parks.length };
}

export type LoadedDigest = { row: Row; facts: Facts; content: Composed };

/** The digest of a day as the caller may read it; today's is live until 18:00 and frozen by the first read after. */
export async function loadDigest(deps: Dependencies, { call, now }: Pick<Context<'digest.read'>, 'call' | 'now'>, on: string): Promise<LoadedDigest | null> {
  const isToday = on === parkDay(now);
  const read = async () => (await call('read_digest', { p_on: on, p_live: isToday && !isDigestDue(now) })) as Row;
  let row = await read();
  if (!row.facts && isToday) {
    await freeze(deps, row.parkId, on);
    row = await read();
  }
  if (!row.facts) return null;
  return { row, facts: row.facts, content: row.content ?? (row.id ? await word(deps, row as Frozen) : composeDigest(row.facts)) };
}

export const digestHandlers: Handlers = {
  'digest.read': async (deps, context) => {
    const loaded = await loadDigest(deps, context, context.query.on ?? parkDay(context.now));
    if (!loaded) throw new Problem('digest_not_found');
    const { row, facts } = loaded;
    const { itemLights: _kept, ...content } = loaded.content;
    return withPhotoUrls(deps, context.origin, {
      ...content,
      frozenAt: row.frozenAt ?? null,
      number: row.number ?? null,
      head: row.head ?? null,
      previousOn: row.previousOn,
      nextOn: row.nextOn,
      // Of a record that counts without all its photos, those that can be seen.
      photos: facts.photos.filter(({ stored }) => stored),
    });
  },

  'digest.find': async (_deps, { call, query }) => (await call('find_digest', { p_head: query.code })) as FoundDigest,
};

// What each line of a digest did to the values of the plan. Every moved value belongs to exactly one line, so that the
// lines of a digest add up to the difference from the one before.
import { shortItemName } from '../text/digest';
import type { ChangeFact, ItemFact } from './digest-facts';
import { isShare } from './measure';

/** Null is a value that nobody knows, and counts as nothing in `delta`. */
export type DigestEffect = { itemId: string; name: string; unit: string | null; /** Of 0 to 1, shown in per cent. */ isShare: boolean; before: number | null; after: number | null; delta: number };

export const movesOf = (changes: readonly ChangeFact[]): ChangeFact[] => changes.filter(({ kind }) => kind === 'item_value');

/** By the id of a record or answer that is told: the moves that it, or what it corrected within the same digest, caused. */
export function movesByCause(changes: readonly ChangeFact[], told: ReadonlySet<string>): { byCause: Map<string, ChangeFact[]>; rest: ChangeFact[] } {
  const recordOf = new Map<string, string>();
  const correctedBy = new Map<string, string>();
  for (const { kind, causeId, report, milestoneReport, record } of changes) {
    const recordId = record?.id ?? milestoneReport?.reportId ?? report?.id;
    if (kind !== 'item_value' && causeId && recordId) recordOf.set(causeId, recordId);
    if (kind === 'correction' && report?.corrects) correctedBy.set(report.corrects, report.id);
  }
  // What a line does not tell any more is told by the record that corrected it, be it by way of others.
  const teller = (causeId: string): string | null => {
    for (let id: string | undefined = causeId, steps = 0; id !== undefined && steps <= changes.length; steps += 1) {
      if (told.has(id)) return id;
      id = correctedBy.get(recordOf.get(id) ?? id);
    }
    return null;
  };
  const byCause = new Map<string, ChangeFact[]>();
  const rest: ChangeFact[] = [];
  for (const move of movesOf(changes)) {
    const id = move.causeId ? teller(move.causeId) : null;
    if (id === null) rest.push(move);
    else byCause.set(id, [...(byCause.get(id) ?? []), move]);
  }
  return { byCause, rest };
}

/** One effect for each item, in the plan's order; what comes back to where it was is none. */
export function effectsOf(moves: readonly ChangeFact[], items: readonly ItemFact[]): DigestEffect[] {
  return items.flatMap((item) => {
    const mine = moves.filter(({ planItemId }) => planItemId === item.id).sort((a, b) => a.id - b.id);
    const [first] = mine;
    const last = mine.at(-1);
    if (!first || !last) return [];
    const delta = mine.reduce((sum, { before, after }) => sum + (after ?? 0) - (before ?? 0), 0);
    if (first.before === last.after && delta === 0) return [];
    return [{ itemId: item.id, name: shortItemName(item.name), unit: item.target?.unit ?? null, isShare: isShare(item.measure), before: first.before, after: last.after, delta: Math.round(delta * 1e6) / 1e6 }];
  });
}

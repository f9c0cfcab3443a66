// Half-filled forms on this phone: one entry per person, form and started report, so that two never mix.
import type { Phone } from './phone';

export const formNames = ['inspection', 'progress', 'safety-check', 'item-record', 'rectify', 'hazard', 'order-answer'] as const;
export type FormName = (typeof formNames)[number];
/** Reports, and what is written by the office and the leader that goes into no queue. */
export type DraftName = FormName | 'checklist' | 'issue-order';

/** What every draft has, whatever its form keeps besides. `id` is that of the record to be. */
export type AnyDraft = { version: 1; id: string };
export type SavedDraft<Draft> = { savedAt: string; draft: Draft };

export function draftsOf(phone: Pick<Phone, 'drafts' | 'outbox'>, staffId: string) {
  const keyOf = (form: DraftName, id: string) => `${staffId}.${form}.${id}`;
  return {
    async save(form: DraftName, draft: AnyDraft): Promise<void> {
      await phone.drafts.set(keyOf(form, draft.id), JSON.stringify({ savedAt: new Date().toISOString(), draft }));
    },

    has: async (form: DraftName, id: string): Promise<boolean> => (await phone.drafts.get(keyOf(form, id))) !== null,

    /** Files of the draft stay: the queue has them now, or `sweepFiles` finds that nothing names them. */
    remove: (form: DraftName, id: string) => phone.drafts.remove(keyOf(form, id)),

    /** The newest draft of this form that is `wanted`. */
    async newest<Draft extends AnyDraft>(form: DraftName, wanted: (draft: Draft) => boolean): Promise<SavedDraft<Draft> | null> {
      const found: SavedDraft<Draft>[] = [];
      for (const [key, raw] of await phone.drafts.entries()) {
        if (!key.startsWith(keyOf(form, ''))) continue;
        try {
          const saved = JSON.parse(raw) as SavedDraft<Draft>;
          // By the disk's word, since another tab may have queued it, or taken it up to be mended.
          const held = await phone.outbox.held(saved.draft.id);
          // Queued, but the phone died before the draft was removed: it is no draft any more. What was changed since is
          // kept for the case that the server refuses the queued one again.
          if (held && (held.isReceived || saved.savedAt <= held.queuedAt)) await phone.drafts.remove(key);
          else if (!held && saved.draft.version === 1 && wanted(saved.draft)) found.push(saved);
        } catch {
          // A draft that cannot be read is not offered, and not thrown away either.
        }
      }
      return found.sort((a, b) => (a.savedAt < b.savedAt ? 1 : -1))[0] ?? null;
    },
  };
}

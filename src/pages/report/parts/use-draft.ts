// Drafts: found when a form opens, saved while it is filled (state/draft-saving), gone once it is queued.
import { useCallback, useEffect, useRef, useState } from 'react';
import { newRecordId } from '../../../api/record-id';
import { draftsOf, type FormName, type SavedDraft } from '../../../state/drafts';
import { usePhone } from '../../../state/phone';
import { useSession } from '../../../state/session';
import type { ReportDraft } from './form';

export { useDraftSaving } from '../../../state/draft-saving';

export type Opening<Draft> =
  | { phase: 'reading' }
  | { phase: 'found'; saved: SavedDraft<Draft>; resume: () => void; startOver: () => void }
  | { phase: 'open'; draft: Draft };

type OpenedFor<Draft> = {
  /** Only a draft about this is offered: a project, a record of an item, a record to be corrected. Absent: any that corrects nothing. */
  about?: string;
  /** What a draft is about; the same function at each drawing. */
  aboutOf: (draft: Draft) => string | null;
  /** The person has just asked for this one: it opens without a question. */
  draftId?: string;
};

export function useOpening<Draft extends ReportDraft>(form: FormName, { about, aboutOf, draftId }: OpenedFor<Draft>, fresh: (id: string) => Draft): Opening<Draft> {
  const phone = usePhone();
  const staffId = useSession(({ session }) => session?.staff.staff.id ?? null);
  // Whose they are, too: another person may sign in, in another tab, and is shown nothing of this one's.
  const [saved, setSaved] = useState<{ staffId: string; saved: SavedDraft<Draft> } | null>(null);
  const [open, setOpen] = useState<{ staffId: string; draft: Draft } | null>(null);
  const freshRef = useRef(fresh);

  const begin = useCallback(async (of: string) => setOpen({ staffId: of, draft: freshRef.current(await newRecordId()) }), []);
  useEffect(() => {
    if (!staffId) return undefined;
    let isHere = true;
    const isWanted = (one: Draft) => (draftId ? one.id === draftId : about === undefined ? one.corrects === undefined : aboutOf(one) === about);
    void draftsOf(phone, staffId)
      .newest<Draft>(form, isWanted)
      .catch(() => null)
      .then((found) => {
        if (!isHere) return undefined;
        if (!found) return begin(staffId);
        return draftId ? setOpen({ staffId, draft: found.draft }) : setSaved({ staffId, saved: found });
      });
    return () => {
      isHere = false;
    };
  }, [phone, staffId, form, about, aboutOf, draftId, begin]);

  if (staffId && open?.staffId === staffId) return { phase: 'open', draft: open.draft };
  if (!staffId || saved?.staffId !== staffId) return { phase: 'reading' };
  const { draft } = saved.saved;
  return {
    phase: 'found',
    saved: saved.saved,
    resume: () => setOpen({ staffId, draft }),
    startOver: () => void draftsOf(phone, staffId).remove(form, draft.id).then(() => begin(staffId)),
  };
}

// A half-filled form is on the phone's disk shortly after each change.
import { useCallback, useEffect, useRef, useState } from 'react';
import { type AnyDraft, type DraftName, draftsOf } from './drafts';
import { usePhone } from './phone';
import { useSession } from './session';

/** Several changes within this time are written once. */
const pauseMs = 400;

/**
 * Saves what has content, and removes what has none any more, shortly after each change and at once on leaving. `forget` ends it and removes the draft;
 * `isFailing`: the disk refused the last time, and only this page holds what was typed.
 */
export function useDraftSaving<Draft extends AnyDraft>(form: DraftName, draft: Draft, hasContent: boolean): { forget: () => Promise<void>; isFailing: boolean } {
  const phone = usePhone();
  const staffId = useSession(({ session }) => session?.staff.staff.id ?? null);
  const latest = useRef({ draft, hasContent, isOver: false, isSaved: true });
  const first = useRef(draft);
  const [isFailing, setIsFailing] = useState(false);

  const save = useCallback(() => {
    const now = latest.current;
    if (now.isOver || now.isSaved || !staffId) return;
    now.isSaved = true;
    const drafts = draftsOf(phone, staffId);
    // Emptied again, there is nothing left to come back to.
    (now.hasContent ? drafts.save(form, now.draft) : drafts.remove(form, now.draft.id)).then(
      () => setIsFailing(false),
      () => setIsFailing(true),
    );
  }, [phone, staffId, form]);

  useEffect(() => {
    if (draft === first.current) return undefined;
    latest.current = { ...latest.current, draft, hasContent, isSaved: false };
    const timer = setTimeout(save, pauseMs);
    return () => clearTimeout(timer);
  }, [draft, hasContent, save]);
  useEffect(() => save, [save]);

  const forget = useCallback(async () => {
    latest.current.isOver = true;
    if (staffId) await draftsOf(phone, staffId).remove(form, latest.current.draft.id);
  }, [phone, staffId, form]);
  return { forget, isFailing };
}

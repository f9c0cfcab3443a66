// Drafts: found when a form opens, saved while it is filled, gone once it is queued. One entry per started report.
import { useCallback, useEffect, useRef, useState } from 'react';
import { newRecordId } from '../../../api/record-id';
import { type Phone, usePhone } from '../../../state/phone';
import { useSession } from '../../../state/session';
import type { ReportDraft } from './form';

export type FormName = 'inspection' | 'progress' | 'safety-check';
type Saved<Draft> = { savedAt: string; draft: Draft };

/** Several changes within this time are written once. */
const pauseMs = 400;

const keyOf = (staffId: string, form: FormName, id: string) => `${staffId}.${form}.${id}`;

async function newestDraft<Draft extends ReportDraft>(phone: Phone, staffId: string, form: FormName, projectId: string | undefined): Promise<Saved<Draft> | null> {
  const found: Saved<Draft>[] = [];
  for (const [key, raw] of await phone.drafts.entries()) {
    if (!key.startsWith(keyOf(staffId, form, ''))) continue;
    try {
      const saved = JSON.parse(raw) as Saved<Draft>;
      // Queued, but the phone died before the draft was removed: it is no draft any more.
      if (phone.outbox.getSnapshot().items.some(({ id }) => id === saved.draft.id)) await dropDraft(phone, key, saved.draft);
      else if (saved.draft.version === 1 && (projectId === undefined || saved.draft.projectId === projectId)) found.push(saved);
    } catch {
      await phone.drafts.remove(key);
    }
  }
  return found.sort((a, b) => (a.savedAt < b.savedAt ? 1 : -1))[0] ?? null;
}

async function dropDraft(phone: Phone, key: string, draft: ReportDraft): Promise<void> {
  await phone.drafts.remove(key);
  for (const photo of draft.photos) {
    await phone.files.remove(photo.fileKey);
    await phone.files.remove(photo.thumbKey);
  }
}

type Opening<Draft> =
  | { phase: 'reading' }
  | { phase: 'found'; saved: Saved<Draft>; resume: () => void; startOver: () => void }
  | { phase: 'open'; draft: Draft };

/** `projectId`: the form was opened for this project, so only a draft about it is offered. */
export function useOpening<Draft extends ReportDraft>(form: FormName, projectId: string | undefined, fresh: (id: string) => Draft): Opening<Draft> {
  const phone = usePhone();
  const staffId = useSession(({ session }) => session?.staff.staff.id ?? null);
  const [saved, setSaved] = useState<Saved<Draft> | null>(null);
  const [draft, setDraft] = useState<Draft | null>(null);
  const freshRef = useRef(fresh);

  const begin = useCallback(async () => setDraft(freshRef.current(await newRecordId())), []);
  useEffect(() => {
    if (!staffId) return;
    void newestDraft<Draft>(phone, staffId, form, projectId)
      .catch(() => null)
      .then((found) => (found ? setSaved(found) : begin()));
  }, [phone, staffId, form, projectId, begin]);

  if (draft) return { phase: 'open', draft };
  if (!saved || !staffId) return { phase: 'reading' };
  return {
    phase: 'found',
    saved,
    resume: () => setDraft(saved.draft),
    startOver: () => void dropDraft(phone, keyOf(staffId, form, saved.draft.id), saved.draft).then(begin),
  };
}

/** Saves what has content, shortly after each change and at once on leaving. `forget` ends it and removes the draft. */
export function useDraftSaving<Draft extends ReportDraft>(form: FormName, draft: Draft, hasContent: boolean): { forget: () => Promise<void> } {
  const phone = usePhone();
  const staffId = useSession(({ session }) => session?.staff.staff.id ?? null);
  const latest = useRef({ draft, hasContent, isOver: false, isSaved: true });
  const first = useRef(draft);

  const save = useCallback(() => {
    const now = latest.current;
    if (now.isOver || now.isSaved || !now.hasContent || !staffId) return;
    now.isSaved = true;
    const saved: Saved<Draft> = { savedAt: new Date().toISOString(), draft: now.draft };
    // A full disk shows when a photo or the report itself is stored; typing goes on.
    phone.drafts.set(keyOf(staffId, form, now.draft.id), JSON.stringify(saved)).catch(() => undefined);
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
    if (staffId) await dropDraft(phone, keyOf(staffId, form, latest.current.draft.id), latest.current.draft);
  }, [phone, staffId, form]);
  return { forget };
}

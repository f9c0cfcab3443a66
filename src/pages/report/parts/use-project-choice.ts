// The project of a form: proposed from where the phone is and what was used last, changed by the person.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Project } from '../../../contract/project';
import type { Point } from '../../../domain/submission';
import { type Place, readPlace } from '../../../platform/location';
import { useSettings } from '../../../state/settings';
import { type ChosenBy, proposeProject, type ReportDraft } from './form';

/**
 * Reads the position only where it was allowed before. `settleProject` takes the position that a capture reads later and
 * answers the project that stands from then on, since its name is about to be drawn on the photo. `isFixed`: nothing is
 * proposed any more.
 */
export function useProjectChoice(draft: ReportDraft, projects: readonly Project[] | undefined, choose: (projectId: string, by: ChosenBy) => void, isFixed: boolean) {
  const lastId = useSettings(({ lastProjectId }) => lastProjectId);
  const [at, setAt] = useState<Point | null>(null);
  const [isLooking, setIsLooking] = useState(true);
  useEffect(() => {
    let isHere = true;
    void readPlace({ ask: false, timeoutMs: 3_000 }).then((place) => {
      if (!isHere) return;
      if (!('missing' in place)) setAt(place);
      setIsLooking(false);
    });
    return () => {
      isHere = false;
    };
  }, []);

  // A guess is not made anew once a photo bears its name.
  const isOpen = !isFixed && (draft.chosenBy === null || (draft.chosenBy === 'last' && draft.photos.length === 0));
  const propose = (from: Point | null): Project | null => {
    const proposal = projects && isOpen ? proposeProject(projects, from, lastId) : null;
    const projectId = proposal?.projectId ?? draft.projectId;
    if (proposal && projectId !== draft.projectId) choose(proposal.projectId, proposal.by);
    return projects?.find(({ id }) => id === projectId) ?? null;
  };
  useEffect(() => {
    if (!isLooking) propose(at);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- proposes when something is learned, not at each drawing
  }, [projects, at, isLooking, isOpen, lastId]);

  // The camera may have been open for minutes: what is true now counts, not what was when it opened.
  const latest = useRef({ propose, at });
  useEffect(() => {
    latest.current = { propose, at };
  });
  const settleProject = useCallback((place: Place): Project | null => {
    const here = 'missing' in place ? latest.current.at : place;
    setAt(here);
    return latest.current.propose(here);
  }, []);

  return { at, settleProject, project: projects?.find(({ id }) => id === draft.projectId) ?? null };
}

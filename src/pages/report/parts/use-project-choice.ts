// The project of a form: proposed from where the phone is and what was used last, changed by the person.
import { useEffect, useState } from 'react';
import type { Project } from '../../../contract/project';
import type { Point } from '../../../domain/submission';
import { type Place, readPlace } from '../../../platform/location';
import { useSettings } from '../../../state/settings';
import { type ChosenBy, proposeProject, type ReportDraft } from './form';

/** Reads the position only where it was allowed before; `onPlace` takes those that a capture reads later. */
export function useProjectChoice(draft: ReportDraft, projects: readonly Project[] | undefined, choose: (projectId: string, by: ChosenBy) => void) {
  const lastId = useSettings(({ lastProjectId }) => lastProjectId);
  const [at, setAt] = useState<Point | null>(null);
  const [isLooking, setIsLooking] = useState(true);
  const onPlace = (place: Place) => {
    if (!('missing' in place)) setAt(place);
  };
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

  const isOpen = draft.chosenBy === null || draft.chosenBy === 'last';
  useEffect(() => {
    if (!projects || isLooking || !isOpen) return;
    const proposal = proposeProject(projects, at, lastId);
    if (proposal && proposal.projectId !== draft.projectId) choose(proposal.projectId, proposal.by);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- proposes when something is learned, not at each drawing
  }, [projects, at, isLooking, isOpen, lastId]);

  return { at, onPlace, project: projects?.find(({ id }) => id === draft.projectId) ?? null };
}

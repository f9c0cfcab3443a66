import { useState } from 'react';
import { Card } from '../../../components/card';
import { TextLink } from '../../../components/button';
import type { IconName } from '../../../components/icon';
import { OptionSheet } from '../../../components/option-sheet';
import { List, Row, RowIcon } from '../../../components/row';
import { Small } from '../../../components/text-block';
import { useConfirm } from '../../../components/use-confirm';
import type { Project } from '../../../contract/project';
import type { Point } from '../../../domain/submission';
import { projectCategoryWords } from '../../../text/project';
import { reportFormWords as words } from '../../../text/report-form';
import { byDistance, type ChosenBy, type DraftPhoto, othersNear } from './form';

interface ProjectFieldProps {
  projects: readonly Project[] | undefined;
  project: Project | null;
  chosenBy: ChosenBy | null;
  at: Point | null;
  /** Those taken already: their watermarks name the project they were taken for. */
  photos?: readonly DraftPhoto[];
  icon?: IconName;
  /** In place of the distance: 已按 11月9日 的上报填好. */
  note?: string;
  /** Absent where the project stands: of a correction. */
  onPick?: (project: Project) => void;
}

/** Which project the report is about, with the way to change it. */
export function ProjectField({ projects, project, chosenBy, at, photos = [], icon = 'pin', note, onPick }: ProjectFieldProps) {
  const [isPicking, setIsPicking] = useState(false);
  const { ask, dialog } = useConfirm();
  // The watermark says what was so at capture, and originals are not kept to draw it anew: so the person decides.
  const handlePick = async (picked: Project) => {
    const drawn = photos.find(({ drawnFor }) => drawnFor && drawnFor.id !== picked.id)?.drawnFor;
    const isMeant = !drawn || picked.id === project?.id || (await ask({ title: words.otherProject.title, text: words.otherProject.text(drawn.name), confirmLabel: words.otherProject.confirm, cancelLabel: words.otherProject.cancel }));
    if (isMeant) onPick?.(picked);
  };
  if (!projects || projects.length === 0) {
    return (
      <Card>
        <Small>{words.noProjects}</Small>
      </Card>
    );
  }
  const near = byDistance(projects, at);
  const metres = near.find((one) => one.project.id === project?.id)?.metres ?? null;
  const reason = chosenBy === 'nearest' || (metres !== null && near[0]?.project.id === project?.id) ? words.nearest : chosenBy === 'last' ? words.lastUsed : null;
  const others = chosenBy === 'nearest' ? othersNear(near) : 0;
  const place = [metres === null ? null : words.distance(metres), reason, others > 0 && words.othersNear(others)].filter(Boolean).join(' · ');
  return (
    <>
      <List>
        <Row
          lead={<RowIcon name={icon} tone={project ? 'primary' : 'grey'} />}
          title={project?.name ?? words.pickProject}
          note={project ? note ?? (place || projectCategoryWords[project.category]) : words.pickProjectHint}
          right={onPick && <TextLink onClick={() => setIsPicking(true)}>{project ? words.changeProject : words.pickProject}</TextLink>}
          hasChevron={false}
          onClick={onPick && (() => setIsPicking(true))}
        />
      </List>
      <OptionSheet
        isOpen={isPicking}
        onClose={() => setIsPicking(false)}
        title={words.pickProject}
        searchPlaceholder={words.searchProject}
        options={near.map((one) => ({
          value: one.project.id,
          label: one.project.name,
          note: one.metres === null ? projectCategoryWords[one.project.category] : words.distance(one.metres),
        }))}
        value={project?.id ?? null}
        onPick={(id) => {
          const picked = projects.find((one) => one.id === id);
          if (picked) void handlePick(picked);
        }}
      />
      {dialog}
    </>
  );
}

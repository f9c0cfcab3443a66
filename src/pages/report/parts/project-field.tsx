import { useState } from 'react';
import { Card } from '../../../components/card';
import { TextLink } from '../../../components/button';
import type { IconName } from '../../../components/icon';
import { OptionSheet } from '../../../components/option-sheet';
import { List, Row, RowIcon } from '../../../components/row';
import { Small } from '../../../components/text-block';
import type { Project } from '../../../contract/project';
import type { Point } from '../../../domain/submission';
import { projectCategoryWords } from '../../../text/project';
import { reportFormWords as words } from '../../../text/report-form';
import { byDistance, type ChosenBy } from './form';

interface ProjectFieldProps {
  projects: readonly Project[] | undefined;
  project: Project | null;
  chosenBy: ChosenBy | null;
  at: Point | null;
  icon?: IconName;
  /** In place of the distance: 已按 11月9日 的上报填好. */
  note?: string;
  onPick: (project: Project) => void;
}

/** Which project the report is about, with the way to change it. */
export function ProjectField({ projects, project, chosenBy, at, icon = 'pin', note, onPick }: ProjectFieldProps) {
  const [isPicking, setIsPicking] = useState(false);
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
  const place = [metres === null ? null : words.distance(metres), reason].filter(Boolean).join(' · ');
  return (
    <>
      <List>
        <Row
          lead={<RowIcon name={icon} tone={project ? 'primary' : 'grey'} />}
          title={project?.name ?? words.pickProject}
          note={project ? note ?? (place || projectCategoryWords[project.category]) : words.pickProjectHint}
          right={<TextLink onClick={() => setIsPicking(true)}>{project ? words.changeProject : words.pickProject}</TextLink>}
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
          if (picked) onPick(picked);
        }}
      />
    </>
  );
}

/** The seven milestones of a project, each with who reported and who confirmed. */
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Card } from '../../../components/card';
import { Rungs, type RungState } from '../../../components/ladder';
import { Tag } from '../../../components/tag';
import { Tags } from '../../../components/tags';
import { Gap, Small } from '../../../components/text-block';
import type { Milestone } from '../../../contract/milestone';
import type { ProjectDetail } from '../../../contract/project';
import { daysBetween, parkDay } from '../../../domain/calendar';
import { isExpected, type Rung, rungs, stillSkipped } from '../../../domain/milestone';
import { type LadderPace, ladderPace, unmetDependencies } from '../../../domain/project-pace';
import { openPage } from '../../../platform/navigate';
import { routes } from '../../../routes';
import { daysLeftWords, formatDay } from '../../../text/format';
import { milestoneWords, milestoneStatusWords, rungWords } from '../../../text/milestone';
import { projectWords as words } from '../../../text/project';
import { recordWords } from '../../../text/report';

type RungEntry = Parameters<typeof Rungs>[0]['rungs'][number];

export function MilestoneLadder({ project }: { project: ProjectDetail }) {
  const [isUnfolded, setIsUnfolded] = useState(false);
  const slots = rungs.map((rung) => ({ rung, slot: project.milestones.find((one) => one.rung === rung) }));
  const folded = isUnfolded ? 0 : foldedSteps(slots.map(({ slot }) => slot));
  const today = parkDay(new Date());
  const paces = ladderPace(project, today);
  const entries = slots.slice(folded).map(({ rung, slot }) => toEntry(project, rung, slot, paces.find((one) => one.rung === rung), today));
  const coming = comingWords(project, paces, today);
  const first = slots[0];
  const last = slots[folded - 1];
  if (first && last) {
    entries.unshift({
      key: 'folded',
      title: words.ladderRange(rungWords[first.rung], rungWords[last.rung]),
      state: 'confirmed',
      right: words.ladderRangeNote(folded),
      onClick: () => setIsUnfolded(true),
    });
  }
  return (
    <Card>
      {coming && (
        <>
          <Small>{coming}</Small>
          <Gap />
        </>
      )}
      <Rungs rungs={entries} />
    </Card>
  );
}

/** What comes next and what it waits for. Said only where it says more than the ladder: the next rung is planned, or held up. */
function comingWords(project: ProjectDetail, paces: readonly LadderPace[], today: string): string {
  const next = paces.find(({ state }) => state === 'next');
  const [nearest] = unmetDependencies(project);
  if (!next || (!next.plannedOn && !nearest)) return '';
  const goal = project.planItem?.rung;
  const isAwaited = project.milestones.some(({ rung, status }) => rung === next.rung && status === 'reported');
  return [
    isAwaited ? words.nextAwaited(rungWords[next.rung]) : words.nextRung(rungWords[next.rung], next.plannedOn && formatDay(next.plannedOn, today), next.daysLate),
    nearest && words.waitsFor(goal && goal !== next.rung ? rungWords[goal] : null, nearest.project && nearest.project.id !== project.id ? nearest.project.name : nearest.name),
  ]
    .filter(Boolean)
    .join('，');
}

/** Confirmed steps from the foot up that stand in one line; the last confirmed one always shows its people. */
function foldedSteps(slots: ReadonlyArray<Milestone | undefined>): number {
  const open = slots.findIndex((slot) => slot?.status !== 'confirmed');
  const confirmed = open === -1 ? slots.length : open;
  return confirmed > 2 ? confirmed - 1 : 0;
}

const stateOf: Record<Milestone['status'], RungState> = { none: 'ahead', reported: 'reported', disputed: 'reported', confirmed: 'confirmed' };

function toEntry(project: ProjectDetail, rung: Rung, slot: Milestone | undefined, pace: LadderPace | undefined, today: string): RungEntry {
  const status = slot?.status ?? 'none';
  const on = slot?.occurredOn ?? slot?.report?.occurredOn;
  const planned = slot?.plannedOn && words.planned(formatDay(slot.plannedOn, today));
  return {
    key: rung,
    title: rungWords[rung],
    state: stateOf[status],
    right: on ? formatDay(on, today) : (planned ?? undefined),
    note: (
      <>
        <RungNote project={project} slot={slot} isSkipped={pace?.state === 'skipped' && status === 'none' && isExpected(rung, project.category)} today={today} />
        <LateTag slot={slot} daysLate={pace?.daysLate ?? null} />
      </>
    ),
    onClick: slot?.report ? () => void openPage(routes.milestone, { projectId: project.id, milestoneId: slot.id }) : undefined,
  };
}

/** One that waits for its answer is not told to be late: the day that counts is the one to be confirmed. */
function LateTag({ slot, daysLate }: { slot: Milestone | undefined; daysLate: number | null }) {
  if (!slot || daysLate === null || daysLate <= 0 || slot.status === 'reported') return null;
  return (
    <Tags>
      <Tag tone={slot.status === 'confirmed' ? 'grey' : 'yellow'}>{slot.status === 'confirmed' ? words.daysLate(daysLate) : words.daysOver(daysLate)}</Tag>
    </Tags>
  );
}

interface RungNoteProps {
  project: ProjectDetail;
  slot: Milestone | undefined;
  /** Nobody reported it although it is expected and a higher one is confirmed: allowed, but flagged. */
  isSkipped: boolean;
  today: string;
}

function RungNote({ project, slot, isSkipped, today }: RungNoteProps) {
  if (isSkipped) return <Tag tone="yellow">{words.skippedHere}</Tag>;
  const report = slot?.report;
  if (!slot || !report) return null;
  const reporter = report.reportedBy?.name ?? words.someone;
  const { answer } = report;
  const skipped = stillSkipped(report.skippedRungs, project).map((rung) => rungWords[rung]);
  if (slot.status === 'confirmed' && answer) {
    const confirmer = answer.by?.name ?? words.someone;
    const confirmed = (answer.onBehalf ? words.confirmedOnBehalfOn : words.confirmedOn)(confirmer, formatDay(parkDay(answer.at), today));
    return (
      <>
        <View>{`${words.reported(reporter)}，${confirmed}`}</View>
        {skipped.length > 0 && <Tag tone="yellow">{milestoneWords.skipped(skipped)}</Tag>}
      </>
    );
  }
  const daysLeft = daysBetween(today, report.answerDueOn);
  return (
    <>
      <View>{words.reportedOn(reporter, formatDay(parkDay(report.reportedAt), today))}</View>
      {answer?.answer === 'dispute' && <View>{words.disputedBy(answer.by?.name ?? words.someone, answer.reason ?? '')}</View>}
      <Tags>
        {slot.status === 'disputed' && <Tag tone="yellow">{milestoneStatusWords.disputed}</Tag>}
        {!report.isComplete && <Tag>{recordWords.photoWaiting}</Tag>}
        {slot.status === 'reported' && report.isComplete && (
          <Tag tone={daysLeft < 0 ? 'red' : 'yellow'} icon="clock">
            {daysLeft < 0 ? milestoneWords.answerOverdue : words.waitDays(whoAnswers(project, report.side), daysLeftWords(daysLeft))}
          </Tag>
        )}
        {skipped.length > 0 && <Tag tone="yellow">{milestoneWords.skipped(skipped)}</Tag>}
      </Tags>
    </>
  );
}

function whoAnswers(project: ProjectDetail, side: 'park' | 'enterprise'): string {
  if (side === 'enterprise') return words.waitFor.park;
  return project.enterprise ? words.waitFor.enterprise : words.waitFor.secondOffice;
}

import { List, Row } from '../../../components/row';
import { Section } from '../../../components/section';
import type { Today } from '../../../contract/today';
import { openPage } from '../../../platform/navigate';
import { routes } from '../../../routes';
import { rungWords } from '../../../text/milestone';
import { todayWords as words } from '../../../text/today';
import { AnswerCard } from './answer-card';

/** What the park side has to do about milestones: answer the enterprises' reports, and report anew what they dispute. */
export function MilestoneSections({ toAnswer, disputed }: Pick<Today, 'toAnswer' | 'disputed'>) {
  return (
    <>
      {toAnswer.length > 0 && (
        <Section title={words.toAnswer} count={toAnswer.length}>
          {toAnswer.map((report) => (
            <AnswerCard key={report.reportId} report={report} />
          ))}
        </Section>
      )}
      {disputed.length > 0 && (
        <Section title={words.disputed} count={disputed.length}>
          <List>
            {disputed.map((report) => (
              <Row
                key={report.reportId}
                title={words.answerTitle(report.project.name, rungWords[report.rung])}
                note={report.answer ? words.disputedBy(report.answer.by?.name ?? words.someone, report.answer.reason ?? '') : undefined}
                onClick={() => void openPage(routes.milestone, { projectId: report.project.id, milestoneId: report.milestoneId })}
              />
            ))}
          </List>
        </Section>
      )}
    </>
  );
}

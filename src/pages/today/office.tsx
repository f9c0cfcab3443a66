import { OfflineBar } from '../../components/offline-bar';
import { List, Row } from '../../components/row';
import { Screen } from '../../components/screen';
import { Section } from '../../components/section';
import { Gap, Headline, Small } from '../../components/text-block';
import type { Today } from '../../contract/today';
import { openPage } from '../../platform/navigate';
import { routes } from '../../routes';
import { useConnection } from '../../state/outbox';
import { rungWords } from '../../text/milestone';
import { todayWords as words } from '../../text/today';
import { AnswerCard } from './parts/answer-card';
import { DigestBrief } from './parts/digest-brief';
import { HazardRows } from './parts/hazard-rows';

export function OfficeToday({ today }: { today: Today }) {
  const { toAnswer, disputed, toVerify, toRectify, invited } = today;
  return (
    <Screen isTab banner={<OfflineBar {...useConnection()} onClick={() => void openPage(routes.outbox)} />}>
      <Headline>{words.officeTitle(toAnswer.length + disputed.length + toVerify.length + toRectify.length)}</Headline>
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
      {toVerify.length > 0 && (
        <Section title={words.toVerify} count={toVerify.length}>
          <HazardRows hazards={toVerify} />
        </Section>
      )}
      {toRectify.length > 0 && (
        <Section title={words.toRectify} count={toRectify.length}>
          <HazardRows hazards={toRectify} />
        </Section>
      )}
      {invited > 0 && (
        <>
          <Gap />
          <List>
            <Row title={words.invited} isPlain right={<Small>{words.invitedCount(invited)}</Small>} onClick={() => void openPage(routes.invites)} />
          </List>
        </>
      )}
      <Gap size={5} />
      <DigestBrief />
    </Screen>
  );
}

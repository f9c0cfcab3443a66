import { useProjects } from '../../api/project';
import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { OfflineBar } from '../../components/offline-bar';
import { List, Row } from '../../components/row';
import { Screen } from '../../components/screen';
import { Section } from '../../components/section';
import { Gap, Headline, Small } from '../../components/text-block';
import { UpdatedAt } from '../../components/updated-at';
import type { Today } from '../../contract/today';
import { openPage } from '../../platform/navigate';
import { routes } from '../../routes';
import { useConnection } from '../../state/outbox';
import { projectWords } from '../../text/project';
import { todayWords as words } from '../../text/today';
import { AnswerCard } from './parts/answer-card';
import { HazardSection } from './parts/hazard-section';
import { InboxRow } from './parts/inbox-row';
import { OrderSection } from './parts/order-section';

export function ContactToday({ today, updatedAt }: { today: Today; updatedAt: number }) {
  const connection = useConnection();
  const projects = useProjects().data?.items ?? [];
  const { toAnswer, toRectify, orders = [] } = today;
  return (
    <Screen
      isTab
      banner={<OfflineBar {...connection} onClick={() => void openPage(routes.outbox)} />}
      dock={
        projects.length > 0 ? (
          <Button icon="progress" tone={toAnswer.length > 0 ? 'weak' : 'primary'} onClick={() => void openPage(routes.progress)}>
            {words.reportProgress}
          </Button>
        ) : undefined
      }
    >
      <InboxRow unread={today.unread} />
      <Headline>{words.contactTitle(toAnswer.length, toRectify.length, orders.length)}</Headline>
      <Gap />
      {toAnswer.length + toRectify.length + orders.length === 0 && <Small>{words.contactNothing}</Small>}
      <OrderSection orders={orders} />
      <HazardSection title={words.toRectify} hazards={toRectify} hasPhoto mayRectify />
      {toAnswer.length > 0 && (
        <Section title={words.toAnswer} count={toAnswer.length}>
          {toAnswer.map((report) => (
            <AnswerCard key={report.reportId} report={report} />
          ))}
        </Section>
      )}
      <Section title={words.myProjects} count={projects.length || undefined}>
        {projects.length === 0 ? (
          <Card>
            <Small>{words.noProjects}</Small>
          </Card>
        ) : (
          <List>
            {projects.map((project) => (
              <Row
                key={project.id}
                title={project.name}
                note={project.progress ? projectWords.paceLabel(project.progress.percent, null) : projectWords.noProgress}
                right={<Small>{projectWords.stage(project.stage)}</Small>}
                onClick={() => void openPage(routes.projectDetail, { id: project.id })}
              />
            ))}
          </List>
        )}
      </Section>
      <UpdatedAt at={updatedAt} />
    </Screen>
  );
}

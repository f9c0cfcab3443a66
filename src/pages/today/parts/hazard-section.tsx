import { type CommonEvent, View } from '@tarojs/components';
import { TextLink } from '../../../components/button';
import { Light } from '../../../components/light';
import { Thumb } from '../../../components/photo';
import { List, Row } from '../../../components/row';
import { Section } from '../../../components/section';
import { SyncStatus } from '../../../components/sync-status';
import { Tag } from '../../../components/tag';
import type { Hazard } from '../../../contract/hazard';
import { daysBetween, parkDay } from '../../../domain/calendar';
import { openPage } from '../../../platform/navigate';
import { isUnsent } from '../../../outbox/item';
import { routes } from '../../../routes';
import { useOutbox } from '../../../state/outbox';
import { progressOfItem } from '../../../state/queued';
import { daysLeftWords } from '../../../text/format';
import { hazardStatusWords, severityWords } from '../../../text/hazard';
import { todayWords } from '../../../text/today';

/** From here on the countdown turns yellow. */
const soonDays = 3;

interface HazardSectionProps {
  title: string;
  hazards: readonly Hazard[];
  hasPhoto?: boolean;
  /** This person's to rectify: the form is a tap away. */
  mayRectify?: boolean;
}

/** Hazards to see to, the most pressing first. */
export function HazardSection({ title, hazards, hasPhoto = false, mayRectify = false }: HazardSectionProps) {
  if (hazards.length === 0) return null;
  const today = parkDay(new Date());
  const sorted = [...hazards].sort((a, b) => (a.rectificationDueOn < b.rectificationDueOn ? -1 : 1));
  return (
    <Section title={title} count={hazards.length}>
      <List>
        {sorted.map((hazard) => {
          const days = daysBetween(today, hazard.rectificationDueOn);
          const words = daysLeftWords(days);
          const [photo] = hazard.photos;
          return (
            <Row
              key={hazard.id}
              lead={hasPhoto && photo ? <Thumb url={photo.thumbUrl ?? photo.url} /> : undefined}
              title={hazard.title}
              note={
                <View className="today-line">
                  <Tag tone={hazard.severity === 'major' ? 'red' : 'grey'}>{severityWords[hazard.severity]}</Tag>
                  {hazard.status === 'returned' && <Tag tone="yellow">{hazardStatusWords.returned}</Tag>}
                  <View>{hazard.project.name}</View>
                  {days < 0 ? <Light state="overdue">{words}</Light> : days <= soonDays ? <Light state="behind">{words}</Light> : <View>{words}</View>}
                </View>
              }
              right={mayRectify ? <RectifyLink hazardId={hazard.id} /> : undefined}
              onClick={() => void openPage(routes.hazardDetail, { id: hazard.id })}
            />
          );
        })}
      </List>
    </Section>
  );
}

/** 去整改, or how far the one is that was filled in on this phone. */
function RectifyLink({ hazardId }: { hazardId: string }) {
  const queued = useOutbox().items.find((item) => item.operation === 'hazard.rectify' && isUnsent(item) && item.path.includes(hazardId));
  if (queued) return <SyncStatus state={progressOfItem(queued)} />;
  return (
    <View onClick={(event: CommonEvent) => event.stopPropagation()}>
      <TextLink onClick={() => void openPage(routes.rectify, { hazardId })}>{todayWords.goRectify}</TextLink>
    </View>
  );
}

import { View } from '@tarojs/components';
import { Light } from '../../../components/light';
import { Thumb } from '../../../components/photo';
import { List, Row } from '../../../components/row';
import { Tag } from '../../../components/tag';
import type { Hazard } from '../../../contract/hazard';
import { daysBetween, parkDay } from '../../../domain/calendar';
import { openPage } from '../../../platform/navigate';
import { routes } from '../../../routes';
import { daysLeftWords } from '../../../text/format';
import { severityWords } from '../../../text/hazard';

/** From here on the countdown turns yellow. */
const soonDays = 3;

/** Hazards to see to, the most pressing first. */
export function HazardRows({ hazards, hasPhoto = false }: { hazards: readonly Hazard[]; hasPhoto?: boolean }) {
  const today = parkDay(new Date());
  const sorted = [...hazards].sort((a, b) => (a.rectificationDueOn < b.rectificationDueOn ? -1 : 1));
  return (
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
                <View>{`${hazard.project.name} ·`}</View>
                {days < 0 ? <Light state="overdue">{words}</Light> : days <= soonDays ? <Light state="behind">{words}</Light> : <View>{words}</View>}
              </View>
            }
            onClick={() => void openPage(routes.hazardDetail, { id: hazard.id })}
          />
        );
      })}
    </List>
  );
}

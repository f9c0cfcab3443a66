import { ItemRecordRow } from '../../../components/item-record-row';
import { List } from '../../../components/row';
import { Section } from '../../../components/section';
import type { ItemRecord } from '../../../contract/item-record';
import { openPage } from '../../../platform/navigate';
import { routes } from '../../../routes';
import { todayWords as words } from '../../../text/today';

const shown = 5;

/** Records of plan items that wait for this person: to be reviewed, or to be sent anew. */
export function RecordSection({ title, records, more }: { title: string; records: readonly ItemRecord[]; more?: () => void }) {
  if (records.length === 0) return null;
  return (
    <Section title={title} count={records.length} link={more && records.length > shown ? words.allToReview : undefined} onLink={more}>
      <List>
        {records.slice(0, more ? shown : undefined).map((record) => (
          <ItemRecordRow key={record.id} record={record} showsItem onClick={() => void openPage(routes.reportDetail, { id: record.id })} />
        ))}
      </List>
    </Section>
  );
}

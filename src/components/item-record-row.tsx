/** One record of a plan item (填报, 成果, 事故, 办结, 说明, 补录) as a row: what it says, by whom, and where it stands. */
import type { ItemRecord } from '../contract/item-record';
import { parkDay } from '../domain/calendar';
import { type RecordState, recordState } from '../domain/item-record';
import { formatDay, formatMonth, formatNumber, formatValue } from '../text/format';
import { itemRecordWords as words, recordStateWords } from '../text/item-record';
import { kindWords } from '../text/submission';
import { Thumb } from './photo';
import { Row } from './row';
import { Tag, type TagTone } from './tag';
import { whenWords } from './when';

interface ItemRecordRowProps {
  record: ItemRecord;
  /** Where it is listed away from its item. */
  showsItem?: boolean;
  onClick: () => void;
}

export function ItemRecordRow({ record, showsItem = false, onClick }: ItemRecordRowProps) {
  const [photo] = record.photos;
  const { answer } = record;
  const said = `${record.reportedBy?.name ?? words.someone} · ${whenWords(record.reportedAt)}`;
  const judged = answer?.answer === 'return' ? words.returnedBy(answer.by?.name ?? words.someone, answer.reason ?? '') : null;
  return (
    <Row
      lead={photo && <Thumb url={photo.thumbUrl ?? photo.url} />}
      title={showsItem ? record.item.name : recordLine(record)}
      isPlain={!showsItem}
      note={[showsItem && recordLine(record), said, judged].filter(Boolean).join(' · ')}
      right={<RecordStateTag record={record} />}
      onClick={onClick}
    />
  );
}

const tones: Record<RecordState, TagTone> = { waiting: 'yellow', counted: 'green', returned: 'red', awaiting_photos: 'yellow', corrected: 'grey' };

/** Notes count nothing, so nothing is said of it. */
export function RecordStateTag({ record }: { record: ItemRecord }) {
  const state = recordState(record);
  if (record.kind === 'note' && state === 'counted') return null;
  return <Tag tone={tones[state]}>{recordStateWords[state]}</Tag>;
}

/** "10 月 480.5 亿元", "比德", "10月20日完成" */
export function recordLine(record: ItemRecord): string {
  switch (record.kind) {
    case 'reading':
      return `${formatMonth(record.month ?? '')} ${figureOf(record)}`;
    case 'completion':
      return words.doneOn(formatDay(record.occurredOn ?? parkDay(record.reportedAt), parkDay(new Date())));
    case 'naming':
      return `${kindWords.naming} ${record.project?.name ?? ''}`;
    case 'note':
      return record.note ?? '';
    default:
      return record.title ?? '';
  }
}

export const figureOf = ({ value, numerator, item }: Pick<ItemRecord, 'value' | 'numerator' | 'item'>): string => formatValue(value ?? 0, item.unit, numerator !== null);

/** "300 ÷ 400" of a ratio. */
export const partsOf = ({ numerator, denominator }: Pick<ItemRecord, 'numerator' | 'denominator'>): string | null =>
  numerator === null || denominator === null ? null : words.parts(formatNumber(numerator), formatNumber(denominator));

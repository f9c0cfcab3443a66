/** What this person may record about the item: what its value is made of, or how it stands. */
import { Button, ButtonPair } from '../../../components/button';
import type { PlanItemDetail } from '../../../contract/plan';
import { kindFor } from '../../../domain/item-record';
import { openPage } from '../../../platform/navigate';
import { routes } from '../../../routes';
import { useSession } from '../../../state/session';
import { itemRecordWords, namingWords } from '../../../text/item-record';

export function ItemActions({ item }: { item: PlanItemDetail }) {
  const role = useSession(({ session }) => session?.staff.staff.role);
  if (role !== 'office' && role !== 'inspector') return null;
  const fitting = kindFor({ type: item.measureType });
  const kind = role === 'office' || (fitting !== 'reading' && fitting !== 'naming') ? fitting : null;
  const isOver = kind === 'naming' && (item.namedCount ?? 0) >= (item.target?.value ?? 0);
  const note = (
    <Button tone={kind && !isOver ? 'neutral' : undefined} onClick={() => void openPage(routes.itemRecord, { kind: 'note', itemId: item.id })}>
      {kind && !isOver ? itemRecordWords.noteShort : itemRecordWords.formTitle.note}
    </Button>
  );
  if (!kind || isOver) return note;
  const main =
    kind === 'naming' ? (
      <Button onClick={() => void openPage(routes.naming, { itemId: item.id })}>{namingWords.open}</Button>
    ) : (
      <Button onClick={() => void openPage(routes.itemRecord, { kind, itemId: item.id })}>{itemRecordWords.formTitle[kind]}</Button>
    );
  return <ButtonPair left={note} right={main} />;
}

/** What this person may do with the order now: one main step, and beside it what else is open. */
import { useState } from 'react';
import { type OrderStep, useOrderStep } from '../../../api/supervision-order';
import { BottomSheet } from '../../../components/bottom-sheet';
import { Button, ButtonPair } from '../../../components/button';
import { DateField } from '../../../components/date-field';
import { TextAreaField } from '../../../components/form-field';
import { NoticeBar } from '../../../components/notice-bar';
import { ReasonSheet } from '../../../components/reason-sheet';
import { Row } from '../../../components/row';
import { Gap, Small } from '../../../components/text-block';
import { useConfirm } from '../../../components/use-confirm';
import type { OrderDetail } from '../../../contract/supervision-order';
import { addDays, parkDay } from '../../../domain/calendar';
import type { OrderActionKind } from '../../../domain/supervision-order';
import { showToast } from '../../../platform/feedback';
import { openPage } from '../../../platform/navigate';
import { routes } from '../../../routes';
import { refusalText } from '../../../state/failure';
import { common } from '../../../text/common';
import { formatDay } from '../../../text/format';
import { orderWords as words } from '../../../text/supervision-order';

type SheetName = 'more' | 'return' | 'extend' | 'withdraw';

export function OrderSteps({ order }: { order: OrderDetail }) {
  const step = useOrderStep();
  const { ask, dialog } = useConfirm();
  const [sheet, setSheet] = useState<SheetName | null>(null);
  const may = (kind: OrderActionKind) => order.may.includes(kind);
  const close = () => setSheet(null);
  const take = (taken: OrderStep, done: string) => {
    close();
    step.mutate(taken, { onSuccess: () => showToast(done, 'success') });
  };
  const { id: orderId, answerId } = order;
  const handleClose = async () => {
    if (!answerId || !(await ask({ title: words.closeQuestion, text: words.closeText, confirmLabel: words.close }))) return;
    take({ operation: 'supervisionOrder.review', body: { orderId, answerId, answer: 'close' } }, words.closed);
  };

  const main = may('closed') ? (
    <Button icon="check" isBusy={step.isPending} onClick={() => void handleClose()}>
      {words.close}
    </Button>
  ) : may('acknowledged') ? (
    <Button icon="check" isBusy={step.isPending} onClick={() => take({ operation: 'supervisionOrder.acknowledge', body: { orderId } }, words.acknowledged)}>
      {words.acknowledge}
    </Button>
  ) : may('answered') ? (
    <Button tone={order.status === 'answered' ? 'weak' : 'primary'} onClick={() => void openPage(routes.orderAnswer, { orderId })}>
      {order.status === 'answered' ? words.answerMore : order.status === 'returned' ? words.answerAgain : words.answer}
    </Button>
  ) : null;
  const aside = may('returned') ? (
    <Button tone="neutral" isDisabled={step.isPending} onClick={() => setSheet('return')}>
      {words.giveBack}
    </Button>
  ) : null;
  const hasMore = may('extended') || may('withdrawn');
  const more = hasMore && (
    <Button tone="neutral" isDisabled={step.isPending} onClick={() => setSheet('more')}>
      {common.more}
    </Button>
  );
  if (!main && !hasMore) return null;

  return (
    <>
      {step.isError && <NoticeBar tone="red">{refusalText(step.error)}</NoticeBar>}
      {main && aside ? (
        <>
          <ButtonPair left={aside} right={main} />
          {more && <Gap size={2} />}
          {more}
        </>
      ) : main && more ? (
        <ButtonPair left={more} right={main} />
      ) : (
        (main ?? more)
      )}
      <BottomSheet isOpen={sheet === 'more'} onClose={close} title={common.more}>
        {may('extended') && <Row title={words.extend} onClick={() => setSheet('extend')} />}
        {may('withdrawn') && <Row title={words.withdraw} onClick={() => setSheet('withdraw')} />}
      </BottomSheet>
      <ReasonSheet
        words={words.giveBackSheet}
        isOpen={sheet === 'return'}
        onClose={close}
        onSubmit={(reason) => answerId && take({ operation: 'supervisionOrder.review', body: { orderId, answerId, answer: 'return', reason } }, words.givenBack)}
      />
      <ReasonSheet
        words={words.withdrawSheet}
        isOpen={sheet === 'withdraw'}
        onClose={close}
        onSubmit={(reason) => take({ operation: 'supervisionOrder.withdraw', body: { orderId, reason } }, words.withdrawn)}
      />
      <ExtendSheet order={order} isOpen={sheet === 'extend'} onClose={close} onSubmit={(dueOn, reason) => take({ operation: 'supervisionOrder.extend', body: { orderId, dueOn, reason } }, words.extended)} />
      {dialog}
    </>
  );
}

interface ExtendSheetProps {
  order: OrderDetail;
  isOpen: boolean;
  onClose: () => void;
  onSubmit: (dueOn: string, reason: string) => void;
}

function ExtendSheet({ order, isOpen, onClose, onSubmit }: ExtendSheetProps) {
  const today = parkDay(new Date());
  // Later than the date that stands, and not in the past.
  const earliest = [addDays(order.dueOn, 1), today].sort().at(-1) ?? today;
  const [dueOn, setDueOn] = useState(earliest);
  const [reason, setReason] = useState('');
  return (
    <BottomSheet
      isOpen={isOpen}
      onClose={onClose}
      title={words.extendSheet.title}
      footer={
        <Button isDisabled={reason.trim() === '' || dueOn < earliest} onClick={() => onSubmit(dueOn, reason.trim())}>
          {words.extendSheet.submit}
        </Button>
      }
    >
      <DateField title={words.extendTo} value={dueOn} display={formatDay(dueOn, today)} min={earliest} onChange={setDueOn} />
      <Small>{words.extendSheet.hint}</Small>
      <Gap />
      <TextAreaField value={reason} placeholder={words.extendSheet.placeholder} onChange={setReason} />
    </BottomSheet>
  );
}

import { useState } from 'react';
import { BottomSheet } from '../../../components/bottom-sheet';
import { Button } from '../../../components/button';
import { DateField } from '../../../components/date-field';
import { FormField, TextAreaField } from '../../../components/form-field';
import { Gap, Small } from '../../../components/text-block';
import { addDays, parkDay } from '../../../domain/calendar';
import { formatDay } from '../../../text/format';
import { hazardStepWords as words } from '../../../text/hazard-page';

interface ExtendSheetProps {
  dueOn: string;
  isOpen: boolean;
  onClose: () => void;
  /** Closes it. */
  onSubmit: (asked: { dueOn: string; reason: string }) => void;
}

/** 申请延期: until when, and why. */
export function ExtendSheet({ dueOn, isOpen, onClose, onSubmit }: ExtendSheetProps) {
  const [day, setDay] = useState('');
  const [reason, setReason] = useState('');
  const today = parkDay(new Date());
  const earliest = dueOn >= today ? addDays(dueOn, 1) : today;
  // A browser's date field takes what its limits forbid.
  const isTooEarly = day !== '' && day < earliest;
  return (
    <BottomSheet
      isOpen={isOpen}
      onClose={onClose}
      title={words.extendTitle}
      footer={
        <Button isDisabled={day === '' || isTooEarly || reason.trim() === ''} onClick={() => onSubmit({ dueOn: day, reason: reason.trim() })}>
          {words.extendSubmit}
        </Button>
      }
    >
      <Small>{words.extendHint(formatDay(dueOn, today))}</Small>
      <DateField
        title={words.extendTo}
        note={isTooEarly ? words.extendTooEarly : undefined}
        value={day}
        display={day ? formatDay(day, today) : words.pickDay}
        min={earliest}
        onChange={setDay}
      />
      <Gap />
      <FormField title={words.extendWhy}>
        <TextAreaField value={reason} placeholder={words.extendPlaceholder} onChange={setReason} />
      </FormField>
    </BottomSheet>
  );
}

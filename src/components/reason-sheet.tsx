import { useState } from 'react';
import { BottomSheet } from './bottom-sheet';
import { Button } from './button';
import { TextAreaField } from './form-field';
import { Gap, Small } from './text-block';

interface ReasonSheetProps {
  isOpen: boolean;
  onClose: () => void;
  onSubmit: (reason: string) => void;
  words: { title: string; hint: string; placeholder: string; submit: string };
}

/** Asks why, in words: nothing is submitted without them. What was typed stays when the sheet closes. */
export function ReasonSheet({ isOpen, onClose, onSubmit, words }: ReasonSheetProps) {
  const [reason, setReason] = useState('');
  return (
    <BottomSheet
      isOpen={isOpen}
      onClose={onClose}
      title={words.title}
      footer={
        <Button isDisabled={reason.trim() === ''} onClick={() => onSubmit(reason.trim())}>
          {words.submit}
        </Button>
      }
    >
      <Small>{words.hint}</Small>
      <Gap />
      <TextAreaField value={reason} placeholder={words.placeholder} onChange={setReason} />
    </BottomSheet>
  );
}

import { useEffect, useRef, useState } from 'react';
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

/**
 * Asks why, in words: nothing is submitted without them. What was typed stays when the sheet closes. `onSubmit` closes it:
 * one opening submits once.
 */
export function ReasonSheet({ isOpen, onClose, onSubmit, words }: ReasonSheetProps) {
  const [reason, setReason] = useState('');
  // Gloves tap twice, and the button is there until the sheet is down.
  const isSubmitted = useRef(false);
  useEffect(() => {
    if (isOpen) isSubmitted.current = false;
  }, [isOpen]);
  const handleSubmit = () => {
    if (isSubmitted.current) return;
    isSubmitted.current = true;
    onSubmit(reason.trim());
  };
  return (
    <BottomSheet
      isOpen={isOpen}
      onClose={onClose}
      title={words.title}
      footer={
        <Button isDisabled={reason.trim() === ''} onClick={handleSubmit}>
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

import { useState } from 'react';
import { milestoneAnswerWords as words } from '../text/milestone-answer';
import { BottomSheet } from './bottom-sheet';
import { Button } from './button';
import { TextAreaField } from './form-field';
import { Gap, Small } from './text-block';

interface DisputeSheetProps {
  isOpen: boolean;
  onClose: () => void;
  onDispute: (reason: string) => void;
}

/** What is wrong with a milestone report, in words: no dispute without a reason. What was typed stays when it closes. */
export function DisputeSheet({ isOpen, onClose, onDispute }: DisputeSheetProps) {
  const [reason, setReason] = useState('');
  return (
    <BottomSheet
      isOpen={isOpen}
      onClose={onClose}
      title={words.disputeTitle}
      footer={
        <Button isDisabled={reason.trim() === ''} onClick={() => onDispute(reason.trim())}>
          {words.disputeSubmit}
        </Button>
      }
    >
      <Small>{words.disputeHint}</Small>
      <Gap />
      <TextAreaField value={reason} placeholder={words.disputePlaceholder} onChange={setReason} />
    </BottomSheet>
  );
}

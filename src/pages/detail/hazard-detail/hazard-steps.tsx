/** The one step of a hazard that is this person's now, and what it asks. */
import { useState } from 'react';
import { BottomSheet } from '../../../components/bottom-sheet';
import { Button, ButtonPair } from '../../../components/button';
import { ReasonSheet } from '../../../components/reason-sheet';
import { Gap, Small } from '../../../components/text-block';
import { type Question, useConfirm } from '../../../components/use-confirm';
import type { HazardDetail, Rectification } from '../../../contract/hazard';
import { parkDay } from '../../../domain/calendar';
import { formatDay } from '../../../text/format';
import { hazardPageWords, hazardStepWords as words } from '../../../text/hazard-page';

export type Verdict = { answer: 'verified' } | { answer: 'returned'; reason: string };

/** 去复查: closed after one question, returned with a reason. */
export function VerifyStep({ rectification, onAnswer }: { rectification: Rectification; onAnswer: (verdict: Verdict) => void }) {
  const [open, setOpen] = useState<'choice' | 'reason' | null>(null);
  const { ask, dialog } = useConfirm();
  const handleClose = async () => {
    setOpen(null);
    if (await ask({ title: words.closeQuestion, text: words.closeText, confirmLabel: words.close })) onAnswer({ answer: 'verified' });
  };
  return (
    <>
      <Button onClick={() => setOpen('choice')}>{words.verify}</Button>
      <BottomSheet
        isOpen={open === 'choice'}
        onClose={() => setOpen(null)}
        title={words.verifyTitle}
        footer={
          <ButtonPair
            left={
              <Button tone="neutral" onClick={() => setOpen('reason')}>
                {words.giveBack}
              </Button>
            }
            right={
              <Button icon="check" onClick={() => void handleClose()}>
                {words.close}
              </Button>
            }
          />
        }
      >
        <Small>{words.verifyText}</Small>
        <Gap />
        <Small>{`${hazardPageWords.measures}：${rectification.measures}`}</Small>
      </BottomSheet>
      <ReasonSheet
        words={words.giveBackSheet}
        isOpen={open === 'reason'}
        onClose={() => setOpen(null)}
        onSubmit={(reason) => {
          setOpen(null);
          onAnswer({ answer: 'returned', reason });
        }}
      />
      {dialog}
    </>
  );
}

interface DecideStepProps {
  extension: NonNullable<HazardDetail['extension']>;
  isBusy: boolean;
  onAnswer: (decision: { answer: 'extended' } | { answer: 'extension_refused'; reason: string }) => void;
}

/** 同意延期 or 不同意, the latter with a reason. */
export function DecideStep({ extension, isBusy, onAnswer }: DecideStepProps) {
  const [isRefusing, setIsRefusing] = useState(false);
  const { ask, dialog } = useConfirm();
  const question: Question = { title: words.grantQuestion(formatDay(extension.dueOn, parkDay(new Date()))), text: words.grantText, confirmLabel: words.grant };
  const handleGrant = async () => {
    if (await ask(question)) onAnswer({ answer: 'extended' });
  };
  return (
    <>
      <ButtonPair
        left={
          <Button tone="neutral" isDisabled={isBusy} onClick={() => setIsRefusing(true)}>
            {words.refuse}
          </Button>
        }
        right={
          <Button icon="check" isBusy={isBusy} onClick={() => void handleGrant()}>
            {words.grant}
          </Button>
        }
      />
      <ReasonSheet
        words={words.refuseSheet}
        isOpen={isRefusing}
        onClose={() => setIsRefusing(false)}
        onSubmit={(reason) => {
          setIsRefusing(false);
          onAnswer({ answer: 'extension_refused', reason });
        }}
      />
      {dialog}
    </>
  );
}

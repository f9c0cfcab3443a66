import type { ReactNode } from 'react';
import { Button } from '../../../components/button';
import { NoticeBar } from '../../../components/notice-bar';
import { Screen } from '../../../components/screen';
import { reportFormWords as words } from '../../../text/report-form';

interface FormScreenProps {
  submitLabel: string;
  onSubmit: () => void;
  isBusy: boolean;
  /** A photo is on its way into the form. */
  isWaiting: boolean;
  /** What stands in the way of sending it. */
  problem: string | null;
  /** The disk refuses the draft. */
  isFailing: boolean;
  /** Over the button while nothing is wrong. */
  note?: string;
  children: ReactNode;
}

/** The frame of a report form: what is filled in, and the one button that sends it. */
export function FormScreen({ submitLabel, onSubmit, isBusy, isWaiting, problem, isFailing, note, children }: FormScreenProps) {
  return (
    <Screen
      dock={
        <>
          {problem && <NoticeBar tone="red">{problem}</NoticeBar>}
          <Button isBusy={isBusy} isDisabled={isWaiting} onClick={onSubmit}>
            {submitLabel}
          </Button>
        </>
      }
      dockNote={isFailing ? words.draftFails : note}
    >
      {children}
    </Screen>
  );
}

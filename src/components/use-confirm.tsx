import { View } from '@tarojs/components';
import { type ReactElement, useCallback, useRef, useState } from 'react';
import { common } from '../text/common';
import { BottomSheet } from './bottom-sheet';
import { Button, ButtonPair } from './button';
import './use-confirm.scss';

export interface Question {
  title: string;
  /** What will happen, and what will not be lost. */
  text?: string;
  confirmLabel?: string;
  cancelLabel?: string;
  /** Red, for what cannot be taken back. */
  isDanger?: boolean;
}

/**
 * Asks once before something that cannot be taken back. The page renders `dialog` and awaits `ask`; closing the sheet by
 * any other way is a no.
 */
export function useConfirm(): { ask: (question: Question) => Promise<boolean>; dialog: ReactElement } {
  const [question, setQuestion] = useState<Question | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  // A sheet of its own for each question: one that is still closing cannot be opened again.
  const [count, setCount] = useState(0);
  const answerTo = useRef<(answer: boolean) => void>(() => undefined);

  const ask = useCallback((next: Question) => {
    answerTo.current(false);
    setQuestion(next);
    setCount((before) => before + 1);
    setIsOpen(true);
    return new Promise<boolean>((resolve) => {
      answerTo.current = resolve;
    });
  }, []);

  const answer = (value: boolean) => {
    setIsOpen(false);
    answerTo.current(value);
  };

  const dialog = (
    <BottomSheet
      key={count}
      isOpen={isOpen}
      onClose={() => answer(false)}
      footer={
        <ButtonPair
          left={
            <Button tone="neutral" onClick={() => answer(false)}>
              {question?.cancelLabel ?? common.cancel}
            </Button>
          }
          right={
            <Button tone={question?.isDanger ? 'danger' : 'primary'} onClick={() => answer(true)}>
              {question?.confirmLabel ?? common.confirm}
            </Button>
          }
        />
      }
    >
      <View className="confirm-title">{question?.title}</View>
      {question?.text && <View className="confirm-text">{question.text}</View>}
    </BottomSheet>
  );

  return { ask, dialog };
}

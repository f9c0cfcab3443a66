import { Button, ButtonPair } from '../../../components/button';
import { NoticeBar } from '../../../components/notice-bar';
import { Screen } from '../../../components/screen';
import { Gap, Headline, Small } from '../../../components/text-block';
import { useConfirm } from '../../../components/use-confirm';
import type { ChecklistDetail } from '../../../contract/checklist';
import { compareContents, draftGapCodes, draftGaps, isUnchanged } from '../../../domain/checklist-draft';
import { refusalText } from '../../../state/failure';
import { checklistWords as words, draftGapWords } from '../../../text/checklist';
import { Difference, summaryOf } from '../parts/checklist-difference';
import { contentOf } from './draft';

interface ReviewProps {
  detail: ChecklistDetail;
  isBusy: boolean;
  error: Error | null;
  onBack: () => void;
  onPublish: () => void;
}

/** The saved draft held against the published version, and the one question before it becomes the next. */
export function Review({ detail, isBusy, error, onBack, onPublish }: ReviewProps) {
  const { ask, dialog } = useConfirm();
  const content = contentOf(detail);
  const { published } = detail;
  const version = (published?.version ?? 0) + 1;
  const difference = compareContents(published ?? { name: content.name, projectCategories: content.projectCategories, items: [] }, content);
  const gaps = draftGaps(content);
  const nothing = isUnchanged(difference) && published !== null;
  const handlePublish = async () => {
    if (await ask({ title: words.publishQuestion(version), text: words.publishText(summaryOf(difference)), confirmLabel: words.publishConfirm })) onPublish();
  };
  return (
    <Screen
      dock={
        <>
          {error && <NoticeBar tone="red">{refusalText(error)}</NoticeBar>}
          <ButtonPair
            left={
              <Button tone="neutral" onClick={onBack}>
                {words.back}
              </Button>
            }
            right={
              <Button isBusy={isBusy} isDisabled={nothing || gaps.length > 0 || detail.retiredAt !== null} onClick={() => void handlePublish()}>
                {words.publish(version)}
              </Button>
            }
          />
        </>
      }
    >
      <Headline>{words.reviewTitle(published?.version ?? null)}</Headline>
      {detail.retiredAt && <NoticeBar>{words.retiredNote}</NoticeBar>}
      {draftGapCodes.map((code) => {
        const count = gaps.filter((gap) => gap.code === code).length;
        return count > 0 ? <NoticeBar key={code}>{draftGapWords[code](count)}</NoticeBar> : null;
      })}
      <Gap />
      {nothing ? <Small>{words.unchanged}</Small> : <Difference difference={difference} />}
      {dialog}
    </Screen>
  );
}

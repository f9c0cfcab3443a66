import { Button, ButtonPair } from '../../../components/button';
import { Screen } from '../../../components/screen';
import { Gap, Headline, Small } from '../../../components/text-block';
import { useConfirm } from '../../../components/use-confirm';
import { whenWords } from '../../../components/when';
import type { ChecklistDetail } from '../../../contract/checklist';
import { compareContents } from '../../../domain/checklist-draft';
import { checklistWords as words } from '../../../text/checklist';
import { Difference } from '../parts/checklist-difference';
import { type ChecklistAction, type ChecklistDraft, contentOf } from './draft';

interface ConflictProps {
  detail: ChecklistDetail;
  draft: ChecklistDraft;
  onMerge: (action: ChecklistAction) => void;
  onDrop: () => void;
}

/** Somebody saved the draft since this phone began: what he changed, and what becomes of what was written here. */
export function Conflict({ detail, draft, onMerge, onDrop }: ConflictProps) {
  const { ask, dialog } = useConfirm();
  const theirs = contentOf(detail);
  const handleDrop = async () => {
    if (await ask({ title: words.takeTheirsQuestion, text: words.takeTheirsText, confirmLabel: words.takeTheirsConfirm, isDanger: true })) onDrop();
  };
  // Published meanwhile, there is no draft any more: its publisher is the last who touched it.
  const { savedBy: by, savedAt: at } = detail.draft ?? { savedBy: detail.versions[0]?.publishedBy, savedAt: detail.versions[0]?.publishedAt };
  return (
    <Screen
      dockNote={words.mergeNote}
      dock={
        <ButtonPair
          left={
            <Button tone="neutral" onClick={() => void handleDrop()}>
              {words.takeTheirs}
            </Button>
          }
          right={<Button onClick={() => onMerge({ type: 'merged', theirs, revision: detail.revision })}>{words.merge}</Button>}
        />
      }
    >
      <Headline>{words.conflictTitle}</Headline>
      <Small>{words.conflictText(by?.name ?? words.someone, at ? whenWords(at) : '')}</Small>
      <Gap />
      <Difference difference={compareContents(draft.base, theirs)} />
      {dialog}
    </Screen>
  );
}

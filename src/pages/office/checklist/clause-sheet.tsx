import { View } from '@tarojs/components';
import { BottomSheet } from '../../../components/bottom-sheet';
import { Button, ButtonRow } from '../../../components/button';
import { Chips } from '../../../components/chips';
import { CriterionField } from '../../../components/criterion-field';
import { CheckField, FormField, InputField, TextAreaField } from '../../../components/form-field';
import { Segmented } from '../../../components/segmented';
import { Gap, Small } from '../../../components/text-block';
import type { ChecklistContent } from '../../../domain/checklist-draft';
import { type Severity, severities } from '../../../domain/hazard';
import { checklistWords as words } from '../../../text/checklist';
import { severityWords } from '../../../text/hazard';
import type { ChecklistAction } from './draft';

interface ClauseSheetProps {
  content: ChecklistContent;
  /** Of the clause that is open, null while the sheet is closed. */
  openKey: string | null;
  dispatch: (action: ChecklistAction) => void;
  onRemove: (key: string) => void;
  onClose: () => void;
}

/** One clause to be written. Every stroke is in the draft already, so closing loses nothing. */
export function ClauseSheet({ content, openKey, dispatch, onRemove, onClose }: ClauseSheetProps) {
  const index = content.items.findIndex(({ key }) => key === openKey);
  const clause = content.items[index];
  if (!clause) return null;
  const { key } = clause;
  const change = (part: Partial<typeof clause>) => dispatch({ type: 'clauseChanged', key, change: part });
  const headings = [...new Set(content.items.map(({ heading }) => heading).filter((heading) => heading && heading !== clause.heading))];
  return (
    <BottomSheet isOpen onClose={onClose} title={words.clauseTitle} footer={<Button onClick={onClose}>{words.done}</Button>}>
      <FormField title={words.text} hint={words.textHint}>
        <TextAreaField value={clause.text} placeholder={words.textPlaceholder} maxLength={200} onChange={(text) => change({ text })} />
      </FormField>
      <FormField title={words.heading}>
        <InputField value={clause.heading} placeholder={words.headingPlaceholder} maxLength={20} onChange={(heading) => change({ heading })} />
        {headings.length > 0 && (
          <>
            <Gap size={2} />
            <Chips mode="one" layout="line" options={headings.map((heading) => ({ value: heading, label: heading }))} selected={[]} onChange={([heading]) => heading && change({ heading })} />
          </>
        )}
      </FormField>
      <FormField title={words.basis}>
        <TextAreaField value={clause.basis ?? ''} placeholder={words.basisPlaceholder} maxLength={100} onChange={(basis) => change({ basis })} />
      </FormField>
      <FormField title={words.severity} note={words.severityNote}>
        <Segmented<Severity>
          options={severities.map((value) => ({ value, label: severityWords[value] }))}
          value={clause.majorHint ? 'major' : 'general'}
          onChange={(severity) => change({ majorHint: severity === 'major' })}
        />
      </FormField>
      {clause.majorHint && <CriterionField value={clause.majorCriterion ?? null} onChange={(criterion) => change({ majorCriterion: criterion ?? undefined })} />}
      <FormField title={words.photo} note={words.photoNote}>
        <CheckField isChecked={clause.photoOnPass ?? false} onChange={(photoOnPass) => change({ photoOnPass })}>
          {words.photoOnPassLabel}
        </CheckField>
      </FormField>
      <FormField title={words.defects} hint={words.defectsHint}>
        <TextAreaField value={clause.defects.join('\n')} placeholder={words.defectsPlaceholder} maxLength={210} onChange={(lines) => change({ defects: lines === '' ? [] : lines.split('\n') })} />
      </FormField>
      <Gap />
      <Small>{words.meaningNote}</Small>
      <Gap />
      <View>
        <ButtonRow>
          <Button tone="weak" isSmall isDisabled={index === 0} onClick={() => dispatch({ type: 'clauseMoved', key, by: -1 })}>
            {words.moveUp}
          </Button>
          <Button tone="weak" isSmall isDisabled={index === content.items.length - 1} onClick={() => dispatch({ type: 'clauseMoved', key, by: 1 })}>
            {words.moveDown}
          </Button>
          <Button tone="danger" isSmall onClick={() => onRemove(key)}>
            {words.removeClause}
          </Button>
        </ButtonRow>
      </View>
      <Gap />
    </BottomSheet>
  );
}

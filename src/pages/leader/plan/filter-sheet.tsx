/** 筛选: by commitment, section and owner. What is picked holds at once; the board behind follows. */
import { BottomSheet } from '../../../components/bottom-sheet';
import { Button, ButtonPair } from '../../../components/button';
import { Chips } from '../../../components/chips';
import { FormField } from '../../../components/form-field';
import type { Plan } from '../../../contract/plan';
import { commitmentClasses } from '../../../domain/light';
import { commitmentWords } from '../../../text/light';
import { planWords as words } from '../../../text/plan';
import { ownersOf, type PlanFilter } from './filter';

interface FilterSheetProps {
  plan: Plan;
  filter: PlanFilter;
  found: number;
  isOpen: boolean;
  onChange: (change: Partial<PlanFilter>) => void;
  onClose: () => void;
}

export function FilterSheet({ plan, filter, found, isOpen, onChange, onClose }: FilterSheetProps) {
  const clear = () => onChange({ commitment: null, section: null, owner: null });
  return (
    <BottomSheet
      isOpen={isOpen}
      onClose={onClose}
      title={words.filter}
      footer={
        <ButtonPair
          left={
            <Button tone="neutral" onClick={clear}>
              {words.clearFilter}
            </Button>
          }
          right={<Button onClick={onClose}>{words.showFound(found)}</Button>}
        />
      }
    >
      <FormField title={words.byCommitment}>
        <Chips mode="one" options={commitmentClasses.map((value) => ({ value, label: commitmentWords[value] }))} selected={filter.commitment ? [filter.commitment] : []} onChange={([commitment = null]) => onChange({ commitment })} />
      </FormField>
      <FormField title={words.bySection}>
        <Chips mode="one" layout="line" options={plan.sections.map(({ number, title }) => ({ value: number, label: title }))} selected={filter.section ? [filter.section] : []} onChange={([section = null]) => onChange({ section })} />
      </FormField>
      <FormField title={words.byOwner}>
        <Chips mode="one" options={ownersOf(plan.items, words.noOwner)} selected={filter.owner ? [filter.owner] : []} onChange={([owner = null]) => onChange({ owner })} />
      </FormField>
    </BottomSheet>
  );
}

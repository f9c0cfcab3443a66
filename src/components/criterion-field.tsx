import { View } from '@tarojs/components';
import { useState } from 'react';
import { majorCriteria, type MajorCriterion, numberOfCriterion } from '../domain/major-criterion';
import { criterionWords as words, majorCriterionWords } from '../text/major-criterion';
import { OptionSheet } from './option-sheet';
import { Row } from './row';
import { Small } from './text-block';

const none = 'none';

interface CriterionFieldProps {
  value: MajorCriterion | null;
  onChange: (criterion: MajorCriterion | null) => void;
}

/** Which of the 20 criteria a major hazard falls under, on a card; it may be left open. */
export function CriterionField({ value, onChange }: CriterionFieldProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <View>
      <Row
        title={words.title}
        note={value ? words.name(numberOfCriterion(value), majorCriterionWords[value]) : words.hint}
        right={value ? undefined : <Small>{words.choose}</Small>}
        onClick={() => setIsOpen(true)}
      />
      <OptionSheet
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        title={words.pick}
        searchPlaceholder={words.search}
        options={[
          ...majorCriteria.map((criterion) => ({ value: criterion, label: majorCriterionWords[criterion], note: words.number(numberOfCriterion(criterion)) })),
          { value: none, label: words.none },
        ]}
        value={value}
        onPick={(picked) => onChange(picked === none ? null : (picked as MajorCriterion))}
      />
    </View>
  );
}

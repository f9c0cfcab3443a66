import { View } from '@tarojs/components';
import { type ReactNode, useState } from 'react';
import { common } from '../text/common';
import { BottomSheet } from './bottom-sheet';
import { SearchField } from './form-field';
import { Icon } from './icon';
import { Row } from './row';
import './option-sheet.scss';

export interface SheetOption<Value extends string> {
  value: Value;
  label: string;
  /** Second line: distance, enterprise, version. */
  note?: ReactNode;
}

interface OptionSheetProps<Value extends string> {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  options: ReadonlyArray<SheetOption<Value>>;
  value?: Value | null;
  onPick: (value: Value) => void;
  /** With it a search line stands over the options; for lists longer than a screen. */
  searchPlaceholder?: string;
}

/** Choosing one of many: a project, a person, a checklist. Picking closes the sheet. */
export function OptionSheet<Value extends string>({
  isOpen,
  onClose,
  title,
  options,
  value = null,
  onPick,
  searchPlaceholder,
}: OptionSheetProps<Value>) {
  const [sought, setSought] = useState('');
  const found = options.filter(({ label }) => label.toLowerCase().includes(sought.trim().toLowerCase()));
  return (
    <BottomSheet isOpen={isOpen} onClose={onClose} title={title}>
      {searchPlaceholder && <SearchField value={sought} onChange={setSought} placeholder={searchPlaceholder} />}
      {found.map((option) => (
        <Row
          key={option.value}
          title={option.label}
          note={option.note}
          right={option.value === value ? <Icon name="check" className="option-sheet-check" /> : undefined}
          hasChevron={false}
          onClick={() => {
            onPick(option.value);
            setSought('');
            onClose();
          }}
        />
      ))}
      {found.length === 0 && <View className="option-sheet-none">{common.nothingFound}</View>}
    </BottomSheet>
  );
}

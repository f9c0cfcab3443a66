import { TextArea } from '@nutui/nutui-react-taro';
import { Input, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { a11y } from './a11y';
import { CardTitle } from './card';
import { Icon } from './icon';
import './form-field.scss';

interface FormFieldProps {
  title: string;
  /** Beside the title, in grey. */
  hint?: string;
  right?: ReactNode;
  /** Under the control: what changed since last time, what a number means. */
  note?: ReactNode;
  /** In place of the note, in red, when what stands there cannot be sent. */
  error?: string | null;
  children: ReactNode;
}

/** A titled control inside a card. Several in one card keep their distance by themselves. */
export function FormField({ title, hint, right, note, error, children }: FormFieldProps) {
  return (
    <View className="form-field">
      <CardTitle hint={hint} right={right}>
        {title}
      </CardTitle>
      <View className="form-field-control">{children}</View>
      {error ? (
        <View className="form-field-error" {...a11y('alert')}>
          {error}
        </View>
      ) : (
        note && <View className="form-field-note">{note}</View>
      )}
    </View>
  );
}

interface TextFieldProps {
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  maxLength?: number;
}

/** Several lines that grow with what is written. */
export function TextAreaField({ value, onChange, placeholder = '', maxLength = 500 }: TextFieldProps) {
  return (
    <View className="text-area-field">
      <TextArea value={value} placeholder={placeholder} maxLength={maxLength} autoSize rows={1} onChange={onChange} />
    </View>
  );
}

interface InputFieldProps extends TextFieldProps {
  /** digit brings the number keys with a decimal point. */
  keyboard?: 'text' | 'number' | 'digit';
  /** At the right edge, inside the field: a unit. */
  suffix?: ReactNode;
  onConfirm?: () => void;
  isFocused?: boolean;
}

/** One line. */
export function InputField({ value, onChange, placeholder, maxLength = 100, keyboard = 'text', suffix, onConfirm, isFocused }: InputFieldProps) {
  return (
    <View className="input-field">
      <Input
        className="input-field-input"
        value={value}
        type={keyboard}
        placeholder={placeholder}
        placeholderClass="input-field-placeholder"
        maxlength={maxLength}
        focus={isFocused}
        onInput={({ detail }) => onChange(detail.value)}
        onConfirm={onConfirm}
      />
      {suffix && <View className="input-field-suffix">{suffix}</View>}
    </View>
  );
}

/** The search line over a list. */
export function SearchField({ value, onChange, placeholder }: TextFieldProps) {
  return (
    <View className="search-field">
      <Icon name="search" size="s" className="search-field-icon" />
      <Input
        className="input-field-input"
        value={value}
        type="text"
        confirmType="search"
        placeholder={placeholder}
        placeholderClass="input-field-placeholder"
        maxlength={40}
        onInput={({ detail }) => onChange(detail.value)}
      />
      {value !== '' && (
        <View className="search-field-clear" {...a11y('button')} onClick={() => onChange('')}>
          <Icon name="close" size="s" />
        </View>
      )}
    </View>
  );
}

interface CheckFieldProps {
  isChecked: boolean;
  onChange: (isChecked: boolean) => void;
  children: ReactNode;
  /** Under the line, in grey. */
  note?: ReactNode;
}

/** A box to tick, for consent. The whole line is the target, except links inside it. */
export function CheckField({ isChecked, onChange, children, note }: CheckFieldProps) {
  return (
    <View className="check-field" {...a11y('checkbox', { isChecked })} onClick={() => onChange(!isChecked)}>
      <View className={`check-field-box ${isChecked ? 'check-field-on' : ''}`}>{isChecked && <Icon name="check" size="s" />}</View>
      <View className="check-field-text">
        {children}
        {note && <View className="check-field-note">{note}</View>}
      </View>
    </View>
  );
}

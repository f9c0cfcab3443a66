/**
 * Taro's components as plain HTML, enough for Testing Library to find and use them: text, role, label, tap and input.
 * Nothing is laid out. Events carry `detail`, as Taro's do.
 */
import type { ChangeEvent, CSSProperties, ForwardedRef, KeyboardEvent, ReactNode, SyntheticEvent } from 'react';
import { forwardRef } from 'react';

interface Props {
  children?: ReactNode;
  className?: string;
  style?: CSSProperties;
  id?: string;
  role?: string;
  ariaLabel?: string;
  ariaChecked?: string;
  onClick?: (event: SyntheticEvent) => void;
  [name: string]: unknown;
}

/** What a browser hands to a View as it is. */
const events = ['onClick', 'onTouchStart', 'onTouchMove', 'onTouchEnd', 'onMouseDown', 'onMouseMove', 'onMouseUp', 'onMouseLeave', 'onKeyDown'];

const shared = ({ className, style, id, role, ariaLabel, ariaChecked, ariaValuenow, tabIndex, ...props }: Props) => ({
  className,
  style,
  id,
  role,
  tabIndex: tabIndex as number | undefined,
  'aria-label': ariaLabel,
  'aria-valuenow': ariaValuenow as number | undefined,
  'aria-checked': ariaChecked as 'true' | 'false' | undefined,
  ...Object.fromEntries(events.flatMap((name) => (props[name] ? [[name, props[name]]] : []))),
});

const withDetail = (value: string) => ({ detail: { value } });

export const View = forwardRef(function View(props: Props, ref: ForwardedRef<HTMLDivElement>) {
  return (
    <div ref={ref} {...shared(props)}>
      {props.children}
    </div>
  );
});

export const ScrollView = View;
export const RootPortal = View;
export const Label = View;

export function Text(props: Props) {
  return <span {...shared(props)}>{props.children}</span>;
}

export function Image(props: Props & { src?: string }) {
  return <img alt="" {...shared(props)} src={props.src} />;
}

export const Button = forwardRef(function Button(props: Props & { disabled?: boolean }, ref: ForwardedRef<HTMLButtonElement>) {
  return (
    <button type="button" ref={ref} {...shared(props)} disabled={props.disabled}>
      {props.children}
    </button>
  );
});

interface FieldProps extends Props {
  value?: string;
  placeholder?: string;
  maxlength?: number;
  disabled?: boolean;
  onInput?: (event: { detail: { value: string } }) => void;
  onConfirm?: (event: { detail: { value: string } }) => void;
}

const fieldProps = ({ value, placeholder, maxlength, disabled, onInput, ...props }: FieldProps) => ({
  ...shared(props),
  value,
  placeholder,
  maxLength: maxlength,
  disabled,
  onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => onInput?.(withDetail(event.target.value)),
});

export function Input(props: FieldProps) {
  const confirm = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') props.onConfirm?.(withDetail(event.currentTarget.value));
  };
  return <input {...fieldProps(props)} onKeyDown={confirm} />;
}

export function Textarea(props: FieldProps) {
  return <textarea {...fieldProps(props)} />;
}

/** The wheel itself is the system's: an input of the same value stands for it. */
export function Picker(props: FieldProps & { mode?: string; onChange?: (event: { detail: { value: string } }) => void }) {
  return (
    <div {...shared(props)}>
      {props.children}
      <input
        type={props.mode === 'date' ? 'date' : 'text'}
        value={props.value ?? ''}
        onChange={(event) => props.onChange?.(withDetail(event.target.value))}
      />
    </div>
  );
}

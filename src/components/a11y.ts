/**
 * What a screen reader says about a View that acts as something else. WeChat reads aria-* and browsers read role, so both
 * are set; in the mini-program they reach the page through config/aria-plugin.ts.
 */

type Role = 'button' | 'link' | 'checkbox' | 'radio' | 'radiogroup' | 'slider' | 'progressbar' | 'img' | 'alert' | 'heading' | 'dialog';

interface Said {
  /** Only where the words inside do not say it: an icon alone, a drawing. */
  label?: string;
  isChecked?: boolean;
}

export function a11y(role: Role, { label, isChecked }: Said = {}): object {
  return {
    role,
    ariaRole: role,
    ...(label !== undefined && { ariaLabel: label }),
    ...(isChecked !== undefined && { ariaChecked: String(isChecked) }),
  };
}

/** For rows that are a target only when they have a handler. */
export function a11yButton(onClick: unknown, label?: string): object {
  return onClick ? a11y('button', { label }) : {};
}

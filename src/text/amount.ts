/**
 * Money as people read and type it here: 亿元 and 万元. Everywhere else it is whole yuan. Typed digits are moved, never
 * multiplied, so that 2.94 亿元 is 294000000 and not 293999999.99999997.
 */
import { amountUnits } from './common';

export type AmountUnit = keyof typeof amountUnits;

const ZEROS: Record<AmountUnit, number> = { yi: 8, wan: 4 };

/** `null` for an empty field, `invalid` for what is no amount: letters, signs, more digits than whole yuan. */
export function parseAmount(text: string, unit: AmountUnit): number | null | 'invalid' {
  const typed = text.replace(/[,，\s]/g, '').replace(/[。．]/g, '.');
  if (typed === '') return null;
  const [, whole = '', fraction = ''] = /^(\d*)\.?(\d*)$/.exec(typed) ?? [];
  if (whole === '' && fraction === '') return 'invalid';
  if (fraction.replace(/0+$/, '').length > ZEROS[unit]) return 'invalid';
  const yuan = Number(whole + fraction.slice(0, ZEROS[unit]).padEnd(ZEROS[unit], '0'));
  // 100 万亿元: far above any real figure, far below where numbers lose digits.
  return yuan <= 1e14 ? yuan : 'invalid';
}

/** 亿元 from one 亿 on, else 万元. */
export function unitFor(yuan: number): AmountUnit {
  return Math.abs(yuan) >= 1e8 ? 'yi' : 'wan';
}

/** The digits to edit, without separators: 294000000 in 亿元 is "2.94". */
export function amountDigits(yuan: number, unit: AmountUnit): string {
  const digits = String(Math.round(yuan)).padStart(ZEROS[unit] + 1, '0');
  const fraction = digits.slice(-ZEROS[unit]).replace(/0+$/, '');
  const whole = digits.slice(0, -ZEROS[unit]);
  return fraction ? `${whole}.${fraction}` : whole;
}

/** "3.20 亿元", "1,300 万元". Two decimals in 亿元, at most two in 万元. */
export function formatAmount(yuan: number, unit: AmountUnit = unitFor(yuan)): string {
  const value = yuan / 10 ** ZEROS[unit];
  const rounded = unit === 'yi' ? value.toFixed(2) : String(Number(value.toFixed(2)));
  return `${withSeparators(rounded)} ${amountUnits[unit]}`;
}

/** Thousands separators, by hand because WeChat on Android lacks Intl. */
export function withSeparators(digits: string): string {
  const [whole = '', fraction] = digits.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

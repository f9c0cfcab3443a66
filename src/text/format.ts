/** How days, numbers, distances and phone numbers read. Amounts of money are in amount.ts. */
import { withSeparators } from './amount';

const weekdays = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'];

/** "11月23日"; with the year where it is not that of `today`: "2024年1月3日". Days are `YYYY-MM-DD`. */
export function formatDay(on: string, today = on): string {
  const [year, month, day] = on.split('-').map(Number);
  const short = `${month}月${day}日`;
  return on.slice(0, 4) === today.slice(0, 4) ? short : `${year}年${short}`;
}

/** "11月23日 周四" */
export function formatDayAndWeekday(on: string): string {
  return `${formatDay(on)} ${weekdayOf(on)}`;
}

export function weekdayOf(on: string): string {
  // Read as UTC midnight: the weekday of a calendar day is the same in every zone.
  return weekdays[new Date(`${on}T00:00:00Z`).getUTCDay()] ?? '';
}

/** "2023-10" is "10 月". */
export function formatMonth(month: string): string {
  return `${Number(month.slice(5, 7))} 月`;
}

/** Words for an age below a day; null from a day on, when the date says more. */
export function agoWords(minutes: number): string | null {
  if (minutes < 1) return '刚刚';
  if (minutes < 60) return `${minutes} 分钟前`;
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} 小时前`;
  return null;
}

/** "1,300.5": separators, at most `decimals` places, no zeros at the end. */
export function formatNumber(value: number, decimals = 2): string {
  const rounded = value.toFixed(decimals).replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '');
  return withSeparators(rounded === '-0' ? '0' : rounded);
}

/** Value and unit with the space the screens use between them: "549.08 亿元", "85.3%". */
export function formatMeasure(value: number, unit: string | null): string {
  const number = formatNumber(value);
  if (!unit) return number;
  return unit === '%' ? `${number}%` : `${number} ${unit}`;
}

/** A plan item's value; a share of 0 to 1 in per cent. */
export const formatValue = (value: number, unit: string | null, isShare = false): string => (isShare ? formatMeasure(value * 100, '%') : formatMeasure(value, unit));

/** A share of 0 to 1 in whole per cent: "90%". */
export function formatShare(share: number): string {
  return `${Math.round(share * 100)}%`;
}

/** "86 m", from a kilometre on "1.2 km". */
export function formatDistance(metres: number): string {
  const whole = Math.round(metres);
  return whole < 1000 ? `${whole} m` : `${(metres / 1000).toFixed(1)} km`;
}

/** Days from today to a due date, negative once it has passed. */
export function daysLeftWords(days: number): string {
  if (days > 0) return `还剩 ${days} 天`;
  return days === 0 ? '今天到期' : `逾期 ${-days} 天`;
}

/** "138****1234". What is no mobile number is hidden whole, so that a landline never slips through. */
export function maskPhone(phone: string): string {
  return /^1\d{10}$/.test(phone) ? `${phone.slice(0, 3)}****${phone.slice(-4)}` : '****';
}

/** Where a line ends a number stays with its unit, a move in one piece, and no line begins with a dot: "10 月", "2.0 km", "71% → 76%". */
export const keepTogether = (text: string): string => text.replace(/([\d%]) (?=[\u4e00-\u9fff]|k?m\b|[KM]B\b)/g, '$1\u00a0').replace(/ → /g, '\u00a0→\u00a0').replace(/ · /g, '\u00a0· ');

/** "比德、驰兴、越洋等 5 个" */
export function joinNames(names: readonly string[], max = 3): string {
  const shown = names.slice(0, max).join('、');
  return names.length > max ? `${shown}等 ${names.length} 个` : shown;
}

/** "380 KB", "1.2 MB". */
export const formatBytes = (bytes: number): string => (bytes < 1_048_576 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`);

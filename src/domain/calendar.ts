// The one time zone of the product, Asia/Shanghai, and the calendar days in it. A day travels as `YYYY-MM-DD` (a
// name ending in `On`), so that comparing two days is comparing two strings. "Now" is always an argument.
import dayjs, { type Dayjs } from 'dayjs';
import utc from 'dayjs/plugin/utc';
import { agoWords, formatDay } from '../text/format';

dayjs.extend(utc);

/** ISO 8601 with offset, or a Date. */
export type Instant = string | Date;

/** China has had no daylight saving since 1991, so a fixed offset is exact and needs no time zone data on the phone. */
const shanghaiOffsetMinutes = 8 * 60;

/** The digest freezes at 18:00; what comes later belongs to the next one. */
export const freezeHour = 18;

/** Throws RangeError for what is no instant, since 'Invalid Date' would travel on as a day. */
function inShanghai(instant: Instant): Dayjs {
  const moment = dayjs(instant).utcOffset(shanghaiOffsetMinutes);
  if (!moment.isValid()) throw new RangeError(`not an instant: ${String(instant)}`);
  return moment;
}

function toDay(on: string): Dayjs {
  const day = dayjs.utc(on);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(on) || day.format('YYYY-MM-DD') !== on) throw new RangeError(`not a day: ${on}`);
  return day;
}

/** The calendar day in Shanghai, whatever zone the phone is in. Throws RangeError for what is no instant. */
export function parkDay(instant: Instant): string {
  return inShanghai(instant).format('YYYY-MM-DD');
}

/** "14:38", the clock in Shanghai. */
export function parkTime(instant: Instant): string {
  return inShanghai(instant).format('HH:mm');
}

/** "2026-11-23 14:38:05" in Shanghai: the clock as a watermark shows it. */
export function parkClock(instant: Instant): string {
  return inShanghai(instant).format('YYYY-MM-DD HH:mm:ss');
}

/** Whole days from the first to the second; negative when the second is earlier. Throws RangeError for what is no day. */
export function daysBetween(onA: string, onB: string): number {
  return toDay(onB).diff(toDay(onA), 'day');
}

export function addDays(on: string, days: number): string {
  return toDay(on).add(days, 'day').format('YYYY-MM-DD');
}

/**
 * The n-th Monday-to-Friday day after `on`, which itself does not count. Public holidays and the working weekends that
 * make up for them are not known here: they are announced each November and would need a yearly table. A countdown
 * over a holiday is therefore shorter than the law's; nothing is decided by it, it only turns a word red.
 */
export function addWorkingDays(on: string, days: number): string {
  let day = toDay(on);
  for (let left = days; left > 0; ) {
    day = day.add(1, 'day');
    if (day.day() !== 0 && day.day() !== 6) left -= 1;
  }
  return day.format('YYYY-MM-DD');
}

/**
 * Share of a period that is over at the end of `today`, 0 to 1. Today counts as over, because the digest is read when
 * the working day is, and so that the share is 1 on the due date itself.
 */
export function shareElapsed(startOn: string, endOn: string, today: string): number {
  const share = (daysBetween(startOn, today) + 1) / (daysBetween(startOn, endOn) + 1);
  return Math.min(1, Math.max(0, share));
}

/** Monday to Sunday of the week that a day is in. */
export function weekOf(on: string): { from: string; to: string } {
  const from = addDays(on, -((toDay(on).day() + 6) % 7));
  return { from, to: addDays(from, 6) };
}

/** Every day of a period, in order. */
export function daysOf(from: string, to: string): string[] {
  return Array.from({ length: daysBetween(from, to) + 1 }, (_, index) => addDays(from, index));
}

/** "2023-11" of a day. */
export function monthOf(on: string): string {
  return on.slice(0, 7);
}

/** Last day of a month given as "2023-02". */
export function lastDayOf(month: string): string {
  return toDay(`${month}-01`).endOf('month').format('YYYY-MM-DD');
}

/** Every month that a period touches, in order: the ticks of a chart. */
export function monthsOf(startOn: string, endOn: string): string[] {
  const months: string[] = [];
  for (let first = toDay(`${monthOf(startOn)}-01`); first.format('YYYY-MM-DD') <= endOn; first = first.add(1, 'month')) {
    months.push(first.format('YYYY-MM'));
  }
  return months;
}

/** From 18:00 on today's digest is frozen, by the job or by the first read. */
export function isDigestDue(now: Instant): boolean {
  return inShanghai(now).hour() >= freezeHour;
}

/** Day of the digest that a change made at this instant belongs to, when every digest is frozen on time. */
export function digestDayOf(instant: Instant): string {
  const on = parkDay(instant);
  return isDigestDue(instant) ? addDays(on, 1) : on;
}

/** 刚刚, 5 分钟前, 3 小时前; from one day on the date. A device clock that runs ahead also reads 刚刚. */
export function relativeTime(at: Instant, now: Instant): string {
  const minutes = inShanghai(now).diff(inShanghai(at), 'minute');
  return agoWords(minutes) ?? formatDay(parkDay(at), parkDay(now));
}

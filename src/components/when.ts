/** When something happened, as lists and pages say it. Always the clock of the park. */
import { addDays, parkDay, parkTime } from '../domain/calendar';
import { formatDay } from '../text/format';
import { recordWords } from '../text/report';

/** "今天 14:38", "昨天 09:12", "11月21日". */
export function whenWords(at: string, now = new Date()): string {
  const today = parkDay(now);
  const on = parkDay(at);
  if (on === today) return recordWords.today(parkTime(at));
  return on === addDays(today, -1) ? recordWords.yesterday(parkTime(at)) : formatDay(on, today);
}

/** "11月22日 16:20" */
export function dayAndTime(at: string, now = new Date()): string {
  return recordWords.dayAndTime(formatDay(parkDay(at), parkDay(now)), parkTime(at));
}

/** On a photo's caption: the time, or the day of an album photo, which may be any. */
export function photoWhen({ source, capturedAt }: { source: 'camera' | 'album'; capturedAt: string }, now = new Date()): string {
  const [on, today] = [parkDay(capturedAt), parkDay(now)];
  return source === 'album' && on !== today ? formatDay(on, today) : parkTime(capturedAt);
}

// The demo's whole script for one day: pure and deterministic, so that the same day always shows the same park. The
// runner replays it in this order with its clock set to each event.
import type { DemoEvent } from './demo-event';
import { fortnightEvents, morningEvents } from './demo-fortnight';
import { confirmedBefore, projectFacts } from './demo-history';
import { fortnightBefore, inOrder } from './demo-script';

export type { DemoEvent, DemoEventKind, DemoEventOf, EventHazard, EventMilestone, EventPhoto } from './demo-event';

/** Everything before `today` (`YYYY-MM-DD` in Asia/Shanghai) in 岳阳临湘高新区, in time order. */
export function demoActivity(today: string): DemoEvent[] {
  const year = Number(today.slice(0, 4));
  return inOrder([...projectFacts(year), ...confirmedBefore(fortnightBefore(today).startsOn, year), ...fortnightEvents(today)]);
}

/** First of the fourteen days that the story fills; what is earlier is background. */
export function storyStartsOn(today: string): string {
  return fortnightBefore(today).startsOn;
}

/** A few events of today itself, 08:20 to 10:05, so that today's digest is not empty. Leave out those still to come. */
export function demoMorning(today: string): DemoEvent[] {
  return morningEvents(today);
}

// The words the demo story is written with: one short function per kind of event. Everything derives from its
// arguments, so the same day always gives the same story.
import { createHash } from 'node:crypto';
import { addDays } from '../src/domain/calendar';
import { defaultDueOn, type Severity } from '../src/domain/hazard';
import type { LocationMissingReason, PhotoSource, Point } from '../src/domain/submission';
import type { DemoEvent, DemoEventKind, DemoEventOf, EventHazard, EventPhoto } from './demo-event';
import type { PersonKey } from './demo-people';
import { committeePoint, sitePoint } from './demo-sites';

/** Day and clock of an event, in Asia/Shanghai. */
export type When = { on: string; time: string };

const atOf = ({ on, time }: When) => `${on}T${time}:00+08:00`;

/** A picture by its name without `.jpg`, or with what is special about it. */
export type Shot = string | { name: string; metresOff?: number; accuracyM?: number; source?: PhotoSource; missing?: LocationMissingReason };

export const yi = (amount: number) => Math.round(amount * 100_000_000);
export const wan = (amount: number) => amount * 10_000;

type Details<K extends DemoEventKind> = Omit<DemoEventOf<K>, 'key' | 'at' | 'by' | 'project' | 'kind' | 'photos'>;

/** `key` is given where an answer refers to the event. */
export function event<K extends DemoEventKind>(kind: K, when: When, by: PersonKey, project: string, details: Details<K>, shots?: Shot[], key?: string): DemoEvent {
  const own = key ?? `${kind}.${project}.${when.on}.${when.time}`;
  const photos = shots && { photos: shots.map((shot, index) => photoOf(shot, project, `${own}#${index + 1}`)) };
  // The compiler cannot follow K into the union.
  return { key: own, at: atOf(when), by, project, kind, ...details, ...photos } as unknown as DemoEvent;
}

export type Failure = { key: string; defects: string[]; severity: Severity; title: string; detail?: string; shot: Shot };

/** A safety check: each failed clause with its picture and its hazard, due in the usual time. */
export function check(when: When, by: PersonKey, project: string, checklist: string, failures: Failure[], notApplicable: string[], note?: string): DemoEvent {
  const own = `safety_check.${project}.${when.on}.${when.time}`;
  return {
    ...{ key: own, at: atOf(when), by, project, kind: 'safety_check', checklist, notApplicable },
    ...(note === undefined ? {} : { note }),
    failed: failures.map(({ key, defects, ...hazard }) => ({ key, defects, hazard: hazardOf(when.on, hazard) })),
    photos: failures.map(({ key, shot }) => ({ ...photoOf(shot, project, `${own}#${key}`), itemKey: key })),
  };
}

export function hazardOf(on: string, { severity, title, detail }: { severity: Severity; title: string; detail?: string }): EventHazard {
  return { severity, title, ...(detail === undefined ? {} : { detail }), rectificationDueOn: defaultDueOn(severity, on) };
}

/** Near the project, or at the committee while it has no place: 5 to 60 m off and 5 to 30 m accurate unless said otherwise. */
export function photoOf(shot: Shot, project: string, seed: string): EventPhoto {
  const { name, metresOff, accuracyM, source = 'camera', missing } = typeof shot === 'string' ? { name: shot } : shot;
  const file = `${name}.jpg`;
  if (missing !== undefined) return { file, source, location: null, locationMissing: missing };
  const [distance, bearing, accuracy] = fractions(seed);
  const point = offset(sitePoint(project) ?? committeePoint, metresOff ?? 5 + distance * 55, bearing * 2 * Math.PI);
  return { file, source, location: { ...point, accuracyM: accuracyM ?? Math.round(5 + accuracy * 25) } };
}

/** Three numbers from 0 to 1 that only depend on the text. */
function fractions(seed: string): [number, number, number] {
  const digest = createHash('sha256').update(seed).digest();
  return [digest.readUInt32BE(0) / 2 ** 32, digest.readUInt32BE(4) / 2 ** 32, digest.readUInt32BE(8) / 2 ** 32];
}

/** Metres per degree of latitude. */
const degreeM = 111_195;

function offset({ latitude, longitude }: Point, metres: number, bearing: number): Point {
  const north = (metres * Math.cos(bearing)) / degreeM;
  const east = (metres * Math.sin(bearing)) / (degreeM * Math.cos((latitude * Math.PI) / 180));
  return { latitude: round6(latitude + north), longitude: round6(longitude + east) };
}

const round6 = (degrees: number) => Math.round(degrees * 1e6) / 1e6;

/** The fourteen days before today: always ten working days and four days of weekends. */
export type Fortnight = { startsOn: string; workdays: string[]; weekend: string[] };

export function fortnightBefore(today: string): Fortnight {
  const days = Array.from({ length: 14 }, (_, index) => addDays(today, index - 14));
  const isWeekend = (on: string) => [0, 6].includes(new Date(`${on}T00:00:00Z`).getUTCDay());
  return { startsOn: days[0]!, workdays: days.filter((on) => !isWeekend(on)), weekend: days.filter(isWeekend) };
}

/** By time; events of one minute keep their order. */
export function inOrder(events: readonly DemoEvent[]): DemoEvent[] {
  return [...events].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

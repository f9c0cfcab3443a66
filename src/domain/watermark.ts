// The lines drawn on a stored photo (水印): when, where, for which project, by whom, and the short code that leads to
// the record. Pure; the phone draws them offline, so they say what is known at capture.
import { formatDistance } from '../text/format';
import { locationMissingWords } from '../text/submission';
import { watermarkWords as words } from '../text/watermark';
import { parkClock } from './calendar';
import type { LocationMissingReason, PhotoSource, Point } from './submission';

export type WatermarkFacts = {
  source: PhotoSource;
  /** When the camera or the album handed it over, by the phone's clock. */
  takenAt: string;
  location: (Point & { accuracyM: number }) | null;
  locationMissing?: LocationMissingReason;
  exif: { takenAt?: string; latitude?: number; longitude?: number };
  /** Null before a project is chosen; the record itself always has one. */
  project: string | null;
  person: string | null;
  shortCode: string;
};

/** 5 decimals are about a metre. */
const coordinates = ({ latitude, longitude }: Point) => [latitude.toFixed(5), longitude.toFixed(5)] as const;
const gap = '  ';

export function watermarkLines(facts: WatermarkFacts): string[] {
  const { project, person, shortCode } = facts;
  const when = facts.source === 'album' ? albumTime(facts) : parkClock(facts.takenAt);
  const where = facts.source === 'album' ? albumPlace(facts) : phonePlace(facts);
  return [`${when}${gap}${where}`, project, [person, words.code(shortCode)].filter(Boolean).join(gap)].filter((line) => line !== null);
}

/** The moment of picking is said only where the file is silent, so that nobody takes it for the moment of the photo. */
function albumTime({ takenAt, exif }: WatermarkFacts): string {
  const own = exif.takenAt ? words.ownTime(parkClock(exif.takenAt)) : words.pickedAt(parkClock(takenAt));
  return `${words.album}${gap}${own}`;
}

function albumPlace({ exif }: WatermarkFacts): string {
  if (exif.latitude === undefined || exif.longitude === undefined) return words.unknownPlace;
  return words.ownPlace(...coordinates({ latitude: exif.latitude, longitude: exif.longitude }));
}

function phonePlace({ location, locationMissing }: WatermarkFacts): string {
  if (!location) return words.noPlace(locationMissingWords[locationMissing ?? 'not_asked']);
  return `${words.place(...coordinates(location))}${gap}${words.accuracy(formatDistance(location.accuracyM))}`;
}

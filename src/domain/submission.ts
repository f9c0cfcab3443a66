// 报送: the kinds of reports, what may stand in one, and the flags of its photos.

import { itemRecordKinds } from './item-record';

/** Reports from a site, each about a project. */
export const siteKinds = ['inspection', 'progress', 'safety_check', 'milestone_report', 'hazard_open', 'hazard_rectify'] as const;

/** `order_answer` is about what its order is about: a project, or an item that has none. */
export const submissionKinds = [...siteKinds, 'order_answer', ...itemRecordKinds] as const;
export type SubmissionKind = (typeof submissionKinds)[number];

/** A submission counts from the moment its manifest is complete. */
export const submissionStatuses = ['awaiting_photos', 'complete'] as const;
export type SubmissionStatus = (typeof submissionStatuses)[number];

export const problemKinds = ['land', 'funding', 'approval', 'power', 'construction', 'other'] as const;
export type ProblemKind = (typeof problemKinds)[number];

export const photoSources = ['camera', 'album'] as const;
export type PhotoSource = (typeof photoSources)[number];

/** `album`: where the phone is now is not where an album photo was taken; its own place, if any, stands in `exif`. */
export const locationMissingReasons = ['denied', 'timeout', 'unavailable', 'not_asked', 'album'] as const;
export type LocationMissingReason = (typeof locationMissingReasons)[number];

export const photoFlags = ['clock_skew', 'far_from_project', 'inaccurate', 'reused', 'album'] as const;
export type PhotoFlag = (typeof photoFlags)[number];

/** A grid of three by three; enough for a site, little enough to be looked at. */
/** Documents are numbered after the last ordinal that a photo may have. */
export const maxDocumentsPerReport = 3;
export const firstDocumentOrdinal = 201;

export const maxPhotosPerReport = 9;
/** In all clauses together: every failed one needs a photo. */
export const maxPhotosPerCheck = 30;

/** Thresholds of domain.md, Evidence. Beyond means more than, so the threshold itself is not flagged. */
export const photoThresholds = { clockSkewMs: 5 * 60_000, distanceM: 500, accuracyM: 200 } as const;

export type Point = { latitude: number; longitude: number };

/** IUGG mean radius of the Earth in metres. */
const earthRadiusM = 6_371_008.8;

/**
 * Great-circle metres between two WGS84 points (haversine formula), the same as private.distance_m. The sphere is
 * within 0.5 % of the ellipsoid: 2.5 m at the 500 m that matter here, far below what a phone's GPS knows. Five lines
 * need no geodesy library.
 */
export function distanceM(a: Point, b: Point): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const halfLatitude = Math.sin(radians(b.latitude - a.latitude) / 2);
  const halfLongitude = Math.sin(radians(b.longitude - a.longitude) / 2);
  const chord = halfLatitude ** 2 + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * halfLongitude ** 2;
  return 2 * earthRadiusM * Math.asin(Math.min(1, Math.sqrt(chord)));
}

export type PhotoCircumstances = {
  source: PhotoSource;
  location: (Point & { accuracyM: number }) | null;
  /** The place that the file itself names; it stands in for a missing position. */
  exifLocation?: Point | null;
  /** Null where the office has not recorded one: nothing is flagged for it. */
  projectLocation: Point | null;
  /** Device clock minus server clock; absent when never measured. */
  clockOffsetMs?: number;
  /** By how much the photo or its record says to be later than the moment the server received it. */
  aheadMs?: number;
  /** The same bytes, or a picture made from the same file, stand in another record that this one does not correct, directly or not. */
  isReused: boolean;
};

/** Where it was taken as far as anything tells: the phone's position, else what the file says. */
export const placeOf = ({ location, exifLocation }: Pick<PhotoCircumstances, 'location' | 'exifLocation'>): Point | null => location ?? exifLocation ?? null;

/** What is odd about a photo. Shown beside it, never a reason to refuse it. */
export function flagPhoto(photo: PhotoCircumstances): PhotoFlag[] {
  const { location, projectLocation } = photo;
  const place = placeOf(photo);
  const isRaised: Record<PhotoFlag, boolean> = {
    clock_skew: Math.max(Math.abs(photo.clockOffsetMs ?? 0), photo.aheadMs ?? 0) > photoThresholds.clockSkewMs,
    far_from_project: place !== null && projectLocation !== null && distanceM(place, projectLocation) > photoThresholds.distanceM,
    inaccurate: location !== null && location.accuracyM > photoThresholds.accuracyM,
    reused: photo.isReused,
    album: photo.source === 'album',
  };
  return photoFlags.filter((flag) => isRaised[flag]);
}

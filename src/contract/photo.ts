// Photos: the manifest that travels inside a submission, the two steps of a transfer, and what reads return.
import * as z from 'zod';
import { photoMisfits } from '../domain/proof';
import { locationMissingReasons, photoFlags, photoSources } from '../domain/submission';
import { documentMaxBytes } from './document';
import { instant, latitude, longitude, sha256, text, uuid } from './base';

/** Bucket limit of a photo, bytes. The phone aims at half of it. */
export const photoMaxBytes = 1_048_576;
export const thumbMaxBytes = 65_536;

const objectSchema = (maxBytes: number) => ({ sha256, bytes: z.int().min(1).max(maxBytes) });

export const locationSchema = z.strictObject({ latitude, longitude, accuracyM: z.number().min(0).max(1_000_000) });
export type Location = z.infer<typeof locationSchema>;

/** What the file itself says (EXIF). The phone leaves out what makes no sense, so that no photo takes its report with it. */
export const exifSchema = z
  .strictObject({ takenAt: instant.optional(), latitude: latitude.optional(), longitude: longitude.optional() })
  .refine((exif) => (exif.latitude === undefined) === (exif.longitude === undefined), { path: ['longitude'], error: 'both_coordinates' });
export type PhotoExif = z.infer<typeof exifSchema>;

/** Highest ordinal: photos taken for one report, those thrown away included. */
export const maxOrdinal = 200;

/** One photo of a manifest. A place or the reason why there is none, never both. */
export const manifestPhotoSchema = z
  .strictObject({
    ...objectSchema(photoMaxBytes),
    thumb: z.strictObject(objectSchema(thumbMaxBytes)),
    /** From 1, given at capture: its short code is drawn on the picture. Absent (apps before watermarks): the place in the list. */
    ordinal: z.int().min(1).max(maxOrdinal).optional(),
    /** Of the file as camera or album gave it. The watermark makes each stored picture unique, so reuse shows by this. */
    originalSha256: sha256.optional(),
    capturedAt: instant,
    source: z.enum(photoSources),
    location: locationSchema.nullable(),
    locationMissing: z.enum(locationMissingReasons).optional(),
    exif: exifSchema.optional(),
    itemKey: text(50).optional(),
  })
  .refine((photo) => (photo.location === null) === (photo.locationMissing !== undefined), {
    path: ['locationMissing'],
    error: 'location_or_reason',
  })
  .refine((photo) => photo.locationMissing !== 'album' || photo.source === 'album', { path: ['locationMissing'], error: 'album_only' });
export type ManifestPhoto = z.infer<typeof manifestPhotoSchema>;

const isUnique = (values: readonly unknown[]) => new Set(values).size === values.length;

export const manifestSchema = (max: number) =>
  z
    .array(manifestPhotoSchema)
    .max(max)
    .refine((photos) => isUnique(photos.map((photo) => photo.sha256)), { error: 'photo_twice' })
    .refine((photos) => new Set(photos.map((photo) => photo.ordinal === undefined)).size <= 1, { error: 'ordinal_on_all_or_none' })
    .refine((photos) => isUnique(photos.flatMap((photo) => photo.ordinal ?? [])), { error: 'ordinal_twice' });

export const signRequestSchema = z.strictObject({
  submissionId: uuid,
  /** Photos, and documents of the same manifest. */
  photos: z
    .array(
      z.discriminatedUnion('contentType', [
        z.strictObject({ ...objectSchema(photoMaxBytes), contentType: z.literal('image/jpeg'), thumb: z.strictObject(objectSchema(thumbMaxBytes)) }),
        z.strictObject({ ...objectSchema(documentMaxBytes), contentType: z.literal('application/pdf') }),
      ]),
    )
    .min(1)
    .max(100),
});
export const signResponseSchema = z.object({
  photos: z.array(
    z.object({
      sha256,
      /** Absent once stored: there is nothing left to send. */
      uploadUrl: z.string().optional(),
      thumbUploadUrl: z.string().optional(),
      stored: z.boolean(),
    }),
  ),
});
export type SignResponse = z.infer<typeof signResponseSchema>;

export const attachRequestSchema = z.strictObject({ submissionId: uuid, sha256s: z.array(sha256).min(1).max(100) });
export const attachResponseSchema = z.object({
  status: z.enum(['awaiting_photos', 'complete']),
  photos: z.array(z.object({ sha256, stored: z.boolean(), code: z.string().optional() })),
});
export type AttachResponse = z.infer<typeof attachResponseSchema>;

/** A photo lost with its phone is given up, with the reason as readers see it. */
export const giveUpRequestSchema = z.strictObject({ submissionId: uuid, sha256, reason: text(500) });
export const giveUpResponseSchema = z.object({ sha256, lostAt: z.string(), status: z.enum(['awaiting_photos', 'complete']) });
export type GiveUpResponse = z.infer<typeof giveUpResponseSchema>;

/** Where a printed short code leads. */
export const findPhotoResponseSchema = z.object({ submissionId: uuid, ordinal: z.int() });

/** A photo as reads return it. URLs live at most an hour and are absent until the bytes have arrived. */
export const photoSchema = z.object({
  /** `<submission id>:<ordinal>`: what a phone may cache the picture by. */
  id: z.string(),
  submissionId: uuid,
  ordinal: z.int(),
  shortCode: z.string(),
  sha256,
  itemKey: z.string().nullable(),
  source: z.enum(photoSources),
  capturedAt: z.string(),
  location: locationSchema.nullable(),
  locationMissing: z.enum(locationMissingReasons).nullable(),
  /** Null where the file said nothing. */
  exif: z.object({ takenAt: z.string().optional(), latitude: z.number().optional(), longitude: z.number().optional() }).nullable(),
  distanceM: z.number().nullable(),
  flags: z.array(z.enum(photoFlags)),
  stored: z.boolean(),
  /** 缺照片: given up by its sender or the office, and not arrived since. */
  lost: z.object({ at: z.string(), reason: z.string() }).nullable(),
  /** What the daily check found wrong with the stored bytes. */
  misfit: z.enum(photoMisfits).nullable(),
  url: z.string().nullable(),
  thumbUrl: z.string().nullable(),
});
export type Photo = z.infer<typeof photoSchema>;

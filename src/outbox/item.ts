// One queued write with its photos: plain data that survives a restart and an upgrade. It names its operation; nothing
// in it is a closure.
import * as z from 'zod';
import { operations, type QueuedOperation } from '../contract/operations';
import { day, recordId, sha256, text, uuid } from '../contract/base';

export const itemVersion = 1;

const queuedOperations = Object.entries(operations).flatMap(([name, operation]) =>
  'isQueued' in operation ? [name as QueuedOperation] : [],
);

export const itemStates = ['on_phone', 'delivered', 'counted', 'parked'] as const;
export type ItemState = (typeof itemStates)[number];

const queuedPhotoSchema = z.object({
  ordinal: z.int(),
  sha256,
  bytes: z.int(),
  thumb: z.object({ sha256, bytes: z.int() }),
  /** Keys in the file store; the files go only after the server says stored. */
  fileKey: z.string(),
  thumbKey: z.string(),
  stored: z.boolean(),
});
export type QueuedPhoto = z.infer<typeof queuedPhotoSchema>;

export const itemSchema = z.object({
  version: z.literal(itemVersion),
  id: recordId,
  operation: z.enum(queuedOperations),
  path: z.string(),
  /** The exact bytes that are sent, hashed and stored. */
  body: z.string(),
  bodySha256: sha256,
  /** Items belong to a person; another one signing in does not send them. */
  ownerId: uuid,
  /** First in, first out within a lane; lanes do not wait for each other. */
  lane: text(100),
  /** What a list shows without parsing the body. */
  label: z.object({ project: z.string(), on: day }),
  queuedAt: z.string(),
  photos: z.array(queuedPhotoSchema),
  state: z.enum(itemStates),
  /** Failed tries since the last success; being offline is not one. */
  attempts: z.int(),
  nextAttemptAt: z.string(),
  /** Why it is parked, or why the last try failed. */
  problem: z.object({ code: z.string(), requestId: z.string().optional() }).nullable(),
  receivedAt: z.string().nullable(),
});
export type Item = z.infer<typeof itemSchema>;

/** Something in the store that is no item of this version: kept with its raw text, never thrown away. */
export type Unreadable = { key: string; raw: string };

export function readItem(key: string, raw: string): Item | Unreadable {
  try {
    const result = itemSchema.safeParse(JSON.parse(raw));
    if (result.success) return result.data;
  } catch {
    // Not JSON: unreadable too.
  }
  return { key, raw };
}

export const isUnreadable = (entry: Item | Unreadable): entry is Unreadable => 'raw' in entry;

export const storedPhotos = (item: Item) => item.photos.filter((photo) => photo.stored).length;

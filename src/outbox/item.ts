// One queued write with its photos: plain data that survives a restart and an upgrade. It names its operation; nothing
// in it is a closure.
import * as z from 'zod';
import { operations, type QueuedOperation } from '../contract/operations';
import { recordId, sha256, text, uuid } from '../contract/base';

export const itemVersion = 2;

const queuedOperations = Object.entries(operations).flatMap(([name, operation]) =>
  'isQueued' in operation ? [name as QueuedOperation] : [],
);

/** `counted` and `discarded` have ended: they are kept a while, then leave the phone. */
export const itemStates = ['on_phone', 'delivered', 'counted', 'parked', 'discarded'] as const;
export type ItemState = (typeof itemStates)[number];

const queuedPhotoSchema = z.object({
  ordinal: z.int(),
  sha256,
  bytes: z.int(),
  /** Absent for a document (PDF), as is its key. */
  thumb: z.object({ sha256, bytes: z.int() }).optional(),
  /** Keys in the file store; the files go only after the server says stored. */
  fileKey: z.string(),
  thumbKey: z.string().optional(),
  /** Of a document: what it is called. */
  name: z.string().optional(),
  /** The server's own word about this photo. */
  stored: z.boolean(),
  /** Why it can't come without the person: gone from the phone, or refused for good. */
  problem: z.string().optional(),
});
/** A photo, or a document: what travels beside a body. */
export type QueuedPhoto = z.infer<typeof queuedPhotoSchema>;

type Files = Pick<QueuedPhoto, 'fileKey' | 'sha256' | 'bytes' | 'thumb' | 'thumbKey'>;
/** The file itself first, then its thumbnail, which documents have not. */
export const filesOf = ({ fileKey, sha256: hash, bytes, thumb, thumbKey }: Files): { key: string; sha256: string; bytes: number }[] => [
  { key: fileKey, sha256: hash, bytes },
  ...(thumb && thumbKey !== undefined ? [{ key: thumbKey, ...thumb }] : []),
];

export const itemSchema = z.object({
  version: z.literal(itemVersion),
  id: recordId,
  /** Order of queuing on this phone; clocks jump, this does not. */
  seq: z.int(),
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
  label: z.object({ project: z.string(), on: z.string() }),
  /** The form it was filled in, so that a refused report can be mended there. The text is the page's own. */
  draft: z.object({ form: z.string(), text: z.string() }).nullable(),
  queuedAt: z.string(),
  photos: z.array(queuedPhotoSchema),
  state: z.enum(itemStates),
  /** Failed tries since the last success; being offline is not one. */
  attempts: z.int(),
  nextAttemptAt: z.string(),
  /** Why it is parked, or why the last try failed. */
  problem: z.object({ code: z.string(), requestId: z.string().optional() }).nullable(),
  /** Server time of the receipt: from then on the server has the body. */
  receivedAt: z.string().nullable(),
  /** When it was counted or given up, by this phone's clock. */
  endedAt: z.string().nullable(),
});
export type Item = z.infer<typeof itemSchema>;

/** Something in the store that is no item of a known version: kept with its raw text, never thrown away. */
export type Unreadable = { key: string; raw: string };

type Raw = Record<string, unknown>;

/** What an older app wrote, one step at a time. A step once released is never changed. */
const steps: Record<number, (raw: Raw) => Raw> = {
  1: (raw) => ({
    ...raw,
    version: 2,
    seq: Date.parse(String(raw.queuedAt)),
    draft: null,
    endedAt: raw.state === 'counted' ? raw.receivedAt : null,
  }),
};

function upgrade(raw: Raw): Raw {
  const step = steps[raw.version as number];
  return step ? upgrade(step(raw)) : raw;
}

export function readItem(key: string, raw: string): Item | Unreadable {
  try {
    const result = itemSchema.safeParse(upgrade(JSON.parse(raw) as Raw));
    if (result.success) return result.data;
  } catch {
    // Not JSON: unreadable too.
  }
  return { key, raw };
}

export const isUnreadable = (entry: Item | Unreadable): entry is Unreadable => 'raw' in entry;

export const isUnsent = ({ state }: Item) => state !== 'counted' && state !== 'discarded';

/** What may be replaced by a mended one of the same id: the server never had it, and the person was told why. */
export const isReplaceable = ({ state, receivedAt }: Item) => receivedAt === null && (state === 'parked' || state === 'discarded');

export const photosLeft = (item: Pick<Item, 'photos'>) => item.photos.filter(({ stored }) => !stored);

/** Those of them that the person has to give up, or to find again. */
export const photosRefused = (item: Pick<Item, 'photos'>) => photosLeft(item).filter(({ problem }) => problem !== undefined);

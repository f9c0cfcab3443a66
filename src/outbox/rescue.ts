// 导出: how what is unsent leaves a phone that cannot send: one ZIP of `rescue.json` and the photos it names, which the
// office imports (contract/rescue.ts). This is the plan and the format; packing and unpacking are in state/rescue-*.ts.
//
// Only what belongs to the person goes into the file: a shared phone gives away nobody else's reports. Entries that
// cannot be read go too, since nobody can say whose they are and they would otherwise be lost with the phone; one that
// still names another person stays.
import * as z from 'zod';
import { itemSchema, photosLeft, type Item, type QueuedPhoto, type Unreadable } from './item';

export const rescueFormat = 'parkpulse-rescue';
export const rescueVersion = 1;
export const rescueJson = 'rescue.json';

/** A file of another format must not be taken for a damaged one: its version is asked before anything else. */
export const rescueHeadSchema = z.object({ format: z.literal(rescueFormat), version: z.int() });

const folder = 'photos/';

const photoSchema = z.object({
  ...itemSchema.shape.photos.element.omit({ fileKey: true, thumbKey: true }).shape,
  /** Paths within the ZIP. Those of a photo that the server has already are not in it. */
  file: z.string().startsWith(folder),
  thumbFile: z.string().startsWith(folder),
});
export type RescuedPhoto = z.infer<typeof photoSchema>;

export const rescuedItemSchema = z.object({
  ...itemSchema.pick({ id: true, operation: true, path: true, body: true, bodySha256: true, ownerId: true, queuedAt: true, receivedAt: true, label: true, state: true }).shape,
  photos: z.array(photoSchema),
});
export type RescuedItem = z.infer<typeof rescuedItemSchema>;

export const rescueSchema = z.object({
  format: z.literal(rescueFormat),
  version: z.literal(rescueVersion),
  exportedAt: z.string(),
  /** Each is parsed for itself: one that an older or newer app wrote differently holds back no other. */
  items: z.array(z.unknown()),
  unreadable: z.array(z.object({ key: z.string(), raw: z.string() })),
  /** Paths of photos that the phone itself no longer had. */
  missing: z.array(z.string()),
});
export type Rescue = Omit<z.infer<typeof rescueSchema>, 'items'> & { items: RescuedItem[] };

export type RescueFile = { key: string; path: string; bytes: number };
export type RescuePlan = { rescue: Rescue; files: RescueFile[] };

/** One given up may be taken back for a week, so it is as unsent as the others. */
export const isRescued = ({ state }: Item) => state !== 'counted';

const pathOf = (key: string) => folder + key;

/** What goes into the file, and which photos in which order. `onlyId`: this item alone. */
export function planRescue(
  { items, unreadable }: { items: readonly Item[]; unreadable: readonly Unreadable[] },
  { ownerId, exportedAt, onlyId }: { ownerId: string; exportedAt: string; onlyId?: string },
): RescuePlan {
  const mine = items
    .filter((item) => item.ownerId === ownerId && isRescued(item) && (onlyId === undefined || item.id === onlyId))
    .sort((a, b) => a.seq - b.seq);
  return {
    rescue: {
      format: rescueFormat,
      version: rescueVersion,
      exportedAt,
      items: mine.map(toRescued),
      unreadable: onlyId === undefined ? unreadable.filter((entry) => !isAnothers(entry, ownerId)) : [],
      missing: [],
    },
    files: mine.flatMap(photosLeft).flatMap(({ fileKey, bytes, thumbKey, thumb }) => [
      { key: fileKey, path: pathOf(fileKey), bytes },
      { key: thumbKey, path: pathOf(thumbKey), bytes: thumb.bytes },
    ]),
  };
}

const toRescued = ({ id, operation, path, body, bodySha256, ownerId, queuedAt, receivedAt, label, state, photos }: Item): RescuedItem => ({
  id, operation, path, body, bodySha256, ownerId, queuedAt, receivedAt, label, state,
  photos: photos.map(toRescuedPhoto),
});

const toRescuedPhoto = ({ ordinal, sha256, bytes, thumb, stored, fileKey, thumbKey }: QueuedPhoto): RescuedPhoto => ({
  ordinal, sha256, bytes, thumb, stored,
  file: pathOf(fileKey),
  thumbFile: pathOf(thumbKey),
});

function isAnothers({ raw }: Unreadable, ownerId: string): boolean {
  try {
    const named = (JSON.parse(raw) as { ownerId?: unknown } | null)?.ownerId;
    return typeof named === 'string' && named !== ownerId;
  } catch {
    return false;
  }
}

/** The items of a file that this app understands; the rest joins what the phone itself could not read. */
export function readRescue({ items, unreadable }: z.infer<typeof rescueSchema>): { items: RescuedItem[]; unreadable: Unreadable[] } {
  const read = items.map((raw, index) => ({ index, raw, result: rescuedItemSchema.safeParse(raw) }));
  return {
    items: read.flatMap(({ result }) => (result.success ? [result.data] : [])),
    unreadable: [...unreadable, ...read.flatMap(({ index, raw, result }) => (result.success ? [] : [{ key: `items.${index}`, raw: JSON.stringify(raw) }]))],
  };
}

// 导出: how what is unsent leaves a phone that cannot send: one ZIP of `rescue.json` and the photos it names, which the
// office imports (contract/rescue.ts). This is the plan and the format; packing and unpacking are in state/rescue-*.ts.
//
// Only what belongs to the person goes into the file: a shared phone gives away nobody else's reports. Entries that
// cannot be read go too, with every file that they name: nobody can say whose they are, they would be lost with the
// phone, and a newer app may read them. One that still names another person stays.
import * as z from 'zod';
import { instant } from '../contract/base';
import { photoMaxBytes } from '../contract/photo';
import { filesOf, isUnreadable, itemSchema, photosLeft, readItem, type Item, type QueuedPhoto, type Unreadable } from './item';

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
  thumbFile: z.string().startsWith(folder).optional(),
});
export type RescuedPhoto = z.infer<typeof photoSchema>;

export const rescuedItemSchema = z.object({
  ...itemSchema.pick({ id: true, operation: true, path: true, body: true, bodySha256: true, ownerId: true, receivedAt: true, label: true, state: true }).shape,
  /** A screen says it in words, and for what is no time there are none. */
  queuedAt: instant,
  photos: z.array(photoSchema),
});
export type RescuedItem = z.infer<typeof rescuedItemSchema>;

export const rescueSchema = z.object({
  format: z.literal(rescueFormat),
  version: z.literal(rescueVersion),
  exportedAt: instant,
  /** Each is parsed for itself: one that an older or newer app wrote differently holds back no other. */
  items: z.array(z.unknown()),
  unreadable: z.array(z.object({ key: z.string(), raw: z.string() })),
  /** Paths of photos that the phone itself no longer had. */
  missing: z.array(z.string()),
});
export type Rescue = Omit<z.infer<typeof rescueSchema>, 'items'> & { items: RescuedItem[] };

/** `bytes`: at most; of what an unreadable entry names nobody knows more. */
export type RescueFile = { key: string; path: string; bytes: number };
export type RescuePlan = { rescue: Rescue; files: RescueFile[] };

/** One given up may be taken back for a week, so it is as unsent as the others. */
export const isRescued = ({ state }: Item) => state !== 'counted';

const pathOf = (key: string) => folder + key;

interface Phone {
  items: readonly Item[];
  unreadable: readonly Unreadable[];
  /** Names of all photo files on this phone. */
  fileKeys: readonly string[];
}

/** What goes into the file, and which photos in which order. `onlyId`: this item alone. */
export function planRescue(
  { items, unreadable, fileKeys }: Phone,
  { ownerId, exportedAt, onlyId }: { ownerId: string; exportedAt: string; onlyId?: string },
): RescuePlan {
  const mine = items
    .filter((item) => item.ownerId === ownerId && isRescued(item) && (onlyId === undefined || item.id === onlyId))
    .sort((a, b) => a.seq - b.seq);
  const torn = onlyId === undefined ? unreadable.filter((entry) => !isAnothers(entry, ownerId)) : [];
  const files = mine.flatMap(photosLeft).flatMap(filesOf).map(({ key, bytes }) => ({ key, path: pathOf(key), bytes }));
  const taken = new Set(files.map(({ key }) => key));
  const tornKeys = fileKeys.filter((key) => !taken.has(key) && torn.some(({ raw }) => raw.includes(key)));
  return {
    rescue: { format: rescueFormat, version: rescueVersion, exportedAt, items: mine.map(toRescued), unreadable: torn, missing: [] },
    files: [...files, ...tornKeys.map((key) => ({ key, path: pathOf(key), bytes: photoMaxBytes }))],
  };
}

export const bytesOf = ({ files }: RescuePlan) => files.reduce((sum, { bytes }) => sum + bytes, 0);

/** The same in files of at most `maxBytes` of photos, each of use without the others: no entry is cut, however large. */
export function splitRescue({ rescue, files }: RescuePlan, maxBytes: number): RescuePlan[] {
  const left = new Map(files.map((file) => [file.path, file]));
  const take = (isOf: (file: RescueFile) => boolean) => {
    const own = [...left.values()].filter(isOf);
    own.forEach(({ path }) => left.delete(path));
    return own;
  };
  const entries = [
    ...rescue.items.map((item) => {
      const paths = new Set<string | undefined>(item.photos.flatMap(({ file, thumbFile }) => [file, thumbFile]));
      return { rescue: { ...rescue, items: [item], unreadable: [] }, files: take(({ path }) => paths.has(path)) };
    }),
    ...rescue.unreadable.map((entry) => ({ rescue: { ...rescue, items: [], unreadable: [entry] }, files: take(({ key }) => entry.raw.includes(key)) })),
  ];
  const parts: RescuePlan[] = [];
  for (const entry of entries) {
    const last = parts[parts.length - 1];
    if (last && bytesOf(last) + bytesOf(entry) <= maxBytes) parts[parts.length - 1] = join(last, entry);
    else parts.push(entry);
  }
  return parts.length > 0 ? parts : [{ rescue, files }];
}

const join = (a: RescuePlan, b: RescuePlan): RescuePlan => ({
  rescue: { ...a.rescue, items: [...a.rescue.items, ...b.rescue.items], unreadable: [...a.rescue.unreadable, ...b.rescue.unreadable] },
  files: [...a.files, ...b.files],
});

const toRescued = ({ id, operation, path, body, bodySha256, ownerId, queuedAt, receivedAt, label, state, photos }: Item): RescuedItem => ({
  id, operation, path, body, bodySha256, ownerId, queuedAt, receivedAt, label, state,
  photos: photos.map(toRescuedPhoto),
});

const toRescuedPhoto = ({ ordinal, sha256, bytes, thumb, name, stored, fileKey, thumbKey }: QueuedPhoto): RescuedPhoto => ({
  ordinal, sha256, bytes, thumb, name, stored,
  file: pathOf(fileKey),
  ...(thumbKey === undefined ? {} : { thumbFile: pathOf(thumbKey) }),
});

function isAnothers({ raw }: Unreadable, ownerId: string): boolean {
  try {
    const named = (JSON.parse(raw) as { ownerId?: unknown } | null)?.ownerId;
    return typeof named === 'string' && named !== ownerId;
  } catch {
    return false;
  }
}

/**
 * The items of a file that this app understands. What the phone could not read is read once more: this app may be
 * newer than the phone's. The rest stays as raw text.
 */
export function readRescue({ items, unreadable }: z.infer<typeof rescueSchema>): { items: RescuedItem[]; unreadable: Unreadable[] } {
  const read = [
    ...items.map((raw, index) => rescuedItemSchema.safeParse(raw).data ?? { key: `items.${index}`, raw: JSON.stringify(raw) }),
    ...unreadable.map((entry) => readTorn(entry)),
  ];
  return { items: read.filter((entry): entry is RescuedItem => !('raw' in entry)), unreadable: read.filter((entry): entry is Unreadable => 'raw' in entry) };
}

function readTorn(entry: Unreadable): RescuedItem | Unreadable {
  const item = readItem(entry.key, entry.raw);
  return isUnreadable(item) ? item : (rescuedItemSchema.safeParse(toRescued(item)).data ?? entry);
}

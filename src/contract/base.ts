// The small words every schema is spelled with. WeChat forbids `new Function`, so zod's compiler is switched off
// here, before the first schema exists: every contract file imports this one, for its side effect if for nothing else.
// `import * as z` in each file, since passing the namespace on would keep all of zod, locales included, in the bundle.
import * as z from 'zod';

z.config({ jitless: true });

/** A line or a few sentences a person typed. Trimmed text is the sender's business; bytes are kept as sent. */
export const text = (max: number) => z.string().min(1).max(max).refine(isReadable, { error: 'unreadable_text' });

/** Something to see, and nothing that makes it read otherwise than it is written (marks that turn the direction). */
function isReadable(value: string): boolean {
  return /[^\p{Z}\p{C}\p{M}\s\u115f\u1160\u2800\u3164\uffa0]/u.test(value) && !/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(value);
}

export const uuid = z.uuid();

/** Ids of records are made on the phone, in time order, and double as the idempotency key. */
export const recordId = z.uuidv7();

export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** Calendar day in Asia/Shanghai, `YYYY-MM-DD`. */
export const day = z.iso.date().refine((on) => on >= '2000' && on < '2200', { error: 'out_of_range' });

/** Instant with offset, ISO 8601. */
export const instant = z.iso.datetime({ offset: true }).refine(isInRange, { error: 'out_of_range' });

/**
 * The years that calendars, databases and pages agree about; read after applying the offset. A phone whose clock was
 * reset says 1970: that is flagged, not refused.
 */
function isInRange(at: string): boolean {
  const time = Date.parse(at);
  return Number.isNaN(time) || (time >= 0 && time < Date.UTC(2200, 0, 1));
}

/** Whole yuan, up to ten trillion. */
export const yuan = z.int().min(0).max(10_000_000_000_000);

export const latitude = z.number().min(-90).max(90);
export const longitude = z.number().min(-180).max(180);

/** Opaque keyset cursor. */
export const cursor = z.string().regex(/^[0-9]{1,18}$/);

export const pageQuery = {
  before: cursor.optional(),
  limit: z.coerce.number().int().min(1).max(100).optional(),
};

export const page = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: cursor.nullable() });

export const nameRef = z.object({ id: uuid, name: z.string() });
export type NameRef = z.infer<typeof nameRef>;

// 简报: as the leader reads it. A frozen one never changes; the live one of today is composed at each read.
import * as z from 'zod';
import { attentionKinds } from '../domain/digest-items';
import { lights } from '../domain/light';
import { targetOps } from '../domain/measure';
import { day, sha256, uuid } from './base';
import { photoSchema } from './photo';

const link = z.object({ kind: z.enum(['report', 'hazard', 'project', 'plan_item', 'plan', 'order']), /** Of a plan its year. */ id: z.union([uuid, z.string().regex(/^\d{4}$/)]), label: z.string().optional() });
const light = z.enum(lights);

export const digestSchema = z.object({
  on: day,
  /** Null while live: before 18:00 of its day. */
  frozenAt: z.string().nullable(),
  number: z.int().nullable(),
  /** Head of the chain: kept elsewhere, it tells later whether the chain was made anew. */
  head: sha256.nullable(),
  previousOn: day.nullable(),
  nextOn: day.nullable(),
  headline: z.string(),
  /** 需要您过问: at most five of `attentionCount`. */
  attention: z.array(z.object({ kind: z.enum(attentionKinds), light, tag: z.string(), title: z.string(), why: z.string(), who: z.string(), link })),
  attentionCount: z.int(),
  /** `section` is the short label of the narrow column, `title` the plan's own; `strong` are parts of `text`. */
  sections: z.array(
    z.object({
      section: z.string(),
      title: z.string(),
      lines: z.array(
        z.object({
          text: z.string(),
          strong: z.array(z.string()),
          links: z.array(link),
          /** What the line did to values of the plan; absent in digests frozen before it was kept. */
          effects: z
            .array(z.object({ itemId: uuid, name: z.string(), unit: z.string().nullable(), isShare: z.boolean(), before: z.number().nullable(), after: z.number().nullable(), delta: z.number() }))
            .optional(),
        }),
      ),
    }),
  ),
  recordCount: z.int(),
  lights: z.record(light, z.int()),
  turned: z.array(z.object({ id: uuid, name: z.string(), from: light, to: light, rule: z.string() })),
  indicators: z.array(
    z.object({
      id: uuid,
      name: z.string(),
      value: z.number().nullable(),
      target: z.number(),
      op: z.enum(targetOps),
      unit: z.string(),
      expected: z.number().nullable(),
      light,
      rule: z.string(),
    }),
  ),
  hazards: z.object({ opened: z.int(), rectified: z.int(), returned: z.int(), closed: z.int(), open: z.int(), overdue: z.int() }),
  milestones: z.object({ confirmed: z.int(), disputed: z.int() }),
  silentProjects: z.array(z.object({ id: uuid, name: z.string(), days: z.int() })),
  photoCount: z.int(),
  /** Share of the plan's year gone, 0 to 1. */
  elapsed: z.number().nullable(),
  /** The latest of them, up to 60. */
  photos: z.array(photoSchema.extend({ project: z.string() })),
});
export type Digest = z.infer<typeof digestSchema>;

/** The code as it is printed (核验码), without spaces: the beginning of a head, or all of it. */
export const findDigestQuerySchema = z.strictObject({ code: z.string().regex(/^[0-9a-f]{8,64}$/) });
export const findDigestResponseSchema = z.object({ on: day, number: z.int(), head: sha256 });
export type FoundDigest = z.infer<typeof findDigestResponseSchema>;

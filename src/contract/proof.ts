// 核验: a check of everything stored, in slices that fit into one function call each.
import * as z from 'zod';
import { misfitCodes, photoMisfits, proofSteps } from '../domain/proof';
import { day, nameRef, sha256, uuid } from './base';

/** `<step>` or `<step>:<the step's own place>`, as the answer before gave it. */
const proofCursor = z.string().regex(new RegExp(`^(${proofSteps.join('|')})(:[0-9a-f-]{1,36}(,[0-9]{1,4})?)?$`));

export const readProofQuerySchema = z.strictObject({ after: proofCursor.optional() });

export const misfitSchema = z.object({
  code: z.enum(misfitCodes),
  digest: z.object({ number: z.int(), on: day.nullable() }).optional(),
  recordId: uuid.optional(),
  answerId: uuid.optional(),
  importId: uuid.optional(),
  photo: z.object({ ordinal: z.int(), shortCode: z.string() }).optional(),
  field: z.string().optional(),
});

export const readProofResponseSchema = z.object({
  step: z.enum(proofSteps),
  /** Things of this step looked at in this slice. */
  checked: z.int(),
  misfits: z.array(misfitSchema),
  /** The heads this slice went over: what was kept elsewhere is held against them. */
  heads: z.array(z.object({ number: z.int(), on: day, head: sha256 })),
  /** How much there is in all; with the first slice only. */
  totals: z.object({ park: z.string(), digests: z.int(), plans: z.int(), records: z.int(), answers: z.int(), photos: z.int() }).nullable(),
  next: proofCursor.nullable(),
});
export type ProofSlice = z.infer<typeof readProofResponseSchema>;

export const listMisfitsResponseSchema = z.object({
  items: z.array(
    z.object({
      submissionId: uuid,
      ordinal: z.int(),
      shortCode: z.string(),
      project: nameRef,
      misfit: z.enum(photoMisfits),
      misfitAt: z.string(),
    }),
  ),
});

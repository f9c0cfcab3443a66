// 附件: PDF documents beside the photos of a manifest. They take the same steps: signed, sent, attached, counted when there.
import * as z from 'zod';
import { photoMisfits } from '../domain/proof';
import { maxDocumentsPerReport } from '../domain/submission';
import { sha256, text, uuid } from './base';

/** Bucket limit of a document, bytes. */
export const documentMaxBytes = 10_485_760;

export const manifestDocumentSchema = z.strictObject({ sha256, bytes: z.int().min(1).max(documentMaxBytes), name: text(120) });
export type ManifestDocument = z.infer<typeof manifestDocumentSchema>;

export const documentManifestSchema = z
  .array(manifestDocumentSchema)
  .min(1)
  .max(maxDocumentsPerReport)
  .refine((documents) => new Set(documents.map((one) => one.sha256)).size === documents.length, { error: 'document_twice' });

/** A document as reads return it. URLs live at most an hour and are absent until the bytes have arrived. */
export const documentSchema = z.object({
  id: z.string(),
  submissionId: uuid,
  ordinal: z.int(),
  name: z.string(),
  bytes: z.int(),
  sha256,
  stored: z.boolean(),
  /** Given up by its sender or the office, and not arrived since. */
  lost: z.object({ at: z.string(), reason: z.string() }).nullable(),
  misfit: z.enum(photoMisfits).nullable(),
  url: z.string().nullable(),
});
export type EvidenceDocument = z.infer<typeof documentSchema>;

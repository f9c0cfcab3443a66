// 人员与邀请: the office's own pages.
import * as z from 'zod';
import { roles } from '../domain/role';
import { nameRef, page, pageQuery, text, uuid } from './base';
import { personSchema } from './milestone';

const phone = z.string().regex(/^1[0-9]{10}$/);
const withEnterprise = {
  path: ['enterpriseId'],
  error: 'contact_has_enterprise',
};

/** A new person (role, name; contacts with their enterprise), or an existing one (`staffId`) to a new phone. */
export const createInviteRequestSchema = z.union([
  z.strictObject({ staffId: uuid }),
  z
    .strictObject({ role: z.enum(roles), name: text(50), enterpriseId: uuid.optional(), phone: phone.optional() })
    .refine((body) => (body.role === 'contact') === (body.enterpriseId !== undefined), withEnterprise),
]);
export const createInviteResponseSchema = z.object({ id: uuid, code: z.string(), expiresAt: z.string() });

export const inviteSchema = z.object({
  id: uuid,
  name: z.string(),
  role: z.enum(roles),
  enterprise: nameRef.nullable(),
  createdAt: z.string(),
  expiresAt: z.string(),
  claimedAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
  isStanding: z.boolean(),
});
export type Invite = z.infer<typeof inviteSchema>;
export const listInvitesResponseSchema = z.object({ items: z.array(inviteSchema) });

export const staffSchema = z.object({
  id: uuid,
  name: z.string(),
  role: z.enum(roles),
  enterprise: nameRef.nullable(),
  phoneMasked: z.string().nullable(),
  createdAt: z.string(),
  closedAt: z.string().nullable(),
});
export type Staff = z.infer<typeof staffSchema>;
export const listStaffResponseSchema = z.object({ items: z.array(staffSchema) });

export const changeRoleRequestSchema = z
  .strictObject({ role: z.enum(roles), enterpriseId: uuid.optional() })
  .refine((body) => (body.role === 'contact') === (body.enterpriseId !== undefined), withEnterprise);

export const listEnterprisesResponseSchema = z.object({ items: z.array(nameRef) });

export const listAuditQuerySchema = z.strictObject(pageQuery);
export const listAuditResponseSchema = page(
  z.object({
    id: z.string(),
    at: z.string(),
    operation: z.string(),
    outcome: z.enum(['done', 'refused', 'failed']),
    code: z.string().nullable(),
    targetId: uuid.nullable(),
    requestId: z.string().nullable(),
    by: personSchema.nullable(),
  }),
);

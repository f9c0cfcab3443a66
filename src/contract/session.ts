// 登录: our access token (1 hour) and a rotating refresh token (90 days); never a Supabase key or JWT.
import * as z from 'zod';
import { roles } from '../domain/role';
import { nameRef, text, uuid } from './base';
import { noticeSchema } from './notice';
import { orderSchema } from './supervision-order';

/** Ten Crockford base32 characters (50 bits); case, spaces and hyphens do not matter. */
export const inviteCode = z.string().min(10).max(20).regex(/^[0-9A-Za-z -]+$/);
const deviceName = text(100);
const refreshToken = z.string().min(20).max(200).regex(/^[A-Za-z0-9_-]+$/);

export const claimRequestSchema = z.strictObject({ inviteCode, deviceName });
export const wechatRequestSchema = z.strictObject({
  code: z.string().min(1).max(200).regex(/^[\x21-\x7e]+$/),
  inviteCode: inviteCode.optional(),
  deviceName: deviceName.optional(),
});
export const refreshRequestSchema = z.strictObject({ refreshToken });

export const meSchema = z.object({
  sessionId: uuid,
  deviceName: z.string(),
  staff: z.object({ id: uuid, name: z.string(), role: z.enum(roles), phoneMasked: z.string().nullable() }),
  park: nameRef.extend({ isDemo: z.boolean() }),
  enterprise: nameRef.nullable(),
});
export type Me = z.infer<typeof meSchema>;

export const sessionSchema = z.object({
  accessToken: z.string(),
  refreshToken: z.string(),
  expiresAt: z.string(),
  staff: meSchema,
});
export type Session = z.infer<typeof sessionSchema>;

/** 我的数据: everything stored about the caller, the latest 500 records in full. */
export const myDataSchema = z.object({
  staff: z.object({ id: uuid, name: z.string(), role: z.enum(roles), createdAt: z.string(), phone: z.string().nullable() }),
  session: z.object({ deviceName: z.string(), createdAt: z.string() }),
  recordCount: z.int(),
  records: z.array(z.object({ id: uuid, kind: z.string(), receivedAt: z.string(), body: z.unknown() })),
  /** What the caller answered, reviewed or moved on: a step of a hazard as `hazard_<kind>`, of an order as `order_<kind>`. */
  answers: z.array(z.object({ id: uuid, answer: z.string(), answeredAt: z.string() })),
  /** 督办单 that the caller issued or was asked by; absent in what a phone kept before there were any. */
  orders: z.array(orderSchema.pick({ id: true, requirement: true, status: true, issuedAt: true })).optional(),
  /** The latest 500 notices, as the inbox words them; absent like the orders. */
  notices: z.array(noticeSchema.pick({ id: true, title: true, text: true, at: true }).extend({ readAt: z.string().nullable() })).optional(),
});
export type MyData = z.infer<typeof myDataSchema>;

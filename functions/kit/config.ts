// Everything the functions read from the environment, parsed once. Secrets live here and nowhere else; none is
// ever logged or sent to the phone.
import * as z from 'zod';
import type { NoticeTemplate } from '../../src/domain/notice';
import { fieldName } from '../../src/domain/notice-message';

/** "<template id> thing1 thing2 date3 phrase4": the id, then its fields for 事项, 项目, 时间, 状态, in this order. */
const messageTemplate = z
  .string()
  .transform((text) => text.trim().split(/\s+/))
  .refine(([, ...fields]) => fields.length >= 1 && fields.length <= 4 && fields.every((field) => fieldName.test(field)))
  .transform(([id, ...fields]) => ({ id: id!, fields }));
export type MessageTemplate = { id: string; fields: string[] };

const environmentSchema = z.object({
  SUPABASE_URL: z.url(),
  SUPABASE_ANON_KEY: z.string().min(1),
  SUPABASE_SERVICE_ROLE_KEY: z.string().min(1),
  /** HS256 secret of the project, or the PEM of an imported signing key (then with its algorithm and kid). */
  SUPABASE_JWT_SECRET: z.string().min(32),
  SUPABASE_JWT_ALGORITHM: z.enum(['HS256', 'ES256', 'RS256']).default('HS256'),
  SUPABASE_JWT_KID: z.string().optional(),
  /** Signs our own access tokens and hashes addresses of failed sign-ins. */
  APP_SECRET: z.string().min(32),
  CRON_SECRET: z.string().min(16),
  /** Origin that signed photo URLs are rebuilt on; the app's own when absent. */
  PUBLIC_STORAGE_URL: z.url().optional(),
  WECHAT_APPID: z.string().optional(),
  WECHAT_SECRET: z.string().optional(),
  WECHAT_API_URL: z.url().default('https://api.weixin.qq.com'),
  WECHAT_TEMPLATE_RECTIFICATION: messageTemplate.optional(),
  WECHAT_TEMPLATE_ANSWER: messageTemplate.optional(),
  WECHAT_TEMPLATE_DIGEST: messageTemplate.optional(),
  /** Number of proxies in front whose X-Forwarded-For entry is to be believed. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(5).default(0),
});

export type Config = {
  supabase: {
    url: string;
    anonKey: string;
    serviceKey: string;
    jwtSecret: string;
    jwtAlgorithm: 'HS256' | 'ES256' | 'RS256';
    jwtKid?: string;
  };
  appSecret: string;
  cronSecret: string;
  publicStorageUrl?: string;
  wechat: { appid?: string; secret?: string; apiUrl: string; templates: Partial<Record<NoticeTemplate, MessageTemplate>> };
  trustedProxies: number;
};

/** Throws a ZodError naming the variables that are missing or malformed, never their values. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  // An empty variable is one that a shell or a dashboard left blank.
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const env = environmentSchema.parse(present);
  return {
    supabase: {
      url: env.SUPABASE_URL.replace(/\/$/, ''),
      anonKey: env.SUPABASE_ANON_KEY,
      serviceKey: env.SUPABASE_SERVICE_ROLE_KEY,
      jwtSecret: env.SUPABASE_JWT_SECRET.replace(/\\n/g, '\n'),
      jwtAlgorithm: env.SUPABASE_JWT_ALGORITHM,
      jwtKid: env.SUPABASE_JWT_KID,
    },
    appSecret: env.APP_SECRET,
    cronSecret: env.CRON_SECRET,
    publicStorageUrl: env.PUBLIC_STORAGE_URL?.replace(/\/$/, ''),
    wechat: {
      appid: env.WECHAT_APPID,
      secret: env.WECHAT_SECRET,
      apiUrl: env.WECHAT_API_URL.replace(/\/$/, ''),
      templates: env.WECHAT_APPID && env.WECHAT_SECRET ? { rectification: env.WECHAT_TEMPLATE_RECTIFICATION, answer: env.WECHAT_TEMPLATE_ANSWER, digest: env.WECHAT_TEMPLATE_DIGEST } : {},
    },
    trustedProxies: env.TRUSTED_PROXIES,
  };
}

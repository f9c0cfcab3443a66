// What our QR codes say: 现场二维码 (one stable address per project, which a camera opens in the browser, WeChat in the
// mini-program and our own scanner in the app) and 邀请二维码. A code says which project, nothing about it: what a person
// sees there is decided by row level security after signing in. Pure: the deployment's own origin comes in.
import type { Role } from './role';
import { isFacility, type ProjectCategory } from './project';
import { readShortCode } from './short-code';

export type SiteLink = { kind: 'site'; projectId: string } | { kind: 'invite'; code: string };

/** A query, since WeChat's rules for codes match addresses by the beginning of their query. */
export const siteAddress = (origin: string, projectId: string): string => `${origin}/?s=${projectId}`;

/** Behind a #, which no browser sends to a server: a code that signs somebody in must stand in no log. */
export const inviteAddress = (origin: string, code: string): string => `${origin}/#i=${code.replace(/[\s-]/g, '')}`;

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
/** What follows a project's id was added on the way: WeChat appends `&from=…` to a page that is passed on. */
const sitePath = new RegExp(`^/\\?s=(${uuid})(?:[&#]|$)`, 'i');
const invitePath = /^\/#i=([0-9a-z]{10})$/i;

/** Null for what is none of ours: another origin, another park's deployment, or odd text. */
export function readSiteLink(text: string, origin: string): SiteLink | null {
  const address = text.trim();
  if (origin === '' || !address.startsWith(`${origin}/`)) return null;
  const path = address.slice(origin.length);
  const projectId = sitePath.exec(path)?.[1];
  if (projectId) return { kind: 'site', projectId: projectId.toLowerCase() };
  const code = readShortCode(invitePath.exec(path)?.[1] ?? '');
  return code ? { kind: 'invite', code } : null;
}

/** Whoever checks safety begins with the check; everybody else reads the page. */
export const opensCheck = (role: Role, category: ProjectCategory): boolean => role === 'inspector' && isFacility(category);

// 通知: what people are told of, where it leads, and by which template of WeChat it goes. The database names the same.
import { noticeSubject, type NoticeFacts, noticeWords } from '../text/notice';
import { addDays, parkDay, parkTime, type Instant } from './calendar';

export type NoticeKind = keyof typeof noticeWords;
export const noticeKinds = Object.keys(noticeWords) as [NoticeKind, ...NoticeKind[]];

export const noticeAbouts = ['hazard', 'order', 'milestone', 'report', 'digest'] as const;
export type NoticeAbout = { kind: (typeof noticeAbouts)[number]; id: string; projectId: string | null };

export const noticeTemplates = ['rectification', 'answer', 'digest'] as const;
export type NoticeTemplate = (typeof noticeTemplates)[number];

export type Notice = { kind: NoticeKind; about: NoticeAbout; facts: NoticeFacts; at: Instant };

export function templateOf(kind: NoticeKind): NoticeTemplate {
  if (kind.startsWith('hazard_')) return 'rectification';
  return kind === 'digest_ready' ? 'digest' : 'answer';
}

export function noticeText({ kind, facts }: Pick<Notice, 'kind' | 'facts'>): { title: string; text: string } {
  const words = noticeWords[kind];
  return { title: words.title(facts), text: words.text(facts) };
}

type Page = { path: string; params: Record<string, string> };

/** Paths are those of src/routes, which a test holds equal: the server needs them too, for messages. */
const pages: Record<NoticeAbout['kind'], (about: NoticeAbout, on: string) => Page> = {
  hazard: ({ id }) => ({ path: '/pages/detail/hazard-detail/index', params: { id } }),
  order: ({ id }) => ({ path: '/pages/detail/supervision-order/index', params: { id } }),
  milestone: ({ id, projectId }) => ({ path: '/pages/detail/milestone/index', params: { milestoneId: id, projectId: projectId ?? '' } }),
  report: ({ id }) => ({ path: '/pages/detail/report-detail/index', params: { id } }),
  digest: (_, on) => ({ path: '/pages/leader/digest/index', params: { on } }),
};

/** The page that a notice opens, or null for what a released app does not know yet. The page marks the notice as read. */
export function noticePage({ id, about, on, at }: { id: string; about: NoticeAbout; on?: string; at: Instant }): Page | null {
  const page = Object.hasOwn(pages, about.kind) ? pages[about.kind](about, on ?? parkDay(at)) : null;
  return page && { ...page, params: { ...page.params, notice: id } };
}

/** What a message says: 事项, 项目, 时间, 状态. */
export type MessageValues = { what: string; where: string; on: string; clock: string; state: string };

/** `park`: where there is no project. A due date ends with its day. */
export function messageValues({ kind, facts, at }: Notice, park: string): MessageValues {
  const { dueOn } = facts;
  return {
    what: noticeSubject(facts),
    where: facts.project ?? facts.item ?? park,
    on: dueOn ?? parkDay(at),
    clock: dueOn ? '23:59' : parkTime(at),
    state: noticeWords[kind].state,
  };
}

/** Notices under the day they came, newest first. */
export function byDay<T extends { at: string }>(notices: readonly T[]): { on: string; notices: T[] }[] {
  const days: { on: string; notices: T[] }[] = [];
  for (const notice of notices) {
    const on = parkDay(notice.at);
    const last = days.at(-1);
    if (last?.on === on) last.notices.push(notice);
    else days.push({ on, notices: [notice] });
  }
  return days;
}

/** WeChat's daily quota begins anew at midnight; a few minutes later, since clocks differ. */
export function secondsToNextQuota(now: Date): number {
  const midnight = Date.parse(`${addDays(parkDay(now), 1)}T00:05:00+08:00`);
  return Math.ceil((midnight - now.getTime()) / 1000);
}

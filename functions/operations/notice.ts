// 收件箱 and 消息提醒.
import type { NoticeLine, NoticeSettings } from '../../src/contract/notice';
import { type Notice, noticeTemplates, noticeText } from '../../src/domain/notice';
import type { Dependencies } from '../kit/dependencies';
import type { Handlers } from '../kit/endpoint';

type NoticeRow = Notice & Pick<NoticeLine, 'id' | 'at' | 'isRead'>;
type CreditRow = Omit<NoticeSettings['templates'][number], 'templateId'>;

const toNotice = ({ facts, ...row }: NoticeRow): NoticeLine => ({ ...row, ...noticeText({ kind: row.kind, facts }), ...(facts.on ? { on: facts.on } : {}) });

/** Only what this deployment can send is offered. */
function toSettings({ config }: Dependencies, credits: CreditRow[]): NoticeSettings {
  return {
    templates: noticeTemplates.flatMap((template) => {
      const found = config.wechat.templates[template];
      const credit = credits.find((one) => one.template === template) ?? { template, credits: 0, isWanted: null };
      return found ? [{ ...credit, templateId: found.id }] : [];
    }),
  };
}

export const noticeHandlers: Handlers = {
  'notice.list': async (_deps, { call, query }) => {
    const page = (await call('list_notices', { p_limit: query.limit ?? 30, p_before: query.before as never })) as { items: NoticeRow[]; next: string | null; unread: number };
    return { ...page, items: page.items.map(toNotice) };
  },

  'notice.read': async (_deps, { call, body }) => ({ unread: (await call('read_notices', { p_up_to: body.upTo as never, p_only: body.only as never })) as number }),

  'notice.settings': async (deps, { call }) => toSettings(deps, (await call('read_notice_settings', {})) as CreditRow[]),

  'notice.subscribe': async (deps, { call, body }) => toSettings(deps, (await call('answer_notices', { p_id: body.id, p_answers: body.answers })) as CreditRow[]),
};

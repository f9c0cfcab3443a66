// Asking for a message in WeChat at the moment it makes sense: right after a tap that leads to an answer of somebody else,
// and only where none is allowed any more. A refusal is kept by the server, and ends the asking.
import { useAnswerNotices, useNoticeSettings } from '../api/notice';
import type { NoticeTemplate } from '../domain/notice';
import { askToSubscribe, hasSubscribeMessages } from '../platform/subscribe';

/** Call what it returns before anything is awaited: WeChat shows its dialog only within a tap. */
export function useMessageAsk(): (templates: readonly NoticeTemplate[]) => void {
  const settings = useNoticeSettings(hasSubscribeMessages).data;
  const answer = useAnswerNotices();
  return (templates) => {
    const wanted = settings?.templates.filter(({ template, credits, isWanted }) => templates.includes(template) && credits === 0 && isWanted !== false) ?? [];
    if (wanted.length === 0) return;
    void askToSubscribe(wanted.map(({ templateId }) => templateId)).then((answers) => {
      const given = wanted.flatMap(({ template, templateId }) => (answers[templateId] ? [{ template, answer: answers[templateId] }] : []));
      if (given.length > 0) answer.mutate(given);
    });
  };
}

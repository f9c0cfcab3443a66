/** 消息提醒: which messages WeChat may send. Needs network. Only in WeChat; elsewhere it says so. */
import { useState } from 'react';
import { useAnswerNotices, useNoticeSettings } from '../../../api/notice';
import { useRefresh } from '../../../api/refresh';
import { Card } from '../../../components/card';
import { CheckField } from '../../../components/form-field';
import { NoticeBar } from '../../../components/notice-bar';
import { Screen } from '../../../components/screen';
import { EmptyScreen, ErrorScreen, LoadingScreen } from '../../../components/state-view';
import { Gap, Small } from '../../../components/text-block';
import type { NoticeSettings } from '../../../contract/notice';
import { askToSubscribe, hasSubscribeMessages } from '../../../platform/subscribe';
import { failureOf, refusalText } from '../../../state/failure';
import { messagesWords as words } from '../../../text/inbox';
import { templateWords } from '../../../text/notice';
import { guarded } from '../../guarded';

export default guarded(MessagesPage);

function MessagesPage() {
  return hasSubscribeMessages ? <Templates /> : <EmptyScreen title={words.title} text={words.onlyWechat} />;
}

function Templates() {
  const query = useNoticeSettings(true);
  const answer = useAnswerNotices();
  const [isRefused, setIsRefused] = useState(false);
  useRefresh(query);
  if (query.isPending) return <LoadingScreen />;
  if (!query.data) return <ErrorScreen {...failureOf(query.error)} onRetry={() => void query.refetch()} />;
  if (query.data.templates.length === 0) return <EmptyScreen title={words.title} text={words.off} />;

  const handleChange = async ({ template, templateId }: NoticeSettings['templates'][number], isOn: boolean) => {
    setIsRefused(false);
    if (isOn && (await askToSubscribe([templateId]))[templateId] !== 'accept') return setIsRefused(true);
    answer.mutate([{ template, answer: isOn ? 'accept' : 'reject' }]);
  };

  return (
    <Screen>
      <Small>{words.lead}</Small>
      <Gap />
      {isRefused && <NoticeBar>{words.refused}</NoticeBar>}
      {answer.error && <NoticeBar tone="red">{refusalText(answer.error)}</NoticeBar>}
      {query.data.templates.map((one) => (
        <Card key={one.template}>
          <CheckField isChecked={one.isWanted === true} onChange={(isOn) => void handleChange(one, isOn)} note={`${words.about[one.template]}。${one.isWanted ? words.isOn(one.credits) : words.isOff}`}>
            {templateWords[one.template]}
          </CheckField>
        </Card>
      ))}
    </Screen>
  );
}

/** 收件箱: what the person was told. Needs network; what was read before stays visible while it refreshes. */
import { View } from '@tarojs/components';
import { useNotices, useReadNotices } from '../../../api/notice';
import { useRefresh } from '../../../api/refresh';
import { Button } from '../../../components/button';
import { NoticeBar } from '../../../components/notice-bar';
import { List, Row } from '../../../components/row';
import { Screen } from '../../../components/screen';
import { Section } from '../../../components/section';
import { EmptyScreen, ErrorScreen, LoadingScreen } from '../../../components/state-view';
import { Tag } from '../../../components/tag';
import { Gap, Small } from '../../../components/text-block';
import { UpdatedAt } from '../../../components/updated-at';
import type { NoticeLine } from '../../../contract/notice';
import { addDays, parkDay, parkTime } from '../../../domain/calendar';
import { byDay, noticePage } from '../../../domain/notice';
import { openPage } from '../../../platform/navigate';
import { failureOf, refusalText } from '../../../state/failure';
import { formatDay } from '../../../text/format';
import { inboxWords as words } from '../../../text/inbox';
import { guarded } from '../../guarded';

export default guarded(InboxPage);

function InboxPage() {
  const query = useNotices();
  const read = useReadNotices();
  useRefresh(query);
  if (query.isPending) return <LoadingScreen />;
  if (!query.data) return <ErrorScreen {...failureOf(query.error)} onRetry={() => void query.refetch()} />;
  const notices = query.data.pages.flatMap(({ items }) => items);
  const [newest] = notices;
  if (!newest) return <EmptyScreen picture="empty" title={words.emptyTitle} text={words.emptyText} />;
  const hasUnread = query.data.pages[0]!.unread > 0;

  return (
    <Screen
      dock={
        hasUnread ? (
          <Button tone="neutral" icon="check" isBusy={read.isPending} onClick={() => read.mutate({ upTo: newest.id })}>
            {words.allRead}
          </Button>
        ) : undefined
      }
    >
      {read.error && <NoticeBar tone="red">{refusalText(read.error)}</NoticeBar>}
      {byDay(notices).map(({ on, notices: ofDay }) => (
        <Section key={on} title={dayWords(on)}>
          <List>
            {ofDay.map((notice) => (
              <NoticeRow key={notice.id} notice={notice} onRead={() => read.mutate({ only: notice.id })} />
            ))}
          </List>
        </Section>
      ))}
      {query.hasNextPage && (
        <>
          <Gap />
          <Button tone="neutral" isBusy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {words.more}
          </Button>
        </>
      )}
      <UpdatedAt at={query.dataUpdatedAt} />
    </Screen>
  );
}

/** The page that opens marks it as read, as it does when it is opened from a message; where none opens, the tap does. */
function NoticeRow({ notice, onRead }: { notice: NoticeLine; onRead: () => void }) {
  const page = noticePage(notice);
  const handleClick = page ? () => void openPage(page.path, page.params) : notice.isRead ? undefined : onRead;
  return (
    <Row
      title={notice.title}
      isPlain={notice.isRead}
      note={
        <>
          <View>{notice.text}</View>
          <Small>{parkTime(notice.at)}</Small>
        </>
      }
      right={notice.isRead ? undefined : <Tag tone="primary">{words.unread}</Tag>}
      onClick={handleClick}
      hasChevron={page !== null}
    />
  );
}

function dayWords(on: string): string {
  const today = parkDay(new Date());
  if (on === today) return words.today;
  return on === addDays(today, -1) ? words.yesterday : formatDay(on, today);
}

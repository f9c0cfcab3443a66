import { List, Row, RowIcon } from '../../../components/row';
import { Gap } from '../../../components/text-block';
import { openPage } from '../../../platform/navigate';
import { routes } from '../../../routes';
import { inboxWords as words } from '../../../text/inbox';

/** Only while there is something new; the whole inbox is in 我的. An older kept answer does not say how much. */
export function InboxRow({ unread = 0 }: { unread?: number }) {
  if (unread === 0) return null;
  return (
    <>
      <List>
        <Row lead={<RowIcon name="bell" />} title={words.title} note={words.unreadCount(unread)} onClick={() => void openPage(routes.inbox)} />
      </List>
      <Gap />
    </>
  );
}

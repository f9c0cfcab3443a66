/** 下督办: the way from a matter to the form, for leaders alone. */
import type { ReactElement } from 'react';
import { Row, RowIcon } from '../components/row';
import type { OrderAbout } from '../contract/supervision-order';
import { openPage, usePageParams } from '../platform/navigate';
import { routes } from '../routes';
import { useSession } from '../state/session';
import { orderWords as words } from '../text/supervision-order';

interface IssueOrderRowProps {
  about: OrderAbout;
  /** Day of the digest whose line it is; on a page that a line led to, the page's own parameter says it. */
  digestOn?: string;
  /** Before the form opens: a sheet closes. */
  onOpen?: () => void;
}

export function IssueOrderRow({ about, digestOn, onOpen }: IssueOrderRowProps): ReactElement | null {
  const params = usePageParams();
  const isLeader = useSession(({ session }) => session?.staff.staff.role === 'leader');
  if (!isLeader) return null;
  const open = () => {
    onOpen?.();
    void openPage(routes.issueOrder, { ...about, digestOn: digestOn ?? params.digestOn });
  };
  return <Row lead={<RowIcon name="clock" tone="grey" />} title={words.open} isPlain onClick={open} />;
}

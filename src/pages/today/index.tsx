/** 今天, for each role its own. Works offline with what was read last; what is sent waits in the queue. */
import { failureOf } from '../../state/failure';
import { useRefresh } from '../../api/refresh';
import { useToday } from '../../api/today';
import { OfflineBar } from '../../components/offline-bar';
import { ErrorScreen, LoadingScreen } from '../../components/state-view';
import { openPage } from '../../platform/navigate';
import { routes } from '../../routes';
import { useConnection } from '../../state/outbox';
import { useSession } from '../../state/session';
import { guarded } from '../guarded';
import { ContactToday } from './contact';
import { InspectorToday } from './inspector';
import { LeaderToday } from './leader';
import { OfficeToday } from './office';
import './index.scss';

export default guarded(TodayPage);

function TodayPage() {
  const role = useSession(({ session }) => session?.staff.staff.role);
  const connection = useConnection();
  const query = useToday();
  useRefresh(query);
  const banner = <OfflineBar {...connection} onClick={() => void openPage(routes.outbox)} />;
  if (role === 'leader') return <LeaderToday toDecide={query.data?.toDecide ?? []} orders={query.data?.orders ?? []} unread={query.data?.unread} />;
  if (!role || query.isPending) return <LoadingScreen isTab banner={banner} />;
  if (!query.data) {
    // An inspector without a signal and without anything kept can still report: that needs no answer of the server.
    if (role === 'inspector') return <InspectorToday today={nothing} updatedAt={0} />;
    return <ErrorScreen isTab banner={banner} {...failureOf(query.error)} onRetry={() => void query.refetch()} />;
  }
  if (role === 'office') return <OfficeToday today={query.data} />;
  const Today = role === 'contact' ? ContactToday : InspectorToday;
  return <Today today={query.data} updatedAt={query.dataUpdatedAt} />;
}

const nothing = { toAnswer: [], disputed: [], toVerify: [], toRectify: [], toAssign: [], toDecide: [], toReview: [], returned: [], unowned: 0, mine: [], invited: 0, unread: 0 };

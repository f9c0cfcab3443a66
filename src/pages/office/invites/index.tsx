import { LoadingScreen } from '../../../components/state-view';

export default function InvitesPage() {
  return <LoadingScreen />;
}

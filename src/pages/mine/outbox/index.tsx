import { LoadingScreen } from '../../../components/state-view';

export default function OutboxPage() {
  return <LoadingScreen />;
}

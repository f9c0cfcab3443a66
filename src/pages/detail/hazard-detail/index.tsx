import { LoadingScreen } from '../../../components/state-view';

export default function HazardDetailPage() {
  return <LoadingScreen />;
}

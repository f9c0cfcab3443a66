import { LoadingScreen } from '../../../components/state-view';

export default function PlanPage() {
  return <LoadingScreen />;
}

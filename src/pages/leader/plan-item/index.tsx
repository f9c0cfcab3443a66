import { LoadingScreen } from '../../../components/state-view';

export default function PlanItemPage() {
  return <LoadingScreen />;
}

import { LoadingScreen } from '../../../components/state-view';

export default function ProgressPage() {
  return <LoadingScreen />;
}

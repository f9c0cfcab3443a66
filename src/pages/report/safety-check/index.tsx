import { LoadingScreen } from '../../../components/state-view';

export default function SafetyCheckPage() {
  return <LoadingScreen />;
}

import { LoadingScreen } from '../../../components/state-view';

export default function StaffPage() {
  return <LoadingScreen />;
}

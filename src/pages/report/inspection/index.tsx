import { LoadingScreen } from '../../../components/state-view';

export default function InspectionPage() {
  return <LoadingScreen />;
}

import { LoadingScreen } from '../../../components/state-view';

export default function MilestonePage() {
  return <LoadingScreen />;
}

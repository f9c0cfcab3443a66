import { LoadingScreen } from '../../components/state-view';

export default function MePage() {
  return <LoadingScreen isTab />;
}

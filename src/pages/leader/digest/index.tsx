import { LoadingScreen } from '../../../components/state-view';

export default function DigestPage() {
  return <LoadingScreen />;
}

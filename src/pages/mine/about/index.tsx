import { LoadingScreen } from '../../../components/state-view';

export default function AboutPage() {
  return <LoadingScreen />;
}

import { LoadingScreen } from '../../../components/state-view';

export default function ProjectDetailPage() {
  return <LoadingScreen />;
}

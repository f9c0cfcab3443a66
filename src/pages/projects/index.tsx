import { LoadingScreen } from '../../components/state-view';

export default function ProjectsPage() {
  return <LoadingScreen isTab />;
}

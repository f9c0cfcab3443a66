import { LoadingScreen } from '../../components/state-view';

export default function HazardsPage() {
  return <LoadingScreen isTab />;
}

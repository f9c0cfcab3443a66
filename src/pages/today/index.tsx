import { LoadingScreen } from '../../components/state-view';

export default function TodayPage() {
  return <LoadingScreen isTab />;
}

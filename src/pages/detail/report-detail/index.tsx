import { LoadingScreen } from '../../../components/state-view';

export default function ReportDetailPage() {
  return <LoadingScreen />;
}

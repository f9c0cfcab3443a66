import { LoadingScreen } from '../../../components/state-view';

export default function MyDataPage() {
  return <LoadingScreen />;
}

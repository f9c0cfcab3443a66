/** 责任分工 (office): who answers for which items of the plan, several at once. Needs network. */
import { useAssignItems } from '../../../api/item-record';
import { usePlan } from '../../../api/plan';
import { useStaff } from '../../../api/staff';
import { ErrorScreen, LoadingScreen } from '../../../components/state-view';
import { failureOf } from '../../../state/failure';
import { ownerWords as words } from '../../../text/assign';
import { planWords } from '../../../text/plan';
import { roleWords } from '../../../text/role';
import { guarded } from '../../guarded';
import { AssignScreen } from '../parts/assign-screen';

export default guarded(OwnersPage);

function OwnersPage() {
  const plan = usePlan();
  const staff = useStaff();
  const assign = useAssignItems();
  if (plan.isPending || staff.isPending) return <LoadingScreen />;
  if (!plan.data || !staff.data) return <ErrorScreen {...failureOf(plan.error ?? staff.error)} onRetry={() => void Promise.all([plan.refetch(), staff.refetch()])} />;
  const { items, sections } = plan.data;
  const people = staff.data.items.filter(({ role, closedAt }) => role !== 'contact' && closedAt === null);
  const groups = sections.map(({ number, title }) => ({
    key: number,
    title: planWords.sectionTitle(number, title),
    entries: items
      .filter(({ section }) => section === number)
      .map(({ id, name, owner, responsible }) => ({ id, name, person: owner, instead: responsible === null ? undefined : words.planSays(responsible) })),
  }));
  return <AssignScreen groups={groups} people={people.map(({ id, name, role }) => ({ value: id, label: name, note: roleWords[role] }))} words={words} assign={assign} />;
}

/** 责任分工 (office): who answers for which items of the plan, several at once. Needs network. */
import { useState } from 'react';
import { useAssignItems } from '../../../api/item-record';
import { usePlan } from '../../../api/plan';
import { useStaff } from '../../../api/staff';
import { Button } from '../../../components/button';
import { CheckField } from '../../../components/form-field';
import { Card } from '../../../components/card';
import { NoticeBar } from '../../../components/notice-bar';
import { OptionSheet } from '../../../components/option-sheet';
import { Screen } from '../../../components/screen';
import { Section } from '../../../components/section';
import { Segmented } from '../../../components/segmented';
import { ErrorScreen, LoadingScreen } from '../../../components/state-view';
import { Gap, Headline } from '../../../components/text-block';
import { useConfirm } from '../../../components/use-confirm';
import type { PlanItem } from '../../../contract/plan';
import { showToast } from '../../../platform/feedback';
import { failureOf, refusalText } from '../../../state/failure';
import { joinNames } from '../../../text/format';
import { ownerWords as words } from '../../../text/item-record';
import { planWords } from '../../../text/plan';
import { roleWords } from '../../../text/role';
import { guarded } from '../../guarded';

export default guarded(OwnersPage);

const isUnowned = ({ owner, responsible }: PlanItem) => owner === null && responsible === null;
const nobody = 'nobody';

function OwnersPage() {
  const plan = usePlan();
  const staff = useStaff();
  const assign = useAssignItems();
  const [shown, setShown] = useState<'unowned' | 'all'>('unowned');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [isPicking, setIsPicking] = useState(false);
  const { ask, dialog } = useConfirm();
  if (plan.isPending || staff.isPending) return <LoadingScreen />;
  if (!plan.data || !staff.data) return <ErrorScreen {...failureOf(plan.error ?? staff.error)} onRetry={() => void Promise.all([plan.refetch(), staff.refetch()])} />;
  const { items, sections } = plan.data;
  const people = staff.data.items.filter(({ role, closedAt }) => role !== 'contact' && closedAt === null);
  const unowned = items.filter(isUnowned).length;
  const toggle = (ids: readonly string[], isOn: boolean) => setChosen(isOn ? [...new Set([...chosen, ...ids])] : chosen.filter((id) => !ids.includes(id)));
  // Whoever answers for it now is taken off by this: asked once.
  const ownedByOthers = (picked: string) => items.filter(({ id, owner }) => chosen.includes(id) && owner !== null && owner.id !== picked);
  const handlePick = async (picked: string) => {
    const ownerId = picked === nobody ? null : picked;
    const others = ownedByOthers(picked);
    const text = words.replacesText(others.length, joinNames([...new Set(others.map(({ owner }) => owner!.name))]));
    if (others.length > 0 && !(await ask({ title: ownerId ? words.replacesTitle : words.takeBackTitle, text, confirmLabel: ownerId ? words.replace : words.takeBack, isDanger: true }))) return;
    const onSuccess = () => {
      setChosen([]);
      showToast(ownerId ? words.assigned : words.takenBack, 'success');
    };
    assign.mutate({ itemIds: [...chosen], ownerId }, { onSuccess });
  };
  const show = (which: typeof shown) => {
    // What cannot be seen is not assigned.
    setShown(which);
    setChosen([]);
  };
  const isOwnerChosen = ownedByOthers(nobody).length > 0;
  return (
    <Screen
      dock={
        <>
          {assign.isError && <NoticeBar tone="red">{refusalText(assign.error)}</NoticeBar>}
          <Button isBusy={assign.isPending} isDisabled={chosen.length === 0} onClick={() => setIsPicking(true)}>
            {words.choose(chosen.length)}
          </Button>
        </>
      }
    >
      <Headline>{unowned > 0 ? words.unowned(unowned) : words.allOwned}</Headline>
      <Gap />
      <Segmented
        options={[
          { value: 'unowned', label: words.onlyUnowned },
          { value: 'all', label: words.all },
        ]}
        value={shown}
        onChange={show}
      />
      {sections.map(({ number, title }) => {
        const here = items.filter((item) => item.section === number && (shown === 'all' || isUnowned(item)));
        const ids = here.map(({ id }) => id);
        const isWhole = ids.every((id) => chosen.includes(id));
        if (here.length === 0) return null;
        return (
          <Section key={number} title={planWords.sectionTitle(number, title)} count={here.length} link={isWhole ? words.noneOfSection : words.wholeSection} onLink={() => toggle(ids, !isWhole)}>
            <Card>
              {here.map((item) => (
                <CheckField key={item.id} isChecked={chosen.includes(item.id)} onChange={(isOn) => toggle([item.id], isOn)} note={item.owner?.name ?? (item.responsible ? words.planSays(item.responsible) : undefined)}>
                  {item.name}
                </CheckField>
              ))}
            </Card>
          </Section>
        );
      })}
      <OptionSheet
        isOpen={isPicking}
        onClose={() => setIsPicking(false)}
        title={words.pickPerson}
        options={[...people.map(({ id, name, role }) => ({ value: id, label: name, note: roleWords[role] })), ...(isOwnerChosen ? [{ value: nobody, label: words.takeBack }] : [])]}
        onPick={(picked) => void handlePick(picked)}
      />
      {dialog}
    </Screen>
  );
}

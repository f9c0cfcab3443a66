import { useProject } from '../../../api/project';
import { AmountField } from '../../../components/amount-field';
import { Card, CardTitle } from '../../../components/card';
import { DateField } from '../../../components/date-field';
import { FormField } from '../../../components/form-field';
import { Ladder, type RungState } from '../../../components/ladder';
import { Tag } from '../../../components/tag';
import { Gap } from '../../../components/text-block';
import type { Project } from '../../../contract/project';
import { parkDay } from '../../../domain/calendar';
import { type Rung, rungs } from '../../../domain/milestone';
import { showToast } from '../../../platform/feedback';
import { useSession } from '../../../state/session';
import { formatDay } from '../../../text/format';
import { rungWords } from '../../../text/milestone';
import { progressWords as words } from '../../../text/progress-form';
import type { ProgressAction, ProgressDraft } from './draft';

interface LadderFieldProps {
  project: Project;
  milestone: ProgressDraft['milestone'];
  dispatch: (action: ProgressAction) => void;
}

/** The ladder of the project; choosing a rung ahead adds a milestone report to this one. */
export function LadderField({ project, milestone, dispatch }: LadderFieldProps) {
  const isContact = useSession(({ session }) => session?.staff.staff.role === 'contact');
  // Without a signal only the highest confirmed rung is known.
  const known = useProject(project.id).data?.milestones;
  const today = parkDay(new Date());
  const stageIndex = project.stage ? rungs.indexOf(project.stage) : -1;
  const isConfirmed = (rung: Rung) => {
    const slot = known?.find((one) => one.rung === rung);
    return slot ? slot.status === 'confirmed' : !known && rungs.indexOf(rung) <= stageIndex;
  };
  const stateOf = (rung: Rung): RungState => {
    if (milestone?.rung === rung) return 'reported';
    if (isConfirmed(rung)) return 'confirmed';
    return known?.some((one) => one.rung === rung && one.status === 'reported') ? 'reported' : 'ahead';
  };
  const handlePick = (key: string) => {
    const rung = rungs.find((one) => one === key);
    if (!rung) return;
    if (isConfirmed(rung)) showToast(words.confirmedAlready(rungWords[rung]));
    else dispatch({ type: 'rung', rung, today });
  };
  const amount = milestone?.agreedInvestmentYuan ?? null;
  const willReport = words.willReport[isContact ? 'contact' : 'park'];
  return (
    <Card>
      <CardTitle hint={milestone ? undefined : words.stageHint} right={milestone && <Tag tone="primary">{willReport(rungWords[milestone.rung])}</Tag>}>
        {words.stage}
      </CardTitle>
      <Gap size={2} />
      <Ladder rungs={rungs.map((rung) => ({ key: rung, name: rungWords[rung], state: stateOf(rung) }))} onPick={handlePick} />
      {milestone && (
        <DateField
          title={words.occurredOn(rungWords[milestone.rung])}
          value={milestone.occurredOn}
          display={formatDay(milestone.occurredOn, today)}
          max={today}
          onChange={(on) => dispatch({ type: 'occurredOn', on })}
        />
      )}
      {milestone?.rung === 'signed' && (
        <FormField title={words.agreedInvestment} hint={words.agreedInvestmentHint} error={amount === 'invalid' ? words.badAmount : null}>
          <AmountField yuan={amount === 'invalid' ? null : amount} onChange={(yuan) => dispatch({ type: 'agreedInvestment', yuan })} />
        </FormField>
      )}
    </Card>
  );
}

import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { TextLink } from '../../../components/button';
import { KeyValues } from '../../../components/key-values';
import { Light } from '../../../components/light';
import { Section } from '../../../components/section';
import { dayAndTime } from '../../../components/when';
import type { HazardDetail } from '../../../contract/hazard';
import { daysBetween, parkDay } from '../../../domain/calendar';
import { numberOfCriterion } from '../../../domain/major-criterion';
import { daysLeftWords, formatDay } from '../../../text/format';
import { hazardPageWords as words, hazardStepWords as steps } from '../../../text/hazard-page';
import { criterionWords, majorCriterionWords } from '../../../text/major-criterion';
import { projectWords } from '../../../text/project';
import { roleWords } from '../../../text/role';

interface FiveThingsProps {
  hazard: HazardDetail;
  /** Absent where it is not this person's to do. */
  onReassign?: () => void;
  onExtend?: () => void;
}

/** 五落实: of a general hazard person, measures and time. Until somebody rectifies, who and until when are known. */
export function FiveThings({ hazard, onReassign, onExtend }: FiveThingsProps) {
  const { responsible, rectification, severity } = hazard;
  const isMajor = severity === 'major';
  const said = (key: string, value: string | null | undefined) => ({ key, value: value ?? <View className="hazard-later">{words.toBeSaid}</View> });
  const promised = rectification && rectification.doneBy !== hazard.rectificationDueOn ? words.promised(formatDay(rectification.doneBy, parkDay(new Date()))) : undefined;
  return (
    <KeyValues
      items={[
        {
          key: words.responsible,
          value: <WithLink link={onReassign && (responsible ? steps.reassign : steps.assign)} onLink={onReassign}>{rectification?.responsiblePerson ?? responsible?.name ?? words.responsibleOpen}</WithLink>,
          note: responsible ? [rectification && rectification.responsiblePerson !== responsible.name && responsible.name, roleWords[responsible.role]].filter(Boolean).join(' · ') : rectification ? undefined : words.byEnterprise,
        },
        said(words.measures, rectification?.measures),
        ...(isMajor ? [said(words.funds, rectification?.funds)] : []),
        {
          key: words.dueOn,
          value: (
            <WithLink link={onExtend && steps.extend} onLink={onExtend}>
              <DueLine hazard={hazard} />
            </WithLink>
          ),
          note: promised,
        },
        ...(isMajor ? [said(words.contingencyPlan, rectification?.contingencyPlan)] : []),
        ...(rectification?.note ? [{ key: words.rectifyNote, value: rectification.note }] : []),
      ]}
    />
  );
}

function WithLink({ children, link, onLink }: { children: ReactNode; link?: string; onLink?: () => void }) {
  return (
    <View className="hazard-with-link">
      <View className="hazard-value">{children}</View>
      {link && onLink && <TextLink onClick={onLink}>{link}</TextLink>}
    </View>
  );
}

/** What was found, by which clause, and by whom. */
export function Finding({ hazard: { detail, clause, openedBy, openedAt, majorCriterion } }: { hazard: HazardDetail }) {
  return (
    <Section title={words.about}>
      <KeyValues
        items={[
          ...(majorCriterion ? [{ key: criterionWords.title, value: majorCriterionWords[majorCriterion], note: `${criterionWords.number(numberOfCriterion(majorCriterion))} · ${criterionWords.basis}` }] : []),
          ...(detail ? [{ key: words.detail, value: detail }] : []),
          ...(clause
            ? [{ key: words.clauseTitle, value: clause.text ?? clause.heading ?? clause.key, note: [clause.basis, words.clause(clause.checklist, clause.version)].filter(Boolean).join(' · ') }]
            : []),
          { key: words.openedBy, value: openedBy?.name ?? projectWords.someone, note: dayAndTime(openedAt) },
        ]}
      />
    </Section>
  );
}

/** The date, and how long until then or since. A closed one counts no more. */
function DueLine({ hazard }: { hazard: HazardDetail }) {
  const today = parkDay(new Date());
  const due = formatDay(hazard.rectificationDueOn, today);
  if (hazard.closedAt) return <>{`${due}，${words.closedOn(formatDay(parkDay(hazard.closedAt), today))}`}</>;
  const days = daysLeftWords(daysBetween(today, hazard.rectificationDueOn));
  return (
    <View className="hazard-due">
      <View className="hazard-day">{due}</View>
      {hazard.isOverdue ? <Light state="overdue">{days}</Light> : <View className="hazard-left">{days}</View>}
    </View>
  );
}

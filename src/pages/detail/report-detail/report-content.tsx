/** What a record says, by its kind, read from the body as it was sent. */
import type { ReactNode } from 'react';
import { Card } from '../../../components/card';
import { KeyValues } from '../../../components/key-values';
import { PaceBar } from '../../../components/pace-bar';
import { List, Row } from '../../../components/row';
import { Section } from '../../../components/section';
import { BigNumber } from '../../../components/big-number';
import { Tag, type TagTone } from '../../../components/tag';
import { Gap, Small } from '../../../components/text-block';
import { dayAndTime } from '../../../components/when';
import type { ItemRecord } from '../../../contract/item-record';
import { figureOf, partsOf } from '../../../components/item-record-row';
import { openHazardRequestSchema, rectifyHazardRequestSchema } from '../../../contract/hazard';
import type { MilestoneReport } from '../../../contract/milestone';
import { submitProgressRequestSchema } from '../../../contract/progress';
import type { ReportDetail } from '../../../contract/report';
import { submitSafetyCheckRequestSchema } from '../../../contract/safety-check';
import { parkDay } from '../../../domain/calendar';
import { formatAmount } from '../../../text/amount';
import { formatDay } from '../../../text/format';
import { severityWords } from '../../../text/hazard';
import { hazardPageWords } from '../../../text/hazard-page';
import { itemRecordWords as itemWords } from '../../../text/item-record';
import { milestoneStatusWords, milestoneWords, rungWords } from '../../../text/milestone';
import { milestonePageWords } from '../../../text/milestone-page';
import { projectWords } from '../../../text/project';
import { recordWords as words } from '../../../text/report';
import { checkAnswerWords, problemKindWords } from '../../../text/submission';

type Fact = { key: string; value: ReactNode; note?: ReactNode };

const factIf = (key: string, value: ReactNode | undefined | null): Fact[] => (value ? [{ key, value }] : []);

export function ReportContent({ report }: { report: ReportDetail }) {
  switch (report.kind) {
    case 'progress':
      return <ProgressContent report={report} />;
    case 'safety_check':
      return <CheckContent report={report} />;
    case 'hazard_open':
      return <HazardContent report={report} />;
    case 'hazard_rectify':
      return <RectificationContent report={report} />;
    default:
      return (
        <>
          {report.itemRecord && <ItemRecordContent record={report.itemRecord} />}
          {report.milestoneReport && <MilestoneContent milestone={report.milestoneReport} />}
          {report.note && <KeyValues items={[{ key: words.note, value: report.note }]} />}
        </>
      );
  }
}

function ItemRecordContent({ record }: { record: ItemRecord }) {
  const { answer } = record;
  const who = answer?.by?.name ?? itemWords.someone;
  return (
    <KeyValues
      items={[
        ...(record.kind === 'reading' ? [{ key: itemWords.monthLabel, value: itemWords.monthOption(record.month ?? '') }] : []),
        ...(record.kind === 'reading' ? [{ key: itemWords.figure, value: figureOf(record), note: partsOf(record) ?? undefined }] : []),
        ...factIf(itemWords.source, record.source),
        ...(record.kind === 'achievement' || record.kind === 'incident' ? factIf(itemWords.title[record.kind], record.title) : []),
        ...factIf(itemWords.occurredOn, record.occurredOn && formatDay(record.occurredOn, parkDay(new Date()))),
        ...factIf(words.project, record.project?.name),
        ...(answer
          ? [{ key: itemWords.reviewed, value: answer.answer === 'approve' ? itemWords.approvedBy(who, dayAndTime(answer.at)) : itemWords.returnedBy(who, answer.reason ?? '') }]
          : []),
      ]}
    />
  );
}

function ProgressContent({ report }: { report: ReportDetail }) {
  const body = submitProgressRequestSchema.safeParse(report.body).data;
  const percent = report.percent ?? 0;
  const problems = report.problems.map((problem) => problemKindWords[problem]).join('、');
  return (
    <>
      <Card>
        <BigNumber value={percent} unit="%" />
        <Gap size={2} />
        <PaceBar value={percent} />
      </Card>
      <KeyValues
        items={[
          ...factIf(words.percentReason, body?.percentReason),
          ...factIf(words.investmentToDate, body?.investmentToDateYuan === undefined ? null : formatAmount(body.investmentToDateYuan)),
          { key: words.problems, value: problems || words.noProblems, note: body?.problemNote },
          ...factIf(words.note, report.note),
        ]}
      />
      {report.milestoneReport && (
        <>
          <Gap />
          <MilestoneContent milestone={report.milestoneReport} />
        </>
      )}
    </>
  );
}

function MilestoneContent({ milestone }: { milestone: MilestoneReport }) {
  const { answer } = milestone;
  const name = answer?.by?.name ?? projectWords.someone;
  const sentence = !answer
    ? milestoneStatusWords.reported
    : answer.answer === 'dispute'
      ? milestonePageWords.disputedBy(name, dayAndTime(answer.at))
      : (answer.onBehalf ? milestonePageWords.onBehalfBy : milestonePageWords.confirmedBy)(name, dayAndTime(answer.at));
  const skipped = milestone.skippedRungs.map((rung) => rungWords[rung]);
  return (
    <KeyValues
      items={[
        { key: words.milestone, value: rungWords[milestone.rung], note: skipped.length > 0 ? milestoneWords.skipped(skipped) : undefined },
        { key: words.occurredOn, value: formatDay(milestone.occurredOn, parkDay(new Date())) },
        ...factIf(words.agreedInvestment, milestone.agreedInvestmentYuan === null ? null : formatAmount(milestone.agreedInvestmentYuan)),
        { key: words.answer, value: sentence, note: answer?.reason },
      ]}
    />
  );
}

function HazardContent({ report }: { report: ReportDetail }) {
  const hazard = openHazardRequestSchema.safeParse(report.body).data?.hazard;
  if (!hazard) return null;
  return (
    <KeyValues
      items={[
        { key: words.hazardTitle, value: hazard.title },
        { key: words.severity, value: severityWords[hazard.severity] },
        { key: words.dueOn, value: formatDay(hazard.rectificationDueOn, parkDay(new Date())) },
        ...factIf(words.hazardDetail, hazard.detail),
        ...factIf(words.note, report.note),
      ]}
    />
  );
}

/** The five things, as they were said. */
function RectificationContent({ report }: { report: ReportDetail }) {
  const said = rectifyHazardRequestSchema.safeParse(report.body).data?.rectification;
  if (!said) return null;
  return (
    <KeyValues
      items={[
        { key: hazardPageWords.responsible, value: said.responsiblePerson },
        { key: hazardPageWords.measures, value: said.measures },
        ...factIf(hazardPageWords.funds, said.funds),
        { key: hazardPageWords.dueOn, value: formatDay(said.doneBy, parkDay(new Date())) },
        ...factIf(hazardPageWords.contingencyPlan, said.contingencyPlan),
        ...factIf(words.note, report.note),
      ]}
    />
  );
}

const answerTones: Record<keyof typeof checkAnswerWords, TagTone> = { pass: 'green', fail: 'red', not_applicable: 'grey' };

/** Failed clauses first, the rest in the checklist's order. */
function CheckContent({ report }: { report: ReportDetail }) {
  const answers = submitSafetyCheckRequestSchema.safeParse(report.body).data?.answers ?? [];
  const { checklist } = report;
  const fails = answers.filter((item) => item.answer === 'fail');
  const others = answers.filter((item) => item.answer !== 'fail');
  const passes = others.filter((item) => item.answer === 'pass').length;
  const toRow = (item: (typeof answers)[number]) => {
    const clause = checklist?.items.find((one) => one.key === item.key);
    return (
      <Row
        key={item.key}
        title={clause?.heading ?? item.key}
        isPlain={item.answer !== 'fail'}
        note={[...new Set([clause?.text, item.hazard?.title, item.defects?.join('、'), item.note])].filter(Boolean).join('。').replace(/。。/g, '。') || undefined}
        right={<Tag tone={answerTones[item.answer]}>{checkAnswerWords[item.answer]}</Tag>}
      />
    );
  };
  return (
    <>
      <Small>{[checklist && words.checklist(checklist.name, checklist.version), words.answerCounts(fails.length, passes, others.length - passes)].filter(Boolean).join(' · ')}</Small>
      <Gap size={2} />
      {fails.length > 0 && <List>{fails.map(toRow)}</List>}
      {report.note && <KeyValues items={[{ key: words.note, value: report.note }]} />}
      {others.length > 0 && (
        <Section title={words.otherAnswers} count={others.length}>
          <List>{others.map(toRow)}</List>
        </Section>
      )}
    </>
  );
}

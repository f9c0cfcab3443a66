/** What document, of which days; then its making, which may take a minute. */
import { useEffect, useRef, useState } from 'react';
import { useMakeExport } from '../../../api/export';
import { newRecordId } from '../../../api/record-id';
import { Button } from '../../../components/button';
import { Chips } from '../../../components/chips';
import { DateField } from '../../../components/date-field';
import { NoticeBar } from '../../../components/notice-bar';
import { List } from '../../../components/row';
import { Section } from '../../../components/section';
import { Segmented } from '../../../components/segmented';
import { Gap, Small } from '../../../components/text-block';
import type { RequestOf } from '../../../contract/operations';
import { addDays, parkDay, weekOf } from '../../../domain/calendar';
import { type ExportKind, exportKinds, faultOfRange, ledgerRangeOf, ledgerRanges } from '../../../domain/export';
import { usePageParams } from '../../../platform/navigate';
import { refusalText } from '../../../state/failure';
import { useSession } from '../../../state/session';
import { exportKindWords, exportPageWords as words } from '../../../text/export';
import { formatDay } from '../../../text/format';

type Days = { on: string; from: string; to: string };

export function MakeDocument({ onMade }: { onMade: (code: string) => void }) {
  const params = usePageParams();
  const isOffice = useSession(({ session }) => session?.staff.staff.role === 'office');
  const today = parkDay(new Date());
  const kinds = isOffice ? exportKinds : exportKinds.filter((kind) => kind !== 'ledger');
  const [kind, setKind] = useState<ExportKind>(kinds.find((one) => one === params.kind) ?? 'daily');
  const [days, setDays] = useState<Days>({ on: params.on ?? today, from: addDays(today, -30), to: today });
  const make = useMakeExport();
  // The same id until it succeeds: a document whose answer was lost is not made twice.
  const wanted = useRef<{ of: string; id: string } | null>(null);
  const fault = kind === 'ledger' ? faultOfRange(days.from, days.to) : null;
  const { reset } = make;
  useEffect(() => reset(), [kind, days, reset]);

  const submit = async () => {
    const range = kind === 'ledger' ? { from: days.from, to: days.to } : { on: days.on };
    const of = JSON.stringify([kind, range]);
    if (wanted.current?.of !== of) wanted.current = { of, id: await newRecordId() };
    const body: RequestOf<'export.create'> = { id: wanted.current.id, kind, ...range };
    const made = await make.mutateAsync(body).catch(() => null);
    if (!made) return;
    wanted.current = null;
    onMade(made.code);
  };

  const dayField = (title: string, key: keyof Days) => (
    <DateField title={title} value={days[key]} display={formatDay(days[key], today)} max={today} onChange={(value) => setDays({ ...days, [key]: value })} />
  );
  const week = weekOf(days.on);
  return (
    <Section title={words.make}>
      <Segmented options={kinds.map((value) => ({ value, label: exportKindWords[value] }))} value={kind} onChange={setKind} />
      <Gap size={2} />
      <Small>{words.kindNote[kind]}</Small>
      <Gap size={2} />
      {kind === 'ledger' && (
        <>
          <Chips
            mode="exactly-one"
            isOnPage
            options={ledgerRanges.map((value) => ({ value, label: words.ranges[value] }))}
            selected={ledgerRanges.filter((one) => isSameRange(ledgerRangeOf(one, today), days))}
            onChange={([picked]) => picked && setDays({ ...days, ...ledgerRangeOf(picked, today) })}
          />
          <Gap size={2} />
        </>
      )}
      <List>
        {kind === 'ledger' ? (
          <>
            {dayField(words.from, 'from')}
            {dayField(words.to, 'to')}
          </>
        ) : (
          dayField(kind === 'weekly' ? words.week : words.day, 'on')
        )}
      </List>
      {kind === 'weekly' && (
        <>
          <Gap size={1} />
          <Small>{words.weekNote(week.from, week.to)}</Small>
        </>
      )}
      {fault && <NoticeBar tone="red">{words.faults[fault]}</NoticeBar>}
      {make.isError && <NoticeBar tone="red">{refusalText(make.error)}</NoticeBar>}
      <Gap />
      <Button isBusy={make.isPending} isDisabled={fault !== null} onClick={() => void submit()}>
        {make.isPending ? words.making : words.submit(exportKindWords[kind])}
      </Button>
      {make.isPending && <Waiting />}
    </Section>
  );
}

const isSameRange = (one: { from: string; to: string }, other: { from: string; to: string }) => one.from === other.from && one.to === other.to;

function Waiting() {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((now) => now + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  return <Small>{words.makingNote(seconds)}</Small>;
}

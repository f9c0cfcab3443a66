/**
 * 计划导入 (office): picks the plan file of another year, says where it is wrong or what it would change, and imports it once
 * the person has agreed. Needs network; a file that is wrong is told so without.
 */
import { View } from '@tarojs/components';
import { strToU8 } from 'fflate';
import { useState } from 'react';
import { usePlans } from '../../../api/plan';
import { useClient } from '../../../api/provider';
import { Button } from '../../../components/button';
import { Card, CardTitle } from '../../../components/card';
import { KeyValues } from '../../../components/key-values';
import { NoticeBar } from '../../../components/notice-bar';
import { List, Row } from '../../../components/row';
import { Screen } from '../../../components/screen';
import { Section } from '../../../components/section';
import { SkeletonView, StateView } from '../../../components/state-view';
import { Gap, Small } from '../../../components/text-block';
import { useConfirm } from '../../../components/use-confirm';
import type { PlanFileErrors } from '../../../contract/plan-file';
import type { ItemRef } from '../../../domain/plan-file';
import { type ExportFile, exportGoesTo, startExportFile } from '../../../platform/export-file';
import { showToast } from '../../../platform/feedback';
import { openPage } from '../../../platform/navigate';
import { routes } from '../../../routes';
import { failureOf, refusalText } from '../../../state/failure';
import { planFileErrorText, planImportWords as words } from '../../../text/plan-import';
import { guarded } from '../../guarded';
import { changeText, namesOf } from './difference';
import { type Checked, usePlanImport } from './use-plan-import';

/** Longer lists wait folded. */
const openUpTo = 12;

export default guarded(PlanImportPage);

function PlanImportPage() {
  const { state, pick, importIt } = usePlanImport();
  const { ask, dialog } = useConfirm();
  const confirmImport = async (checked: Checked) => {
    const { year, new: fresh, changed, gone } = checked.difference;
    const text = words.askText(fresh.length, changed.length, gone.length);
    if (await ask({ title: words.askTitle(year), text, confirmLabel: words.ask })) await importIt(checked);
  };

  switch (state.phase) {
    case 'checked': {
      const { checked, isImporting, error } = state;
      return (
        <Screen
          dock={
            <Button icon="check" isBusy={isImporting} onClick={() => void confirmImport(checked)}>
              {isImporting ? words.importing : words.confirmImport(checked.difference.year)}
            </Button>
          }
        >
          {error && <NoticeBar tone="red">{refusalText(error)}</NoticeBar>}
          <Difference checked={checked} />
          {!isImporting && <PickAnother onPick={() => void pick()} />}
          {dialog}
        </Screen>
      );
    }
    case 'done':
      return (
        <Screen dock={<Button onClick={() => void openPage(routes.plan, { year: state.year })}>{words.openPlan}</Button>}>
          <StateView picture="empty" title={words.doneTitle(state.year)} text={words.doneText} />
        </Screen>
      );
    default:
      return (
        <Screen
          dock={
            <Button icon="plus" isBusy={state.phase === 'checking'} onClick={() => void pick()}>
              {state.phase === 'checking' ? words.reading : state.phase === 'empty' ? words.pick : words.pickAnother}
            </Button>
          }
        >
          {state.phase === 'empty' && <StateView picture="nothing" title={words.emptyTitle} text={words.emptyText} />}
          {state.phase === 'checking' && <SkeletonView />}
          {state.phase === 'failed' && <StateView picture="error" {...(state.error ? failureOf(state.error) : { title: words.unreadable })} />}
          {state.phase === 'wrong' && <Wrong {...state.wrong} />}
          {state.phase !== 'checking' && <Help />}
        </Screen>
      );
  }
}

const PickAnother = ({ onPick }: { onPick: () => void }) => (
  <>
    <Gap />
    <Button tone="neutral" isSmall onClick={onPick}>
      {words.pickAnother}
    </Button>
  </>
);

function Wrong({ errors, errorCount }: PlanFileErrors) {
  return (
    <>
      <StateView picture="error" title={words.errorsTitle(errorCount)} text={words.errorsText} />
      <List>
        {errors.map((error, index) => (
          <Row key={index} isPlain title={planFileErrorText(error)} />
        ))}
      </List>
      {errorCount > errors.length && <Small>{words.errorsMore(errors.length)}</Small>}
    </>
  );
}

// ---------------------------------------------------------------- what would change

function Difference({ checked: { plan, difference } }: { checked: Checked }) {
  const { year, comparedWith, new: fresh, changed, gone, unchanged, projects } = difference;
  const names = namesOf(plan);
  const otherNames = projects.existing.filter(({ knownAs }) => knownAs !== null);
  return (
    <>
      <Card>
        <CardTitle>{words.previewTitle(year)}</CardTitle>
        <Small>{comparedWith === null ? words.comparedWithNone : words.comparedWith(comparedWith)}</Small>
      </Card>
      <KeyValues
        items={[
          { key: words.counts.new, value: words.count(fresh.length) },
          { key: words.counts.changed, value: words.count(changed.length) },
          { key: words.counts.gone, value: words.count(gone.length), note: gone.length > 0 ? words.goneNote : undefined },
          { key: words.counts.unchanged, value: words.count(unchanged) },
          {
            key: words.projects,
            value: projects.new.length > 0 ? words.projectsNew(projects.new.map(({ name }) => name)) : words.projectsNone,
            note: projects.existing.length > 0 ? words.projectsExisting(projects.existing.length) : undefined,
          },
        ]}
      />
      {otherNames.map(({ id, name, knownAs }) => (
        <NoticeBar key={id} tone="grey">
          {words.projectOtherName(name, knownAs ?? '')}
        </NoticeBar>
      ))}
      <Items title={words.counts.new} items={fresh} sections={names.sections} />
      <Items title={words.counts.changed} items={changed} sections={names.sections} noteOf={({ fields }) => fields.map((change) => changeText(change, names)).join('；')} />
      <Items title={words.counts.gone} items={gone} sections={names.sections} />
    </>
  );
}

interface ItemsProps<T extends ItemRef> {
  title: string;
  items: readonly T[];
  sections: Readonly<Record<string, string>>;
  noteOf?: (item: T) => string;
}

function Items<T extends ItemRef>({ title, items, sections, noteOf }: ItemsProps<T>) {
  const [isFolded, setIsFolded] = useState(items.length > openUpTo);
  if (items.length === 0) return null;
  const numbers = [...new Set(items.map(({ section }) => section))];
  return (
    <Section title={title} count={words.count(items.length)} isFolded={isFolded} onToggle={() => setIsFolded(!isFolded)}>
      {numbers.map((number) => (
        <View key={number}>
          <Small>{words.sectionTitle(number, sections[number] ?? '')}</Small>
          <Gap size={1} />
          <List>
            {items
              .filter(({ section }) => section === number)
              .map((item) => (
                <Row key={item.id} isPlain title={item.name} note={noteOf?.(item)} />
              ))}
          </List>
          <Gap />
        </View>
      ))}
    </Section>
  );
}

// ---------------------------------------------------------------- how to make a file

function Help() {
  const client = useClient();
  const latest = usePlans().data?.items[0]?.year;
  const asFile = (value: unknown) => `${JSON.stringify(value, null, 1)}\n`;
  return (
    <Section title={words.helpTitle}>
      <List>
        {latest !== undefined && (
          <FileRow
            title={words.template(latest)}
            note={words.templateNote}
            name={`parkpulse-plan-${latest}.json`}
            load={async () => asFile(await client.call('plan.file', { query: { year: latest } }))}
          />
        )}
        <FileRow title={words.schema} note={words.schemaNote} name="parkpulse-plan.schema.json" load={async () => asFile(await client.call('planFile.schema'))} />
      </List>
    </Section>
  );
}

interface FileRowProps {
  title: string;
  note: string;
  name: string;
  load: () => Promise<string>;
}

/** A file to take along. WeChat opens a chat during a tap only, so there the first tap fetches and the second gives. */
function FileRow({ title, note, name, load }: FileRowProps) {
  const [ready, setReady] = useState<ExportFile | null>(null);
  const take = async () => {
    try {
      const out = ready ?? (await startExportFile(name));
      if (!ready) {
        await out.append(strToU8(await load()));
        setReady(out);
        if (exportGoesTo === 'chat') return;
      }
      // Not given in WeChat, it may be gone to make room for another.
      if (!(await out.give())) setReady(null);
    } catch {
      showToast(words.notGot);
    }
  };
  return <Row title={title} note={note} isPlain right={<Small>{ready && exportGoesTo === 'chat' ? words.give : words.get[exportGoesTo]}</Small>} onClick={() => void take()} />;
}

// What several of a list are given to one person: of the plan's items their owner, of projects their inspector.
import { useState } from 'react';
import type { UseMutationResult } from '@tanstack/react-query';
import { Button } from '../../../components/button';
import { Card } from '../../../components/card';
import { CheckField } from '../../../components/form-field';
import { NoticeBar } from '../../../components/notice-bar';
import { OptionSheet, type SheetOption } from '../../../components/option-sheet';
import { Screen } from '../../../components/screen';
import { Section } from '../../../components/section';
import { Segmented } from '../../../components/segmented';
import { Gap, Headline } from '../../../components/text-block';
import { useConfirm } from '../../../components/use-confirm';
import { showToast } from '../../../platform/feedback';
import { refusalText } from '../../../state/failure';
import type { AssignWords } from '../../../text/assign';
import { joinNames } from '../../../text/format';

export type Assignable = { id: string; name: string; person: { id: string; name: string } | null; /** Stands for a person where none is assigned. */ instead?: string };
type Group = { key: string; title: string; entries: Assignable[] };

interface AssignScreenProps {
  groups: readonly Group[];
  people: readonly SheetOption<string>[];
  words: AssignWords;
  assign: UseMutationResult<unknown, Error, { ids: string[]; personId: string | null }>;
}

const isMissing = ({ person, instead }: Assignable) => person === null && instead === undefined;
const nobody = 'nobody';

export function AssignScreen({ groups, people, words, assign }: AssignScreenProps) {
  const [shown, setShown] = useState<'missing' | 'all'>('missing');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [isPicking, setIsPicking] = useState(false);
  const { ask, dialog } = useConfirm();
  const entries = groups.flatMap((group) => group.entries);
  const missing = entries.filter(isMissing).length;
  const toggle = (ids: readonly string[], isOn: boolean) => setChosen(isOn ? [...new Set([...chosen, ...ids])] : chosen.filter((id) => !ids.includes(id)));
  // Whoever has it now is taken off by this: asked once.
  const heldByOthers = (picked: string) => entries.filter(({ id, person }) => chosen.includes(id) && person !== null && person.id !== picked);
  const handlePick = async (picked: string) => {
    const personId = picked === nobody ? null : picked;
    const others = heldByOthers(picked);
    const text = words.replacesText(others.length, joinNames([...new Set(others.map(({ person }) => person!.name))]));
    if (others.length > 0 && !(await ask({ title: personId ? words.replacesTitle : words.takeBackTitle, text, confirmLabel: personId ? words.replace : words.takeBack, isDanger: true }))) return;
    const onSuccess = () => {
      setChosen([]);
      showToast(personId ? words.assigned : words.takenBack, 'success');
    };
    assign.mutate({ ids: [...chosen], personId }, { onSuccess });
  };
  const show = (which: typeof shown) => {
    // What cannot be seen is not assigned.
    setShown(which);
    setChosen([]);
  };
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
      <Headline>{missing > 0 ? words.missing(missing) : words.noneMissing}</Headline>
      <Gap />
      <Segmented
        options={[
          { value: 'missing', label: words.onlyMissing },
          { value: 'all', label: words.all },
        ]}
        value={shown}
        onChange={show}
      />
      {groups.map(({ key, title, entries: ofGroup }) => {
        const here = ofGroup.filter((entry) => shown === 'all' || isMissing(entry));
        const ids = here.map(({ id }) => id);
        const isWhole = ids.every((id) => chosen.includes(id));
        if (here.length === 0) return null;
        return (
          <Section key={key} title={title} count={here.length} link={isWhole ? words.noneOfGroup : words.wholeGroup} onLink={() => toggle(ids, !isWhole)}>
            <Card>
              {here.map(({ id, name, person, instead }) => (
                <CheckField key={id} isChecked={chosen.includes(id)} onChange={(isOn) => toggle([id], isOn)} note={person?.name ?? instead}>
                  {name}
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
        options={[...people, ...(heldByOthers(nobody).length > 0 ? [{ value: nobody, label: words.takeBack }] : [])]}
        onPick={(picked) => void handlePick(picked)}
      />
      {dialog}
    </Screen>
  );
}

import { useState } from 'react';
import { BottomSheet } from '../../../components/bottom-sheet';
import { Button } from '../../../components/button';
import { Card } from '../../../components/card';
import { Chips } from '../../../components/chips';
import { CheckField, FormField, SearchField } from '../../../components/form-field';
import { List, Row } from '../../../components/row';
import { Screen } from '../../../components/screen';
import { Segmented } from '../../../components/segmented';
import { Gap, Small } from '../../../components/text-block';
import type { Project } from '../../../contract/project';
import { pagesFor, type SheetLayout, sheetLayouts } from '../../../domain/code-sheet';
import { projectCategories } from '../../../domain/project';
import { appOrigin } from '../../../platform/launch';
import { common } from '../../../text/common';
import { projectCategoryWords } from '../../../text/project';
import { siteCodeWords as words } from '../../../text/site-code';

interface ChoiceProps {
  projects: readonly Project[];
  /** Ids. */
  picked: readonly string[];
  layout: SheetLayout;
  onPick: (picked: string[]) => void;
  onLayout: (layout: SheetLayout) => void;
  onMake: () => void;
}

const layouts = Object.keys(sheetLayouts) as SheetLayout[];

/** Which projects (all, by category, one by one) and how large their codes are. */
export function Choice({ projects, picked, layout, onPick, onLayout, onMake }: ChoiceProps) {
  const [isPicking, setIsPicking] = useState(false);
  const categories = projectCategories.filter((value) => projects.some(({ category }) => category === value));
  const of = (value: Project['category']) => projects.filter(({ category }) => category === value).map(({ id }) => id);
  // A category is chosen when all of it is: what was unticked one by one takes its mark away.
  const whole = categories.filter((value) => of(value).every((id) => picked.includes(id)));
  const changeCategories = (chosen: readonly Project['category'][]) => {
    const changed = categories.filter((value) => whole.includes(value) !== chosen.includes(value));
    const kept = picked.filter((id) => !changed.some((value) => of(value).includes(id)));
    onPick([...kept, ...changed.filter((value) => chosen.includes(value)).flatMap(of)]);
  };
  const isAll = picked.length === projects.length;
  return (
    <Screen
      dock={
        <Button isDisabled={picked.length === 0} onClick={onMake}>
          {picked.length === 0 ? words.pickFirst : words.make(picked.length, pagesFor(picked.length, layout))}
        </Button>
      }
    >
      <Card>
        <FormField title={words.which} note={words.facilityNote}>
          <Chips options={[{ value: 'all', label: words.all(projects.length) }]} selected={isAll ? ['all'] : []} onChange={([all]) => onPick(all ? projects.map(({ id }) => id) : [])} />
          <Gap size={2} />
          <Chips options={categories.map((value) => ({ value, label: words.category(projectCategoryWords[value], of(value).length) }))} selected={whole} onChange={changeCategories} />
        </FormField>
      </Card>
      <List>
        <Row title={words.pick} isPlain right={<Small>{words.picked(picked.length)}</Small>} onClick={() => setIsPicking(true)} />
      </List>
      <Card>
        <FormField title={words.layout} note={words.layoutNotes[layout]}>
          <Segmented options={layouts.map((value) => ({ value, label: words.layouts[value] }))} value={layout} onChange={onLayout} />
        </FormField>
      </Card>
      <Gap size={2} />
      <Small>{words.address(appOrigin)}</Small>
      <PickSheet isOpen={isPicking} onClose={() => setIsPicking(false)} projects={projects} picked={picked} onPick={onPick} />
    </Screen>
  );
}

function PickSheet({ isOpen, onClose, projects, picked, onPick }: Pick<ChoiceProps, 'projects' | 'picked' | 'onPick'> & { isOpen: boolean; onClose: () => void }) {
  const [sought, setSought] = useState('');
  const found = projects.filter(({ name }) => name.toLowerCase().includes(sought.trim().toLowerCase()));
  return (
    <BottomSheet isOpen={isOpen} onClose={onClose} title={words.pickTitle} footer={<Button onClick={onClose}>{words.done}</Button>}>
      <SearchField value={sought} onChange={setSought} placeholder={words.search} />
      {found.map(({ id, name, category }) => (
        <CheckField key={id} isChecked={picked.includes(id)} note={projectCategoryWords[category]} onChange={(isChecked) => onPick(isChecked ? [...picked, id] : picked.filter((one) => one !== id))}>
          {name}
        </CheckField>
      ))}
      {found.length === 0 && (
        <>
          <Gap />
          <Small>{common.nothingFound}</Small>
        </>
      )}
    </BottomSheet>
  );
}

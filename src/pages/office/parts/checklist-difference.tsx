// How two contents of a checklist differ, read the same before publishing, between versions, and when two people collide.
import { View } from '@tarojs/components';
import { List, Row } from '../../../components/row';
import { Section } from '../../../components/section';
import { Small } from '../../../components/text-block';
import type { Clause, ClauseField, ContentDifference } from '../../../domain/checklist-draft';
import { isUnchanged } from '../../../domain/checklist-draft';
import type { ProjectCategory } from '../../../domain/project';
import { checklistWords, clauseFieldWords, differenceWords as words } from '../../../text/checklist';
import { severityWords } from '../../../text/hazard';
import { majorCriterionWords } from '../../../text/major-criterion';
import { projectCategoryWords } from '../../../text/project';

export const kindNames = (kinds: readonly ProjectCategory[]) => kinds.map((kind) => projectCategoryWords[kind]).join('、');

export const summaryOf = ({ name, projectCategories, added, removed, changed, moved }: ContentDifference): string =>
  words.summary({
    head: [...(name ? [words.name] : []), ...(projectCategories ? [words.kinds] : [])],
    added: added.length,
    removed: removed.length,
    changed: changed.length,
    moved: moved.length,
  });

export function Difference({ difference }: { difference: ContentDifference }) {
  const { name, projectCategories, added, removed, changed, moved } = difference;
  if (isUnchanged(difference)) return <Small>{words.nothing}</Small>;
  return (
    <View>
      {(name || projectCategories) && (
        <List>
          {name && <Row isPlain title={words.change(words.name, name.before, name.after)} />}
          {projectCategories && <Row isPlain title={words.change(words.kinds, kindNames(projectCategories.before) || words.none, kindNames(projectCategories.after) || words.none)} />}
        </List>
      )}
      <Part title={words.added} rows={added.map((clause) => ({ clause, note: clause.heading }))} />
      <Part title={words.removed} rows={removed.map((clause) => ({ clause, note: clause.heading }))} />
      <Part title={words.changed} rows={changed.map(({ before, after, fields }) => ({ clause: after, note: fields.map((field) => fieldChange(field, before, after)).join('；') }))} />
      <Part title={words.moved} rows={moved.map(({ clause, from, to }) => ({ clause, note: words.move(from, to) }))} />
    </View>
  );
}

function Part({ title, rows }: { title: string; rows: readonly { clause: Clause; note: string }[] }) {
  if (rows.length === 0) return null;
  return (
    <Section title={title} count={words.count(rows.length)}>
      <List>
        {rows.map(({ clause, note }) => (
          <Row key={clause.key} isPlain title={clause.text || checklistWords.untitled} note={note} />
        ))}
      </List>
    </Section>
  );
}

const fieldChange = (field: ClauseField, before: Clause, after: Clause) => words.change(clauseFieldWords[field], valueText(field, before), valueText(field, after));

function valueText(field: ClauseField, clause: Clause): string {
  switch (field) {
    case 'majorHint':
      return severityWords[clause.majorHint ? 'major' : 'general'];
    case 'photoOnPass':
      return clause.photoOnPass ? words.yes : words.no;
    case 'majorCriterion':
      return clause.majorCriterion ? majorCriterionWords[clause.majorCriterion] : words.none;
    case 'defects':
      return clause.defects.join('、') || words.none;
    default:
      return clause[field] || words.none;
  }
}

// How one changed field of an item reads: the value before and after, in the words of the board.
import { formulaWords, type Measure } from '../../../domain/measure';
import type { FieldChange, PlanFile, PlanFileItem } from '../../../domain/plan-file';
import { formatDay, formatMeasure } from '../../../text/format';
import { commitmentWords } from '../../../text/light';
import { itemKindWords, planFieldWords, planImportWords as words } from '../../../text/plan-import';

export type Names = { items: Readonly<Record<string, string>>; projects: Readonly<Record<string, string>>; sections: Readonly<Record<string, string>> };

export const namesOf = ({ items, projects, sections }: PlanFile): Names => ({
  items: Object.fromEntries(items.map(({ id, name }) => [id, name])),
  projects: Object.fromEntries(projects.map(({ id, name }) => [id, name])),
  sections,
});

export function changeText({ field, before, after }: FieldChange, names: Names): string {
  return words.fieldChange(planFieldWords[`items.${field}`]?.name ?? field, valueText(field, before, names), valueText(field, after, names));
}

function valueText(field: string, value: unknown, names: Names): string {
  if (value === null || value === undefined) return words.none;
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  switch (field) {
    case 'target': {
      const { op, value: figure, unit, growthPct } = value as NonNullable<PlanFileItem['target']>;
      return words.target(op, formatMeasure(figure, unit)) + (growthPct === undefined ? '' : words.growth(formatMeasure(growthPct, '%')));
    }
    case 'measure':
      return formulaWords(value as Measure, names);
    case 'commitmentClass':
      return commitmentWords[value as keyof typeof commitmentWords];
    case 'kind':
      return itemKindWords[String(value)] ?? String(value);
    case 'dueOn':
      return formatDay(String(value), '');
    case 'section':
      return words.sectionTitle(String(value), names.sections[String(value)] ?? '');
    case 'project':
      return names.projects[String(value)] ?? String(value);
    default:
      // Ids of other items, or plain words.
      return (Array.isArray(value) ? value : [value]).map((one) => (referring.includes(field) ? (names.items[String(one)] ?? String(one)) : String(one))).join('、');
  }
}

const referring = ['parent', 'dependsOn', 'sameAs'];

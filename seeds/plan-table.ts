// The plan as a table for people who check it: every item with its measure, how its value comes about, and the test that
// makes it move. `npm run plan:table` writes seeds/plan-2023.md; a test holds the two equal.
import { formulaWords } from '../src/domain/measure';
import { formatMeasure } from '../src/text/format';
import { valueHolders, type PlanFile } from '../src/domain/plan-file';

/** Where each item is proven: one case per item, named by its id. */
export const provenIn = 'tests/api/plan-items.test.ts';

export function planTable(plan: PlanFile): string {
  const names = {
    projects: Object.fromEntries(plan.projects.map(({ id, name }) => [id, name])),
    items: Object.fromEntries(plan.items.map(({ id, name }) => [id, name])),
  };
  const holders = valueHolders(plan.items);
  const sameAs = ({ id }: PlanFile['items'][number]) => plan.items.filter((other) => other.id !== id && holders.get(other.id) === holders.get(id)).map(({ name }) => name);
  // An item in words that is the same figure as another is made as that one is.
  const measured = (item: PlanFile['items'][number]) => (item.measure.type === 'narrative' ? plan.items.find(({ id }) => id === holders.get(item.id))! : item);
  const rows = plan.items.map((item, index) => [
    String(index + 1),
    item.id,
    item.name,
    item.target ? `${item.target.op} ${formatMeasure(item.target.value, item.target.unit)}` : '待明确',
    item.measure.type,
    formulaWords(measured(item).measure, { ...names, unit: item.target?.unit, sameAs: sameAs(item) }),
    `${provenIn} › ${item.id}`,
  ]);
  const head = ['#', 'id', '事项', '目标', 'measure', '怎么算的', 'test'];
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replace(/\|/g, '\\|')).join(' | ')} |`;
  return [
    `# ${plan.planYear} 年度计划的 ${plan.items.length} 个事项`,
    '',
    'Written by `npm run plan:table` from the plan file; not to be edited.',
    '',
    line(head),
    line(head.map(() => '---')),
    ...rows.map(line),
    '',
  ].join('\n');
}

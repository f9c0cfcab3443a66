import { checkPlanFile, planFileMaxItems, readPlanFile } from '../../../src/contract/plan-file';
import { mostCountingLevels } from '../../../src/domain/plan-file';
import { planFileErrorText } from '../../../src/text/plan-import';
import { aPlanFile, aPlanItem, planOf2024, type Draft } from '../../factories/plan-file';

const errorsOf = (file: unknown) => {
  const checked = checkPlanFile(file);
  return 'errors' in checked ? checked.errors : [];
};
const withChange = (change: (draft: Draft) => void): Draft => {
  const draft = aPlanFile();
  change(draft);
  return draft;
};
const itemsOf = (...items: Draft['items']) => withChange((draft) => void (draft.items = items));

describe('checkPlanFile', () => {
  it('takes a small plan, the real one, and its next year', () => {
    expect(checkPlanFile(aPlanFile())).toEqual({ plan: aPlanFile() });
    expect(errorsOf(planOf2024())).toEqual([]);
  });

  it.each<[string, string, string, string | null, (draft: Draft) => void]>([
    // shape
    ['a name that is missing', 'items.1.name', 'missing', null, (draft) => void delete (draft.items[1] as Partial<Draft['items'][0]>).name],
    ['a name that is a number', 'items.1.name', 'wrong_type', '7', (draft) => void (draft.items[1]!.name = 7 as never)],
    ['an item that is none', 'items.1', 'wrong_type', null, (draft) => void (draft.items[1] = [] as never)],
    ['an empty name, once', 'items.1.name', 'empty', '', (draft) => void (draft.items[1]!.name = '')],
    ['a name that nobody can see', 'items.1.name', 'unreadable_text', '\u200b', (draft) => void (draft.items[1]!.name = '\u200b')],
    ['a name without end', 'items.1.name', 'too_long', 'x'.repeat(200), (draft) => void (draft.items[1]!.name = 'x'.repeat(201))],
    ['a field too many', 'items.1.owner', 'unknown_field', 'owner', (draft) => void Object.assign(draft.items[1]!, { owner: '王芳' })],
    ['another kind', 'items.1.kind', 'unknown_value', 'task', (draft) => void (draft.items[1]!.kind = 'task' as never)],
    ['an id with capitals', 'items.1.id', 'bad_format', 'Figure', (draft) => void (draft.items[1]!.id = 'Figure')],
    ['a day that never was', 'items.1.dueOn', 'bad_format', '2027-02-30', (draft) => void (draft.items[1]!.dueOn = '2027-02-30')],
    ['a way to measure that is none', 'items.1.measure.type', 'unknown_measure', 'guess', (draft) => void (draft.items[1]!.measure = { type: 'guess' } as never)],
    ['no way to measure', 'items.1.measure', 'missing', null, (draft) => void delete (draft.items[1] as Partial<Draft['items'][0]>).measure],
    ['a measure without what it counts', 'items.1.measure.of', 'missing', null, (draft) => void (draft.items[1]!.measure = { type: 'count_done' } as never)],
    ['a measure of nothing', 'items.1.measure.of', 'empty', null, (draft) => void (draft.items[1]!.measure = { type: 'count_done', of: [] })],
    ['a rung that is none', 'items.1.measure.milestone', 'unknown_value', 'dug', (draft) => void (draft.items[1]!.measure = { type: 'count_milestones', milestone: 'dug' } as never)],
    ['a target that is a text', 'items.1.target.value', 'wrong_type', '7', (draft) => void (draft.items[1]!.target = { op: '>=', value: '7' as never, unit: '个' })],
    ['a target beyond any figure', 'items.1.target.value', 'out_of_range', '1e+300', (draft) => void (draft.items[1]!.target = { op: '>=', value: 1e300, unit: '个' })],
    ['another ladder', 'milestoneLadder', 'wrong_ladder', null, (draft) => void (draft.milestoneLadder = [...draft.milestoneLadder].reverse())],
    ['a year with a half', 'planYear', 'wrong_type', '2027.5', (draft) => void (draft.planYear = 2027.5)],
    // references
    ['an id that is taken', 'items.2.id', 'id_taken', 'figure', (draft) => void (draft.items[2]!.id = 'figure')],
    ['an id of a project that is taken', 'projects.1.id', 'id_taken', 'new-works', (draft) => void draft.projects.push({ ...draft.projects[0]!, name: '另一个' })],
    ['a name of a project that reads the same', 'projects.1.name', 'name_taken', ' 新项目', (draft) => void draft.projects.push({ ...draft.projects[0]!, id: 'x', name: ' 新项目' })],
    ['an unknown section', 'items.1.section', 'unknown_section', 'toString', (draft) => void (draft.items[1]!.section = 'toString')],
    ['an unknown parent', 'items.1.parent', 'unknown_item', 'nowhere', (draft) => void (draft.items[1]!.parent = 'nowhere')],
    ['something unknown to wait for', 'items.1.dependsOn', 'unknown_item', 'nowhere', (draft) => void (draft.items[1]!.dependsOn = ['total', 'nowhere'])],
    ['something unknown to equal', 'items.1.sameAs', 'unknown_item', 'nowhere', (draft) => void (draft.items[1]!.sameAs = ['nowhere'])],
    ['something unknown to count', 'items.1.measure', 'unknown_item', 'nowhere', (draft) => void (draft.items[1]!.measure = { type: 'complement', of: 'nowhere' })],
    ['an unknown project', 'items.1.project', 'unknown_project', 'nowhere', (draft) => void (draft.items[1]!.project = 'nowhere')],
    ['an unknown project in a list', 'items.1.measure', 'unknown_project', 'nowhere', (draft) => void (draft.items[1]!.measure = { type: 'sum_investment', milestone: 'signed', projects: ['new-works', 'nowhere'] })],
    ['itself as its parent', 'items.1.parent', 'refers_to_itself', null, (draft) => void (draft.items[1]!.parent = 'figure')],
    ['a list that says a thing twice', 'items.1.dependsOn', 'listed_twice', 'total', (draft) => void (draft.items[1]!.dependsOn = ['total', 'total'])],
    ['another project than its measure', 'items.2.project', 'other_project_than_measure', 'new-works', (draft) => {
      draft.projects.push({ id: 'other', name: '别的', category: 'industrial' });
      draft.items[2]!.project = 'other';
    }],
    ['dates of last year', 'starts', 'outside_year', '2026-01-01', (draft) => void (draft.starts = '2026-01-01')],
    ['an end before the start', 'ends', 'ends_before_start', null, (draft) => void Object.assign(draft, { starts: '2027-06-01', ends: '2027-05-31' })],
    ['a due date outside the plan', 'items.1.dueOn', 'due_outside_plan', '2028-01-01', (draft) => void (draft.items[1]!.dueOn = '2028-01-01')],
    ['a stated due date that is missing', 'items.1.dueOn', 'due_missing', null, (draft) => void (draft.items[1]!.dueStated = true)],
  ])('refuses %s', (_, path, code, value, change) => {
    expect(errorsOf(withChange(change))).toEqual([expect.objectContaining({ path, code, value })]);
  });

  it('names the row', () => {
    const [error] = errorsOf(withChange((draft) => void (draft.items[1]!.parent = 'nowhere')));
    expect(error).toMatchObject({ row: { kind: 'item', number: 2, id: 'figure', section: '一', name: '事项 figure' } });
    expect(planFileErrorText(error!)).toBe('第 2 条“事项 figure”：上级事项“nowhere”不存在');
    const [project] = errorsOf(withChange((draft) => void (draft.projects[0]!.category = 'shop' as never)));
    expect(planFileErrorText(project!)).toBe('第 1 个项目“新项目”：项目类别不能是“shop”');
  });

  it('lets a due date be outside the plan where the plan leaves that open', () => {
    expect(errorsOf(withChange((draft) => void Object.assign(draft.items[1]!, { dueOn: '2028-01-01', questions: ['跨年？'] })))).toEqual([]);
  });

  it('says all that is wrong at once', () => {
    const errors = errorsOf(withChange((draft) => draft.items.forEach((item) => void (item.parent = 'nowhere'))));
    expect(errors.map(({ row }) => row?.number)).toEqual([1, 2, 3]);
  });
});

describe('circles', () => {
  const circle = (path: string, code: string, value: string) => [expect.objectContaining({ path, code, value })];

  it('of parents are told once, at the first row of them', () => {
    const file = itemsOf(aPlanItem('below', { parent: 'c' }), aPlanItem('b', { parent: 'a' }), aPlanItem('c', { parent: 'b' }), aPlanItem('a', { parent: 'c' }));
    expect(errorsOf(file)).toEqual(circle('items.1.parent', 'parent_cycle', '事项 b → 事项 a → 事项 c → 事项 b'));
  });

  it('of what waits for each other', () => {
    const file = itemsOf(aPlanItem('a', { dependsOn: ['d', 'b'] }), aPlanItem('b', { dependsOn: ['a'] }), aPlanItem('d'));
    expect(errorsOf(file)).toEqual(circle('items.0.dependsOn', 'depends_cycle', '事项 a → 事项 b → 事项 a'));
  });

  it.each<[string, Draft]>([
    ['by name', itemsOf(aPlanItem('a', { measure: { type: 'count_done', of: ['b'] } }), aPlanItem('b', { measure: { type: 'complement', of: 'a' } }))],
    ['a parent that counts its children, one of which counts it', itemsOf(aPlanItem('a', { measure: { type: 'count_children_done' } }), aPlanItem('b', { parent: 'a', measure: { type: 'count_done', of: ['a'] } }))],
    ['by way of an item that is the same figure', itemsOf(
      aPlanItem('a', { measure: { type: 'count_done', of: ['b2'] } }),
      aPlanItem('b', { measure: { type: 'count_done', of: ['a'] } }),
      aPlanItem('b2', { sameAs: ['b'] }),
    )],
  ])('of counting: %s', (_, file) => {
    expect(errorsOf(file)).toEqual(circle('items.0.measure', 'counting_cycle', '事项 a → 事项 b → 事项 a'));
  });

  it('of counting: an item that counts its own figure under another name', () => {
    const file = itemsOf(aPlanItem('a', { measure: { type: 'count_done', of: ['a2'] } }), aPlanItem('a2', { sameAs: ['a'] }));
    expect(errorsOf(file)).toEqual(circle('items.0.measure', 'counting_cycle', '事项 a → 事项 a'));
  });

  it('of counting are none in a chain, which is told where it grows too long', () => {
    const chain = (length: number) =>
      itemsOf(aPlanItem('i-0'), ...Array.from({ length }, (_, index) => aPlanItem(`i-${index + 1}`, { measure: { type: 'count_done', of: [`i-${index}`] } })));
    expect(checkPlanFile(chain(mostCountingLevels))).toHaveProperty('plan');
    for (const length of [mostCountingLevels + 1, planFileMaxItems - 1]) {
      expect(errorsOf(chain(length))).toEqual([expect.objectContaining({ path: `items.${mostCountingLevels + 1}.measure`, code: 'counting_too_deep' })]);
    }
  });

  it('apart from each other are each told, and a diamond is none', () => {
    const file = itemsOf(
      aPlanItem('a', { dependsOn: ['b'] }), aPlanItem('b', { dependsOn: ['a'] }),
      aPlanItem('c', { dependsOn: ['d', 'e'] }), aPlanItem('d', { dependsOn: ['f'] }), aPlanItem('e', { dependsOn: ['f'] }), aPlanItem('f'),
      aPlanItem('g', { dependsOn: ['h'] }), aPlanItem('h', { dependsOn: ['g', 'a'] }),
    );
    expect(errorsOf(file).map(({ path }) => path)).toEqual(['items.0.dependsOn', 'items.6.dependsOn']);
  });

  it('of the largest plan are found at once, and told in short', () => {
    const items = Array.from({ length: planFileMaxItems }, (_, index) => aPlanItem(`i-${index}`, { parent: `i-${(index + 1) % planFileMaxItems}` }));
    const startedAt = performance.now();
    expect(errorsOf(itemsOf(...items))).toEqual(circle('items.0.parent', 'parent_cycle', '事项 i-0 → 事项 i-1 → 事项 i-2 → 事项 i-3 → 事项 i-4 → 事项 i-5 → …'));
    expect(performance.now() - startedAt).toBeLessThan(2000);
  });
});

describe('a file that is too much', () => {
  it('of 10,000 items has one error', () => {
    const items = Array.from({ length: 10_000 }, (_, index) => aPlanItem(`i-${index}`, { parent: 'nowhere' }));
    const startedAt = performance.now();
    const checked = checkPlanFile(itemsOf(...items));
    expect(performance.now() - startedAt).toBeLessThan(2000);
    expect(checked).toEqual({ errors: [{ path: 'items', code: 'too_many_items', row: null, value: '10000' }], errorCount: 1 });
    expect(planFileErrorText((checked as { errors: Parameters<typeof planFileErrorText>[0][] }).errors[0]!)).toBe('共 10000 条事项，最多 2000 条');
  });

  it('of errors names the first 200 and counts the rest', () => {
    const checked = checkPlanFile(itemsOf(...Array.from({ length: 500 }, (_, index) => aPlanItem(`i-${index}`, { parent: 'nowhere' }))));
    expect(checked).toMatchObject({ errorCount: 500 });
    expect((checked as { errors: unknown[] }).errors).toHaveLength(200);
  });

  it('or too little is told in one word', () => {
    expect(readPlanFile('{"planYear": 2027,')).toEqual({ errors: [{ path: '', code: 'not_json', row: null, value: null }], errorCount: 1 });
    for (const file of ['null', '7', '[]', '"x"']) expect(readPlanFile(file)).toMatchObject({ errors: [{ path: '', code: 'wrong_type' }] });
    expect(readPlanFile('{}')).toMatchObject({ errorCount: 10 });
  });
});

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { paceOf } from '../../src/domain/measure';
import { readChecklists } from '../../seeds/checklists';
import { demoParks, demoPeople } from '../../seeds/demo-people';
import { moveToYear, planFile, readPlan } from '../../seeds/plan';
import { majorCriteria } from '../../src/domain/major-criterion';
import { checkPlanFile, planFileSchema } from '../../src/contract/plan-file';
import type { Draft } from '../factories/plan-file';

const plan = readPlan();
const luyuan = readPlan(demoParks.luyuan.planFile);

/** The plan with one thing about it changed, as a file would hold it. */
function planWith(change: (draft: Draft) => void): Draft {
  const draft = structuredClone(plan) as Draft;
  change(draft);
  return draft;
}

const pathsOf = (file: unknown) => {
  const checked = checkPlanFile(file);
  return 'errors' in checked ? checked.errors.map(({ path }) => path) : [];
};
const itemIndex = (id: string) => plan.items.findIndex((item) => item.id === id);

describe('plan of 2023', () => {
  it('holds the 164 items and 49 projects of the park', () => {
    expect([plan.items.length, plan.projects.length, plan.questions.length]).toEqual([164, 49, 16]);
    expect(plan.park).toBe('岳阳临湘高新区');
  });

  it('says what the park wrote, to the letter', () => {
    const content = JSON.stringify(JSON.parse(readFileSync(planFile, 'utf8')));
    expect(createHash('sha256').update(content).digest('hex')).toBe('c610846e393c4ffbd9cef46efa66ae0ea07ebeddc621b4fc5873d4492811ff9b');
    expect(plan).toEqual(JSON.parse(content));
  });

  it('keeps open questions open', () => {
    expect(plan.items.filter((item) => item.questions).length).toBe(48);
    expect(plan.items.filter((item) => item.dueOn === undefined).map((item) => item.id)).toEqual([
      'zone-expansion',
      'inv-6-6',
      'land-260mu',
      'land-260mu-clear',
      'land-260mu-approve',
    ]);
  });

  it.each<[string, string, (draft: Draft) => void]>([
    ['an id that is taken', `items.${plan.items.length - 1}.id`, (draft) => void (draft.items.at(-1)!.id = draft.items[0]!.id)],
    ['a parent that does not exist', 'items.0.parent', (draft) => void (draft.items[0]!.parent = 'nowhere')],
    ['an item that depends on nothing known', 'items.0.dependsOn', (draft) => void (draft.items[0]!.dependsOn = ['nowhere'])],
    ['an item that equals nothing known', 'items.0.sameAs', (draft) => void (draft.items[0]!.sameAs = ['nowhere'])],
    ['an unknown project', `items.${itemIndex('proj-bide')}.project`, (draft) => void (draft.items[itemIndex('proj-bide')]!.project = 'nowhere')],
    ['a measure over an unknown item', 'items.0.measure', (draft) => void (draft.items[0]!.measure = { type: 'complement', of: 'nowhere' })],
    ['a measure over an unknown project', 'items.0.measure', (draft) => void (draft.items[0]!.measure = { type: 'count_milestones', milestone: 'signed', projects: ['nowhere'] })],
    ['an item above itself', 'items.9.parent', (draft) => void Object.assign(draft.items[9]!, { parent: draft.items[10]!.id })],
    ['an unknown section', 'items.0.section', (draft) => void (draft.items[0]!.section = '九')],
    ['an unexplained due date', 'items.0.dueOn', (draft) => void (draft.items[0]!.dueOn = '2024-01-01')],
    ['a stated due date that is missing', 'items.0.dueOn', (draft) => void delete draft.items[0]!.dueOn],
    ['another ladder', 'milestoneLadder', (draft) => void (draft.milestoneLadder = [...draft.milestoneLadder].reverse())],
    ['a measure with a word too many', 'items.0.measure.of', (draft) => void (draft.items[0]!.measure = { type: 'done', of: [] } as never)],
  ])('refuses %s', (_, path, change) => {
    expect(pathsOf(planWith(change))).toContain(path);
  });
});

describe('moveToYear', () => {
  it('moves every date and nothing else', () => {
    const moved = moveToYear(plan, 2027);
    expect([moved.planYear, moved.starts, moved.ends]).toEqual([2027, '2027-01-01', '2027-12-31']);
    expect(moved.items.map((item) => item.dueOn)).toEqual(plan.items.map((item) => item.dueOn?.replace('2023', '2027')));
    expect(moveToYear(moved, 2023)).toEqual(plan);
    expect(planFileSchema.parse(moved)).toEqual(moved);
  });

  it('puts 29 February on the 28th of a common year', () => {
    const leap = structuredClone(moveToYear(plan, 2024)) as Draft;
    leap.items[0]!.dueOn = '2024-02-29';
    expect([2025, 2028, 2100].map((year) => moveToYear(leap, year).items[0]!.dueOn)).toEqual(['2025-02-28', '2028-02-29', '2100-02-28']);
  });
});

describe('plan of 绿园示范区', () => {
  it('is small and covers five ways to measure', () => {
    expect([luyuan.projects.length, luyuan.items.length]).toEqual([3, 7]);
    expect(new Set(luyuan.items.map((item) => item.measure.type))).toEqual(
      new Set(['reported', 'count_milestones', 'milestone', 'count_children_done', 'narrative']),
    );
  });

  it('fits the same rules as the real one', () => {
    expect(luyuan.items.map((item) => paceOf(item.measure, item.target?.unit ?? null))).toContain('accumulates');
    expect(pathsOf(moveToYear(luyuan, 2026))).toEqual([]);
  });
});

describe('starter checklists', () => {
  const checklists = readChecklists();

  it('are the kinds of a chemical park, and each of the eight special operations by itself', () => {
    expect(checklists.map(({ key, items }) => [key, items.length])).toEqual([
      ['chemical-plant', 55],
      ['construction-site', 33],
      ['demolition', 27],
      ['fire-station', 20],
      ['hazmat-parking', 26],
      ['park-gate', 17],
      ['special-blind-plate', 12],
      ['special-confined-space', 15],
      ['special-excavation', 13],
      ['special-hot-work', 15],
      ['special-lifting', 14],
      ['special-road-closure', 11],
      ['special-temporary-power', 12],
      ['special-work-at-height', 13],
    ]);
  });

  it('keep the keys that hazards were opened by', () => {
    const first: Record<string, string[]> = {
      'chemical-plant': ['hotwork-3', 'confined-3', 'power-2', 'tank-4', 'gas-3', 'process-3', 'fire-2', 'static-2', 'emergency-2'],
      'construction-site': ['pit-4', 'scaffold-3', 'height-3', 'lifting-3', 'power-3', 'hotwork-2', 'fire-2', 'site-4'],
      demolition: ['plan-3', 'clear-3', 'isolate-2', 'demolish-4', 'hotwork-2', 'lifting-1', 'guard-2', 'env-3', 'emergency-1'],
      'hazmat-parking': ['entry-4', 'vehicle-3', 'parking-4', 'ground-3', 'fire-3', 'watch-2', 'static-1', 'emergency-2'],
    };
    for (const [list, last] of Object.entries(first)) {
      const keys = checklists.find(({ key }) => key === list)!.items.map(({ key }) => key);
      for (const one of last) {
        const [group, count] = one.split('-');
        for (let number = 1; number <= Number(count); number += 1) expect(keys).toContain(`${group}-${number}`);
      }
    }
  });

  it('ask about each of the 20 criteria in a chemical plant, and suggest 重大 wherever they name one', () => {
    const plant = checklists.find(({ key }) => key === 'chemical-plant')!;
    expect([...new Set(plant.items.flatMap(({ majorCriterion = [] }) => majorCriterion))].sort()).toEqual([...majorCriteria].sort());
    for (const { items } of checklists) for (const { majorCriterion, majorHint } of items) if (majorCriterion) expect(majorHint).toBe(true);
  });

  it.each(checklists.map((checklist) => [checklist.name, checklist] as const))('%s has unique keys and short, checkable clauses', (_, { items }) => {
    expect(new Set(items.map((item) => item.key)).size).toBe(items.length);
    expect(items.length).toBeGreaterThanOrEqual(10);
    for (const item of items) {
      expect(item.text.length).toBeLessThanOrEqual(40);
      expect(new Set(item.defects).size).toBe(item.defects.length);
    }
    expect(items.some((item) => item.majorHint)).toBe(true);
    expect(items.every((item) => item.majorHint)).toBe(false);
  });

  it('never give two clauses of one list the same words', () => {
    for (const { items } of checklists) expect(new Set(items.map((item) => item.text)).size).toBe(items.length);
  });

  it('serve every category that is built on or cleared', () => {
    const served = new Set(checklists.flatMap((checklist) => checklist.projectCategories));
    const needed = new Set(plan.projects.map((project) => project.category));
    needed.delete('investment_lead');
    expect([...needed].filter((category) => !served.has(category))).toEqual([]);
  });
});

describe('the cast', () => {
  const inPark = (park: string) => demoPeople.filter((person) => person.park === park);
  const rolesOf = (park: string) => inPark(park).map((person) => person.role).sort();

  it('is the fixed one', () => {
    expect(rolesOf('linxiang')).toEqual(['contact', 'contact', 'inspector', 'inspector', 'leader', 'office', 'office']);
    expect(rolesOf('luyuan')).toEqual(['contact', 'inspector', 'inspector', 'leader', 'office']);
  });

  it('has unique keys, names and phone numbers', () => {
    for (const field of ['key', 'name', 'phone'] as const) {
      expect(new Set(demoPeople.map((person) => person[field])).size).toBe(demoPeople.length);
    }
    for (const { phone } of demoPeople) expect(phone).toMatch(/^1380000\d{4}$/);
  });

  it('gives each contact, and nobody else, an enterprise of the plan', () => {
    const enterprises = { linxiang: plan, luyuan };
    for (const person of demoPeople) {
      const enterprise = 'enterprise' in person ? person.enterprise : undefined;
      expect(enterprise !== undefined).toBe(person.role === 'contact');
      if (enterprise) expect(enterprises[person.park].projects.map((project) => project.enterprise)).toContain(enterprise);
    }
  });
});

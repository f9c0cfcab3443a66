import { comparePlans, moveDay, valueHolders } from '../../../src/domain/plan-file';
import { readPlan } from '../../../seeds/plan';
import { aPlanFile, aPlanItem, droppedIn2024, planOf2024 } from '../../factories/plan-file';

describe('comparePlans', () => {
  const of = (year: number, ...items: ReturnType<typeof aPlanItem>[]) => ({ planYear: year, items });

  it('says of 2024 what is new, changed and gone since 2023', () => {
    const found = comparePlans(readPlan(), planOf2024());
    expect(found.new).toEqual([{ id: 'proj-xinneng', name: '新能投产', section: '二-5' }]);
    expect(found.gone.map(({ id }) => id)).toEqual(droppedIn2024);
    expect(found.changed).toEqual([
      {
        id: 'ind-total-revenue', name: '技工贸总收入', section: '一',
        fields: [{ field: 'target', before: { op: '>=', value: 549.08, unit: '亿元', growthPct: 33 }, after: { op: '>=', value: 700, unit: '亿元', growthPct: 27.5 } }],
      },
      { id: 'ind-tax', name: '实缴税收（含园区企业）', section: '一', fields: [{ field: 'name', before: '实缴税收', after: '实缴税收（含园区企业）' }] },
      expect.objectContaining({ id: 'inv-4633-completed' }),
    ]);
    expect(found.unchanged).toBe(164 - droppedIn2024.length - 3);
  });

  it('takes a due date that only moved with the year for the same, and any other for a change', () => {
    const before = of(2027, aPlanItem('a', { dueOn: '2027-06-30' }), aPlanItem('b', { dueOn: '2027-06-30' }), aPlanItem('c'));
    const after = of(2028, aPlanItem('a', { dueOn: '2028-06-30' }), aPlanItem('b', { dueOn: '2028-07-31' }), aPlanItem('c', { dueOn: '2028-12-31' }));
    expect(comparePlans(before, after).changed.map(({ id, fields }) => [id, fields])).toEqual([
      ['b', [{ field: 'dueOn', before: '2027-06-30', after: '2028-07-31' }]],
      ['c', [{ field: 'dueOn', before: null, after: '2028-12-31' }]],
    ]);
  });

  it('does not care in which order keys were written', () => {
    const { op, value, unit } = { op: '>=' as const, value: 1, unit: '个' };
    expect(comparePlans(of(2027, aPlanItem('a', { target: { op, value, unit } })), of(2027, aPlanItem('a', { target: { unit, value, op } })))).toMatchObject({ unchanged: 1 });
  });

  it('finds everything new without a plan before', () => {
    expect(comparePlans(null, aPlanFile())).toMatchObject({ new: { length: 3 }, changed: [], gone: [], unchanged: 0 });
  });
});

describe('valueHolders', () => {
  it('gives a group its first item that has a value, whichever names the other', () => {
    const items = [
      aPlanItem('words', { measure: { type: 'narrative' } }), aPlanItem('second'), aPlanItem('third', { sameAs: ['second'] }),
      aPlanItem('fourth', { sameAs: ['words', 'second'] }), aPlanItem('alone', { measure: { type: 'narrative' } }),
    ];
    expect(Object.fromEntries(valueHolders(items))).toEqual({ words: 'second', second: 'second', third: 'second', fourth: 'second', alone: 'alone' });
  });
});

test('moveDay keeps month and day, and puts 29 February on the 28th of a common year', () => {
  expect([moveDay('2024-02-29', 1), moveDay('2024-02-29', 4), moveDay('2023-12-31', 1)]).toEqual(['2025-02-28', '2028-02-29', '2024-12-31']);
});

import fs from 'node:fs';
import path from 'node:path';
import { failsNeedPhoto, progressOf, proposeChecklist } from '../../../src/domain/checklist';

const folder = path.resolve(__dirname, '../../../seeds/checklists');

const items = ['1.1', '1.2', '2.1'].map((key) => ({ key }));

describe('progressOf', () => {
  it('continues at the first unanswered clause, wherever it is', () => {
    const answers = [
      { key: '2.1', answer: 'fail' },
      { key: '1.1', answer: 'pass' },
    ] as const;
    expect(progressOf(answers, items)).toEqual({ answered: 2, total: 3, failed: 1, nextKey: '1.2', isComplete: false });
  });

  it('is complete when every clause is answered, 不适用 included', () => {
    const answers = items.map(({ key }) => ({ key, answer: 'not_applicable' as const }));
    expect(progressOf(answers, items)).toEqual({ answered: 3, total: 3, failed: 0, nextKey: null, isComplete: true });
  });

  it('leaves out answers to clauses of another version', () => {
    expect(progressOf([{ key: '9.9', answer: 'fail' }], items)).toMatchObject({ answered: 0, failed: 0, nextKey: '1.1' });
  });
});

describe('failsNeedPhoto', () => {
  it('names failed clauses without a photo of their own, and nothing else', () => {
    const answers = [
      { key: '1.1', answer: 'fail' },
      { key: '1.2', answer: 'fail' },
      { key: '2.1', answer: 'pass' },
    ] as const;
    expect(failsNeedPhoto(answers, [{ itemKey: '1.2' }, { itemKey: '2.1' }, {}])).toEqual(['1.1']);
    expect(failsNeedPhoto(answers, [{ itemKey: '1.2' }, { itemKey: '1.1' }])).toEqual([]);
  });
});

describe('the checklist of a scanned facility', () => {
  const all = fs.readdirSync(folder).map((file) => JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8')) as { name: string; projectCategories: string[] });
  it.each([
    ['特勤消防站', 'safety_facility', '消防站和应急池检查表'],
    ['事故应急池', 'safety_facility', '消防站和应急池检查表'],
    ['危化品停车场', 'safety_facility', '危化品停车场检查表'],
    // The only one for its kind.
    ['滨江邻里中心', 'amenity', '建筑工地检查表'],
  ])('is the one of its kind or its name: %s', (name, category, expected) => {
    expect(proposeChecklist(all, { name, category })?.name).toBe(expected);
  });

  it('is left to the person where several fit alike, or none', () => {
    expect(proposeChecklist(all, { name: '兴业路', category: 'infrastructure' })).toBeNull();
    expect(proposeChecklist([], { name: '特勤消防站', category: 'safety_facility' })).toBeNull();
    // 检查表 alone makes no kinship.
    expect(proposeChecklist([{ name: '甲检查', projectCategories: ['park'] }, { name: '乙检查', projectCategories: ['park'] }], { name: '检查', category: 'park' })).toBeNull();
    expect(proposeChecklist([{ name: '消防站甲', projectCategories: ['park'] }, { name: '消防站乙', projectCategories: ['park'] }], { name: '消防站', category: 'park' })).toBeNull();
  });
});

import { clauseFields, compareContents, draftGaps, isUnchanged, mergeContents, type ChecklistContent } from '../../../src/domain/checklist-draft';
import { majorCriteria, numberOfCriterion } from '../../../src/domain/major-criterion';
import { aClause, aContent } from '../../factories/checklist';

const listOf = (...keys: string[]) => aContent({ items: keys.map((key) => aClause(key)) });
const keysOf = ({ items }: ChecklistContent) => items.map(({ key }) => key).join('');

describe('compareContents', () => {
  it('finds nothing between a content and itself, whatever is left unsaid', () => {
    const spelled = aContent({ projectCategories: ['land', 'industrial'], items: [aClause('a', { basis: '', majorHint: false, photoOnPass: false })] });
    const plain = aContent({ projectCategories: ['industrial', 'land'], items: [aClause('a')] });
    expect(isUnchanged(compareContents(spelled, plain))).toBe(true);
    expect(isUnchanged(compareContents(plain, spelled))).toBe(true);
  });

  it('tells what was added, taken out, changed and moved', () => {
    const after = aContent({ name: '新名', projectCategories: ['land'], items: [aClause('c'), aClause('a', { text: '改', majorHint: true }), aClause('n')] });
    const found = compareContents(aContent(), after);
    expect(found.name).toEqual({ before: '工地检查表', after: '新名' });
    expect(found.projectCategories).toEqual({ before: ['industrial'], after: ['land'] });
    expect(found.added.map(({ key }) => key)).toEqual(['n']);
    expect(found.removed.map(({ key }) => key)).toEqual(['b']);
    expect(found.changed).toEqual([{ before: aClause('a'), after: after.items[1], fields: ['text', 'majorHint'] }]);
    expect(found.moved).toHaveLength(1);
    expect(isUnchanged(found)).toBe(false);
  });

  it.each(clauseFields)('sees a change of %s', (field) => {
    const value = { heading: '别的', text: '别的', basis: '别的', defects: ['别的'], majorHint: true, majorCriterion: majorCriteria[3], photoOnPass: true }[field];
    const [change] = compareContents(aContent(), aContent({ items: [aClause('a', { [field]: value }), aClause('b'), aClause('c')] })).changed;
    expect(change?.fields).toEqual([field]);
  });

  it.each([
    ['abcdef', 'fabcde', ['f:6→1']],
    ['abcdef', 'bcdefa', ['a:1→6']],
    ['abcdef', 'abdcef', ['c:3→4']],
    ['abcdef', 'xaybcdef', []],
    ['abcdef', 'bdf', []],
  ])('of %s and %s says the fewest moves', (before, after, moves) => {
    const { moved } = compareContents(listOf(...before), listOf(...after));
    expect(moved.map(({ clause, from, to }) => `${clause.key}:${from}→${to}`)).toEqual(moves);
  });
});

describe('mergeContents', () => {
  const base = listOf('a', 'b', 'c', 'd');
  const change = (content: ChecklistContent, key: string, text: string): ChecklistContent => ({ ...content, items: content.items.map((clause) => (clause.key === key ? { ...clause, text } : clause)) });

  it.each(['abcd', 'dcba', 'xabcd', 'abxycd', 'abcdz', 'bd', '', 'xy'])('of one side alone (%s) is that side', (keys) => {
    const side = listOf(...keys);
    expect(mergeContents(base, side, base)).toEqual(side);
    expect(mergeContents(base, base, side)).toEqual(side);
  });

  it('keeps what both did to different clauses, and mine where both did it to one', () => {
    const mine = { ...change(change(base, 'a', '我改'), 'b', '我改'), name: '我的名' };
    const theirs = { ...change(change(listOf('a', 'b', 'n', 'c', 'd'), 'b', '他改'), 'c', '他改'), projectCategories: ['land' as const] };
    const merged = mergeContents(base, mine, theirs);
    expect(merged).toMatchObject({ name: '我的名', projectCategories: ['land'] });
    expect(merged.items.map(({ key, text }) => `${key}:${text}`)).toEqual(['a:我改', 'b:我改', 'n:条款 n', 'c:他改', 'd:条款 d']);
  });

  it('takes out what one side took out, unless the other changed it', () => {
    expect(keysOf(mergeContents(base, listOf('a', 'b', 'c'), listOf('b', 'c', 'd')))).toBe('bc');
    expect(mergeContents(base, listOf('a', 'c', 'd'), change(base, 'b', '他改')).items[1]).toMatchObject({ key: 'b', text: '他改' });
    expect(mergeContents(base, change(base, 'b', '我改'), listOf('a', 'c', 'd')).items[1]).toMatchObject({ key: 'b', text: '我改' });
  });

  it('puts both sides\' new clauses where they were put, and goes by my order where I moved something', () => {
    expect(keysOf(mergeContents(base, listOf('a', 'x', 'b', 'c', 'd'), listOf('a', 'b', 'c', 'y', 'd')))).toBe('axbcyd');
    expect(keysOf(mergeContents(base, listOf('d', 'a', 'b', 'c'), listOf('a', 'b', 'y', 'c', 'd')))).toBe('dabyc');
  });

  it('has every clause once, over random work of two', () => {
    let seed = 7;
    const random = (max: number) => (seed = (seed * 48271) % 2147483647) % max;
    const work = (own: string): ChecklistContent => {
      const items = base.items.filter(() => random(4) > 0).map((clause) => (random(3) === 0 ? { ...clause, text: own } : clause));
      for (let count = random(3); count > 0; count -= 1) items.splice(random(items.length + 1), 0, aClause(`${own}${count}`));
      if (random(2) && items.length > 1) items.unshift(items.pop()!);
      return { ...base, items };
    };
    for (let round = 0; round < 500; round += 1) {
      const [mine, theirs] = [work('m'), work('t')];
      const merged = mergeContents(base, mine, theirs);
      const keys = merged.items.map(({ key }) => key);
      expect(new Set(keys).size).toBe(keys.length);
      for (const { after } of compareContents(base, mine).changed) expect(merged.items.find(({ key }) => key === after.key)).toEqual(after);
      for (const clause of [...compareContents(base, mine).added, ...compareContents(base, theirs).added]) expect(keys).toContain(clause.key);
    }
  });
});

test('draftGaps names what is missing, by clause', () => {
  expect(draftGaps(aContent())).toEqual([]);
  expect(draftGaps(aContent({ projectCategories: [], items: [] }))).toEqual([{ code: 'kinds_missing' }, { code: 'clauses_missing' }]);
  expect(draftGaps(aContent({ items: [aClause('a', { heading: '', text: '' })] }))).toEqual([{ code: 'heading_missing', key: 'a' }, { code: 'text_missing', key: 'a' }]);
});

test('the criteria are the 20 of the document, each with its own number', () => {
  expect(majorCriteria.map(numberOfCriterion)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  expect(new Set(majorCriteria).size).toBe(20);
});

import { failsNeedPhoto, progressOf } from '../../../src/domain/checklist';

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

import { seriesOfHappenings, seriesOfHistory, seriesOfReadings } from '../../../src/domain/item-series';

const plan = { startsOn: '2023-01-01', endsOn: '2023-12-31' };

describe('the values of each month', () => {
  it('of figures are the latest that was approved', () => {
    const approved = (month: string, value: number, reportedAt: string) => ({ month, value, reportedAt });
    expect(seriesOfReadings([approved('2023-02', 9, '2023-03-10'), approved('2023-01', 4, '2023-02-10'), approved('2023-02', 10, '2023-03-20')])).toEqual([{ month: '2023-01', value: 4 }, { month: '2023-02', value: 10 }]);
  });

  it('of things that happened are how many had by then', () => {
    const happened = [{ on: '2023-01-31', amount: 1 }, { on: '2023-03-01', amount: 2 }];
    expect(seriesOfHappenings(happened, plan, '2023-04-02').map(({ value }) => value)).toEqual([1, 1, 3, 3]);
    expect(seriesOfHappenings([], plan, '2023-04-02')).toEqual([]);
    expect(seriesOfHappenings(happened, plan, '2024-04-02')).toHaveLength(12);
  });

  it('of what follows from other items are as they stood', () => {
    const history = [{ at: '2023-03-05T00:00:00Z', value: 2 }, { at: '2023-01-31T17:00:00Z', value: 1 }];
    // 17:00 UTC on 31 January is February in the park.
    expect(seriesOfHistory(history, 0, plan, '2023-04-02').map(({ value }) => value)).toEqual([0, 1, 2, 2]);
    // A share is none before it is first known, and again when what it follows from is gone.
    expect(seriesOfHistory(history, null, plan, '2023-04-02')).toEqual([1, 2, 2].map((value, index) => ({ month: `2023-0${index + 2}`, value })));
    expect(seriesOfHistory([...history, { at: '2023-04-01T00:00:00Z', value: null }], null, plan, '2023-04-02').map(({ month }) => month)).toEqual(['2023-02', '2023-03']);
    expect(seriesOfHistory([], 0, plan, '2023-04-02')).toEqual([]);
  });
});

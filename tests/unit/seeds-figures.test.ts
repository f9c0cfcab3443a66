import { recordFits } from '../../src/domain/item-record';
import { parkDay } from '../../src/domain/calendar';
import { planEvents } from '../../seeds/demo-figures';
import { readPlan } from '../../seeds/plan';

const todays = ['2027-01-01', '2027-01-05', '2026-03-01', '2028-02-29', '2026-06-14', '2026-11-10', '2026-11-23', '2026-11-24', '2026-12-31'];
const plan = readPlan();
const items = new Map(plan.items.map((item) => [item.id, item]));
const projects = new Set(plan.projects.map(({ id }) => id));

describe.each(todays)('what the demo recorded of the plan before %s', (today) => {
  const events = planEvents(today);
  const records = events.flatMap((event) => (event.kind === 'record' ? [event] : []));
  const byKey = new Map(records.map((event) => [event.key, event]));

  it('is in time order, over by yesterday, and each event once', () => {
    expect([...events].map(({ at }) => at)).toEqual([...events].map(({ at }) => at).sort());
    for (const { at } of events) expect(parkDay(at) < today).toBe(true);
    expect(new Set(events.map(({ key }) => key)).size).toBe(events.length);
  });

  it('names items that take such records, and projects of the plan', () => {
    for (const { record, item, project } of records) {
      expect(recordFits(record, items.get(item)!.measure.type)).toBe(true);
      if (project) expect(projects).toContain(project);
    }
    for (const event of events) if (event.kind === 'assign') for (const item of event.items) expect(items.has(item)).toBe(true);
  });

  it('is reviewed by a second person, after it was sent', () => {
    for (const event of events) {
      if (event.kind !== 'review') continue;
      const record = byKey.get(event.report)!;
      expect(record.by).not.toBe(event.by);
      expect(record.at < event.at).toBe(true);
    }
  });

  it('gives each figure once a month, of months of this year that are over', () => {
    const readings = records.filter(({ record, corrects }) => record === 'reading' && !corrects);
    expect(new Set(readings.map(({ item, body }) => `${item} ${String(body.month)}`)).size).toBe(readings.length);
    for (const { body } of readings) expect(String(body.month) < today.slice(0, 7) && String(body.month).startsWith(today.slice(0, 4))).toBe(true);
  });
});

it('on the day of the mockups there are ten months of figures, one of them waiting', () => {
  const events = planEvents('2026-11-24');
  const reviewed = new Set(events.flatMap((event) => (event.kind === 'review' ? [event.report] : [])));
  const readings = events.flatMap((event) => (event.kind === 'record' && event.record === 'reading' ? [event] : []));
  expect(readings.filter(({ item }) => item === 'ind-tax').map(({ body }) => body.value).at(-1)).toBe(9.42);
  expect(readings.filter(({ item }) => item === 'ind-tax')).toHaveLength(10);
  expect(readings.filter(({ key }) => !reviewed.has(key)).map(({ key }) => key)).toEqual(['plants']);
});

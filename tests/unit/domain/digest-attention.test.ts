import { composeDigest } from '../../../src/domain/digest';
import type { DigestFacts } from '../../../src/domain/digest-facts';
import { digestFacts, disputed, hazardFact, itemFact, milestoneFact, recorded, stageFact } from '../../factories/digest';

const attention = (change: Partial<DigestFacts>) => composeDigest(digestFacts(change)).attention;

const major = (title: string, rectificationDueOn: string) => hazardFact('科兴', title, { severity: 'major', rectificationDueOn });
const late = (name: string, dueOn: string, parentId: string | null = null) => itemFact(name, { dueOn, value: 0, parentId });

describe('major hazards', () => {
  it('stand on top until closed, and say what is awaited', () => {
    const hazards = [
      hazardFact('科兴', '停用', { severity: 'major', rectificationDueOn: '2023-11-22' }),
      hazardFact('凯涛', '临边', { severity: 'major', status: 'rectified', rectificationDueOn: '2023-11-25', responsible: { id: 'zhou', name: '周建国' } }),
      hazardFact('比德', '围堰', { severity: 'major', status: 'returned', rectificationDueOn: '2023-11-23' }),
    ];
    expect(attention({ majorHazards: hazards, items: [late('现场会', '2023-06-30')] }).map(({ light, tag, why, who }) => [light, tag, why, who])).toEqual([
      ['overdue', '重大隐患 · 逾期 1 天', '期限 11月22日，还没提交整改', '找企业联系人，没有的请办公室指派'],
      ['behind', '重大隐患 · 还剩 2 天', '期限 11月25日，已提交整改，等复查', '找巡查员'],
      ['behind', '重大隐患 · 今天到期', '期限 11月23日，整改被退回，还没重新提交', '找企业联系人，没有的请办公室指派'],
      ['overdue', '逾期 146 天', '目标 30 个，现在 0 个', '责任单位待明确'],
    ]);
  });
});

describe('at most five', () => {
  const facts = digestFacts({
    majorHazards: [major('a', '2023-11-22')],
    items: ['2023-04-30', '2023-06-30', '2023-09-30', '2023-10-31'].map((dueOn) => late(`到 ${dueOn}`, dueOn)),
    standingMilestones: [
      { ...milestoneFact('创欧', { answer: disputed('设备还在调试') }), status: 'disputed' },
      { ...milestoneFact('三湘', { reportedAt: '2023-11-17T02:00:00Z' }), status: 'reported' },
      { ...milestoneFact('科兴', { reportedAt: '2023-11-22T02:00:00Z' }), status: 'reported' },
    ],
    overdueHazards: [hazardFact('凯涛', '箱门未锁', { rectificationDueOn: '2023-11-20' }), major('a', '2023-11-22')],
    silentProjects: [{ id: 'chuangou', name: '创欧', lastRecordAt: '2023-11-07T02:00:00Z' }],
  });
  const digest = composeDigest(facts);

  it('take turns by kind, so that late items do not push a dispute off', () => {
    expect(digest.attention.map(({ kind, title }) => [kind, title])).toEqual([
      ['major_hazard', '科兴：a'],
      ['overdue_item', '到 2023-04-30缺 30 个'],
      ['dispute', '创欧 投产'],
      ['overdue_answer', '三湘 投产'],
      ['overdue_hazards', '凯涛：箱门未锁'],
    ]);
  });

  it('say how many there are in all', () => expect(digest.attentionCount).toBe(9));

  it('may all be major hazards', () => {
    const majorHazards = ['a', 'b', 'c', 'd', 'e', 'f'].map((title) => major(title, '2023-11-25'));
    expect(attention({ ...facts, majorHazards }).map(({ kind }) => kind)).toEqual(Array(5).fill('major_hazard'));
  });
});

describe('items of the plan', () => {
  it('stand for their children, which are late for the same reason', () => {
    const parent = late('现场点', '2023-06-30');
    const items = [late('勤润', '2023-06-30', parent.id), parent, late('现场会', '2023-04-30')];
    expect(attention({ items }).map(({ title }) => title)).toEqual(['现场会缺 30 个', '现场点缺 30 个']);
  });

  it('name who is responsible where the plan does', () => {
    expect(attention({ items: [{ ...late('物流中心', '2023-06-30'), responsible: '岳阳交建投' }] })[0]?.who).toBe('找 岳阳交建投');
  });

  it('without a number are told by their due date', () => {
    const done = itemFact('现场会', { measure: { type: 'done' }, target: { op: '=', value: 1, unit: '次' }, dueOn: '2023-06-30', value: null });
    expect(attention({ items: [done] })[0]).toMatchObject({ title: '现场会还没确认完成', why: '期限 6月30日，没有完成的记录' });
  });

  it('do not call a rank short of something', () => {
    const rank = itemFact('全市排名', { measure: { type: 'reported' }, target: { op: '<=', value: 3, unit: '位' }, dueOn: '2023-06-30', value: 5 });
    expect(attention({ items: [rank] })[0]).toMatchObject({ title: '全市排名没有达到目标', why: '目标 3 位，现在 5 位' });
  });
});

describe('what holds up others', () => {
  const line = stageFact('比德专线');
  const waiting = (name: string, change: Parameters<typeof stageFact>[1] = {}) => stageFact(name, { dependsOn: [line.id], blockedBy: [line.name], ...change });

  it('is named once, with the firmest of those that wait for it', () => {
    const items = [waiting('驰兴', { commitmentClass: 'process' }), waiting('比德'), line];
    expect(attention({ items })).toMatchObject([{ kind: 'blocked_item', title: '比德专线拖住比德投产等 2 个', why: '比德专线还没确认完成，离期限 38 天', link: { id: line.id } }]);
  });

  it('is left out where nobody has recorded anything of it', () => {
    expect(attention({ items: [waiting('比德'), { ...line, value: null }] })).toEqual([]);
  });

  it('makes no headline for what the plan merely wants to move along', () => {
    const headlineOf = (commitmentClass: 'hard' | 'process') => composeDigest(digestFacts({ items: [waiting('驰兴', { commitmentClass }), line] })).headline;
    expect(headlineOf('hard')).toBe('今天没有新的记录；驰兴投产被比德专线卡住。');
    expect(headlineOf('process')).toBe('今天没有新的记录。');
  });
});

describe('silence and lateness', () => {
  it('sum up general hazards and silent projects', () => {
    const overdueHazards = ['一', '二', '三', '四'].map((title) => hazardFact('凯涛', title, { rectificationDueOn: '2023-11-20' }));
    const silentProjects = ['创欧', '科兴'].map((name) => ({ id: name, name, lastRecordAt: '2023-11-07T02:00:00Z' }));
    expect(attention({ overdueHazards, silentProjects }).map(({ light, title, why }) => [light, title, why])).toEqual([
      ['overdue', '4 条一般隐患逾期没改', '一、二、三等 4 个'],
      ['no_data', '2 个项目超过 14 天没有记录', '创欧、科兴'],
    ]);
  });

  it('ask the side that has to answer', () => {
    const standing = (side: 'park' | 'enterprise') => [{ ...milestoneFact('三湘', { side, reportedAt: '2023-11-17T02:00:00Z' }), status: 'reported' as const }];
    expect(attention({ standingMilestones: standing('park') })[0]).toMatchObject({ tag: '超期未确认', why: '11月17日 上报，11月22日 前没有答复', who: '找企业联系人或办公室' });
    expect(attention({ standingMilestones: standing('enterprise') })[0]?.who).toBe('找巡查员');
  });
});

describe('an incident', () => {
  const accidents = itemFact('安全事故起数', { measure: { type: 'count_incidents' }, target: { op: '=', value: 0, unit: '起' }, value: 1 });
  const incident = (title: string, project: string | null) => recorded('submission_counted', accidents, { kind: 'incident', title, project });

  it('stands above everything, and opens the headline', () => {
    const digest = composeDigest(digestFacts({ changes: [incident('叉车擦碰', '比德')], majorHazards: [major('a', '2023-11-22')], items: [accidents] }));
    expect(digest.attention.map(({ kind, title, who }) => [kind, title, who]).slice(0, 2)).toEqual([['incident', '比德：叉车擦碰', '找上报人 王芳'], ['major_hazard', '科兴：a', '找企业联系人，没有的请办公室指派']]);
    expect(digest.headline).toBe('比德发生安全事故 1 起；科兴 1 处重大隐患逾期未改。');
  });

  it('is told without a place where none was said', () => {
    expect(composeDigest(digestFacts({ changes: [incident('叉车擦碰', null), incident('烫伤', null)] })).headline).toBe('登记安全事故 2 起。');
  });
});

it('the person whom the office named comes before whom the plan names', () => {
  const item = { ...late('物流中心', '2023-06-30'), responsible: '岳阳交建投', owner: { id: 'zhou', name: '周建国' } };
  expect(attention({ items: [item] })[0]?.who).toBe('找 周建国');
});

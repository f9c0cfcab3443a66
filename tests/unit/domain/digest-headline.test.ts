import * as fc from 'fast-check';
import { composeDigest } from '../../../src/domain/digest';
import type { DigestFacts } from '../../../src/domain/digest-facts';
import { answered, confirmed, counted, digestFacts, disputed, hazardFact, hazardMoved, itemFact, milestoneFact, stageFact } from '../../factories/digest';

const headline = (change: Partial<DigestFacts>) => composeDigest(digestFacts(change)).headline;
const reached = (project: string, change: Parameters<typeof milestoneFact>[1] = {}) => answered(milestoneFact(project, { answer: confirmed, ...change }));
const major = (project: string, rectificationDueOn: string) => hazardFact(project, `${project}的隐患`, { severity: 'major', rectificationDueOn });

describe('the headline', () => {
  it.each<[string, Partial<DigestFacts>, string]>([
    ['says how much came in where nothing stands out', { changes: [counted('比德', {}), counted('驰兴', {})] }, '今天收到 2 条记录。'],
    ['tells the highest rung of the day', { changes: [reached('溥泉', { rung: 'signed' }), reached('驰兴')] }, '驰兴投产。'],
    ['names two projects', { changes: [reached('驰兴'), reached('越洋')] }, '驰兴、越洋投产。'],
    ['counts more than two', { changes: ['驰兴', '越洋', '福瑞'].map((name) => reached(name)) }, '3 个项目投产。'],
    ['tells a dispute after the news', { changes: [answered(milestoneFact('创欧', { answer: disputed('调试') })), reached('驰兴')] }, '驰兴投产；创欧投产有异议。'],
    ['counts overdue major hazards of several projects', { majorHazards: [major('科兴', '2023-11-20'), major('凯涛', '2023-11-21')] }, '今天没有新的记录；2 处重大隐患逾期未改。'],
    [
      'tells a major hazard found today',
      { changes: [hazardMoved('opened', major('凯涛', '2023-11-26')), counted('凯涛', { kind: 'hazard_open' })], majorHazards: [major('凯涛', '2023-11-26')] },
      '今天收到 1 条记录；凯涛查出重大隐患。',
    ],
    ['does not forget one that is not due yet', { majorHazards: [major('凯涛', '2023-11-26')] }, '今天没有新的记录；1 处重大隐患还没关闭。'],
    [
      'tells an item that turned red since the last digest',
      { items: [itemFact('现场会', { dueOn: '2023-11-22' })], previousLights: { 'id of 现场会': 'behind' } },
      '今天没有新的记录；现场会逾期。',
    ],
    ['and not one that was red before', { items: [itemFact('现场会', { dueOn: '2023-11-22' })], previousLights: { 'id of 现场会': 'overdue' } }, '今天没有新的记录。'],
  ])('%s', (_rule, change, expected) => expect(headline(change)).toBe(expected));

  it('keeps what weighs most where not everything fits', () => {
    const line = stageFact('二十二路比德专线');
    const blocked = stageFact('中非工贸产业园二期标准厂房', { dependsOn: [line.id], blockedBy: [line.name] });
    const text = headline({ changes: [reached('驰兴')], items: [blocked, line], majorHazards: [major('科兴', '2023-11-22')] });
    expect(text).toBe('驰兴投产；科兴 1 处重大隐患逾期未改。');
  });

  it('tells one thing even where its name alone fills the line', () => {
    const name = '省商务厅外向型产业园区真抓实干督查激励单项奖及其配套政策落实情况专项督查现场会议';
    expect(headline({ changes: [reached(name)] })).toBe(`${name}投产。`);
  });

  it('is one sentence of at most three clauses and 40 characters, whatever happens', () => {
    const project = fc.constantFrom('比德', '驰兴', '越洋', '福瑞', '滨晟二期', '岳阳生物医药');
    const change = fc.oneof(
      project.map((name) => reached(name)),
      project.map((name) => reached(name, { rung: 'signed', agreedInvestmentYuan: 7e8 })),
      project.map((name) => answered(milestoneFact(name, { answer: disputed('调试') }))),
      project.map((name) => counted(name, {})),
      project.map((name) => hazardMoved('opened', major(name, '2023-11-26'))),
    );
    const hazards = fc.array(fc.tuple(project, fc.constantFrom('2023-11-20', '2023-11-26')).map(([name, due]) => major(name, due)));
    fc.assert(
      fc.property(fc.array(change), hazards, (changes, majorHazards) => {
        const text = headline({ changes, majorHazards });
        expect(text.length).toBeLessThanOrEqual(40);
        expect(text).toMatch(/^[^。；]+(；[^。；]+){0,2}。$/);
      }),
    );
  });
});

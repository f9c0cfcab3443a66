import { composeDigest } from '../../../src/domain/digest';
import type { ChangeFact } from '../../../src/domain/digest-facts';
import { answered, confirmed, counted, digestFacts, disputed, hazardFact, hazardMoved, itemFact, milestoneFact, recorded, stageFact, planImported, valueMoved } from '../../factories/digest';

const revenue = itemFact('技工贸总收入', { measure: { type: 'reported' }, target: { op: '>=', value: 549.08, unit: '亿元' }, value: 468.2, valueUntilOn: '2023-10-31' });

describe('composeDigest of an empty day', () => {
  it('reads well when nothing happened and nothing is open', () => {
    expect(composeDigest(digestFacts())).toEqual({
      on: '2023-11-23',
      headline: '今天没有新的记录，也没有要您过问的事。',
      attention: [],
      attentionCount: 0,
      sections: [],
      recordCount: 0,
      lights: { normal: 0, behind: 0, overdue: 0, no_data: 0 },
      turned: [],
      itemLights: {},
      indicators: [],
      hazards: { opened: 0, rectified: 0, returned: 0, closed: 0, open: 0, overdue: 0 },
      milestones: { confirmed: 0, disputed: 0 },
      silentProjects: [],
      photoCount: 0,
      elapsed: 327 / 365,
    });
  });

  it('still says what stands open', () => {
    const hazard = hazardFact('科兴', '可燃气体报警器停用', { severity: 'major', rectificationDueOn: '2023-11-22' });
    expect(composeDigest(digestFacts({ majorHazards: [hazard] })).headline).toBe('今天没有新的记录；科兴 1 处重大隐患逾期未改。');
  });

  it('does without a plan', () => expect(composeDigest(digestFacts({ plan: null }))).toMatchObject({ elapsed: null, indicators: [] }));
});

describe('the day of the mockup', () => {
  const line = itemFact('比德专线', { section: '二-6', kind: 'infrastructure_work', measure: { type: 'milestone', project: 'line-bide', milestone: 'completed' }, target: { op: '=', value: 1, unit: '条' }, value: 0 });
  const visits = itemFact('上半年流动现场点数量', { measure: { type: 'count_children_done' }, target: { op: '>=', value: 3, unit: '个' }, value: 2, dueOn: '2023-06-30' });
  const trade = itemFact('进出口总额', { measure: { type: 'reported' }, target: { op: '>=', value: 7, unit: '亿元' }, value: 5.1, valueUntilOn: '2023-10-31' });
  const gas = hazardFact('科兴', '可燃气体报警器停用', { severity: 'major', rectificationDueOn: '2023-11-22' });
  const others = ['a', 'b', 'c', 'd', 'e'].map((title) => hazardFact('凯涛', title));
  const form = itemFact('招商形式', { section: '二-3', kind: 'reform', measure: { type: 'narrative' }, target: null, value: null });
  const facts = digestFacts({
    items: [revenue, visits, trade, form, stageFact('比德', { dependsOn: [line.id], blockedBy: ['比德专线'] }), line],
    previousLights: { [revenue.id]: 'normal', [trade.id]: 'normal', [visits.id]: 'overdue' },
    majorHazards: [gas],
    overdueHazards: [gas],
    hazardCounts: { open: 11, overdue: 1 },
    changes: [
      answered(milestoneFact('驰兴', { answer: confirmed })),
      answered(milestoneFact('溥泉新能源', { rung: 'signed', agreedInvestmentYuan: 1_600_000_000, answer: confirmed }), { section: '二-3' }),
      counted('比德', { kind: 'progress', percent: 92, previousPercent: 84, problems: ['power'], photoCount: 2 }),
      counted('兴业路', { kind: 'progress', percent: 90, previousPercent: 86, photoCount: 12 }, { section: '二-6' }),
      ...others.slice(0, 2).map((hazard) => hazardMoved('opened', hazard)),
      ...others.slice(2).map((hazard) => hazardMoved('closed', hazard)),
    ],
  });
  const digest = composeDigest(facts);

  it('has the three things in one sentence, news first', () => {
    expect(digest.headline).toBe('驰兴投产；比德投产被比德专线卡住；科兴 1 处重大隐患逾期未改。');
    expect(digest.headline.length).toBeLessThanOrEqual(40);
  });

  it('asks for attention with why and whom, the major hazard on top', () => {
    expect(digest.attention).toEqual([
      { kind: 'major_hazard', light: 'overdue', tag: '重大隐患 · 逾期 1 天', title: '科兴：可燃气体报警器停用', why: '期限 11月22日，还没提交整改', who: '找企业联系人，没有的请办公室指派', link: { kind: 'hazard', id: gas.id } },
      { kind: 'overdue_item', light: 'overdue', tag: '逾期 146 天', title: '上半年流动现场点数量缺 1 个', why: '目标 3 个，现在 2 个', who: '责任单位待明确', link: { kind: 'plan_item', id: visits.id } },
      { kind: 'blocked_item', light: 'behind', tag: '滞后', title: '比德专线拖住比德投产', why: '比德专线还没确认完成，离期限 38 天', who: '责任单位待明确', link: { kind: 'plan_item', id: line.id } },
      { kind: 'turned_item', light: 'behind', tag: '滞后', title: '进出口总额转为滞后', why: '现在 5.1 亿元，应到 5.83 亿元', who: '责任单位待明确', link: { kind: 'plan_item', id: trade.id } },
    ]);
  });

  it('tells the changes by section, each with its records', () => {
    expect(digest.sections.map(({ section, title, lines }) => [section, title, ...lines.map(({ text }) => text)])).toEqual([
      ['招商', '招商引资', '签约 +1，溥泉新能源 16 亿元'],
      ['项目', '项目建设', '投产 +1，驰兴由企业确认', '比德 84% → 92%，问题：用电'],
      ['基建', '基础建设', '兴业路 86% → 90%'],
      ['安全', '风险防范', '隐患新开 2，关闭 3，未关 11'],
    ]);
    for (const { lines } of digest.sections) {
      for (const { text, strong, links } of lines) {
        expect(links.length).toBeGreaterThan(0);
        for (const part of strong) expect(text).toContain(part);
      }
    }
    // Each is told apart in the sheet of the line.
    expect(digest.sections.at(-1)?.lines[0]?.links.map(({ label }) => label)).toEqual(['凯涛 a', '凯涛 b', '凯涛 c', '凯涛 d', '凯涛 e']);
  });

  it('counts lights and names the one that turned', () => {
    expect(digest.lights).toEqual({ normal: 2, behind: 2, overdue: 1, no_data: 1 });
    expect(digest.turned).toMatchObject([{ name: '进出口总额', from: 'normal', to: 'behind' }]);
    expect(digest.itemLights[visits.id]).toBe('overdue');
  });

  it('shows the main targets that come together over the year, with their pace', () => {
    expect(digest.indicators.map(({ name, value, target, expected, light }) => [name, value, target, expected, light])).toEqual([
      ['技工贸总收入', 468.2, 549.08, 457.32, 'normal'],
      ['进出口总额', 5.1, 7, 5.83, 'behind'],
    ]);
  });

  it('counts records, photos, hazards and milestones', () => {
    expect(digest).toMatchObject({ recordCount: 7, photoCount: 14, hazards: { opened: 2, closed: 3, open: 11, overdue: 1 }, milestones: { confirmed: 2, disputed: 0 } });
  });

  it('is the same for the same facts, survives JSON, and leaves its facts alone', () => {
    const before = JSON.stringify(facts);
    expect(composeDigest(JSON.parse(before))).toEqual(digest);
    expect(JSON.parse(JSON.stringify(digest))).toEqual(digest);
    expect(JSON.stringify(facts)).toBe(before);
  });
});

describe('what holds within one digest', () => {
  it('leaves out a record that was corrected in it and tells the correction', () => {
    const wrong = counted('比德', { kind: 'progress', percent: 9, previousPercent: 84, isCorrected: true });
    const right = counted('比德', { kind: 'progress', percent: 90, previousPercent: 84 });
    const correction = { ...right, id: 9, kind: 'correction' as const };
    const { sections, recordCount } = composeDigest(digestFacts({ items: [stageFact('比德')], changes: [wrong, right, correction] }));
    expect(sections.flatMap(({ lines }) => lines.map(({ text }) => text))).toEqual(['比德 84% → 90%', '更正 1 条记录：比德']);
    expect(recordCount).toBe(1);
  });

  it('tells of a plan that was imported, and leads to it', () => {
    const { sections, recordCount } = composeDigest(digestFacts({ changes: [planImported(2024, 163)] }));
    expect(sections).toEqual([{ section: '其他', title: '其他', lines: [{ text: '王芳导入 2024 年计划，163 项', strong: ['2024 年计划'], links: [{ kind: 'plan', id: '2024' }], effects: [] }] }]);
    expect(recordCount).toBe(0);
  });

  it('leaves out a confirmation whose report was corrected afterwards', () => {
    const digest = composeDigest(digestFacts({ changes: [answered(milestoneFact('驰兴', { answer: confirmed, isLive: false }))] }));
    expect(digest).toMatchObject({ milestones: { confirmed: 0 }, sections: [], recordCount: 0 });
  });

  it('makes one move of several reports, and one line of a report and its confirmation', () => {
    const milestone = milestoneFact('驰兴', { answer: confirmed });
    const { sections } = composeDigest(
      digestFacts({
        items: [stageFact('比德')],
        changes: [
          counted('比德', { kind: 'progress', percent: 60, previousPercent: 50 }),
          counted('驰兴', { id: milestone.reportId, kind: 'milestone_report', rung: 'in_production' }),
          answered(milestone),
          counted('比德', { kind: 'progress', percent: 70, previousPercent: 60 }),
          counted('三湘', { kind: 'milestone_report', rung: 'completed' }),
        ],
      }),
    );
    expect(sections.flatMap(({ lines }) => lines.map(({ text, links }) => [text, links.length]))).toEqual([
      ['投产 +1，驰兴由企业确认', 1],
      ['三湘 上报竣工，等另一方确认', 1],
      ['比德 50% → 70%', 2],
    ]);
  });

  it('says who confirmed where it was not the enterprise', () => {
    const lineOf = (change: Parameters<typeof milestoneFact>[1]) =>
      composeDigest(digestFacts({ changes: [answered(milestoneFact('兴业路', { rung: 'completed', ...change }))] })).sections[0]?.lines[0]?.text;
    expect(lineOf({ answer: { ...confirmed, onBehalf: true } })).toBe('竣工 +1，兴业路由管委会代确认');
    expect(lineOf({ answer: confirmed, side: 'enterprise' })).toBe('竣工 +1，兴业路由管委会确认');
  });

  describe('values', () => {
    const completed = itemFact('竣工投产项目（4633之3）');
    const exports = itemFact('进出口总额', { measure: { type: 'reported' }, target: { op: '>=', value: 7, unit: '亿元' }, value: 5.1 });
    const share = itemFact('供地率', { measure: { type: 'ratio', numerator: 'a', denominator: 'b' }, target: null, value: 0.8 });
    const linesOf = (changes: ChangeFact[]) =>
      composeDigest(digestFacts({ items: [completed, exports, share], changes })).sections.flatMap(({ lines }) => lines.map(({ text, effects }) => [text, ...effects.map(({ name, before, after, delta }) => [name, before, after, delta])]));
    const moved = (item: typeof completed, before: number | null, after: number | null, causeId: string | null = null) => ({ ...valueMoved(item, before, after), causeId });

    it('moved by nothing that is told are told by themselves, where they do not come back', () => {
      expect(linesOf([moved(completed, 21, 20)])).toEqual([['竣工投产项目 21 个 → 20 个', ['竣工投产项目', 21, 20, -1]]]);
      expect(linesOf([moved(completed, 21, 20), moved(completed, 20, 21)])).toEqual([]);
      expect(linesOf([moved(share, null, 0.8)])).toEqual([['供地率 报为 80%', ['供地率', null, 0.8, 0.8]]]);
    });

    it('stand with the line of whatever moved them', () => {
      const confirmation = answered(milestoneFact('驰兴', { answer: confirmed }), { causeId: 'answer 1' });
      expect(linesOf([confirmation, moved(completed, 20, 21, 'answer 1')])).toEqual([['投产 +1，驰兴由企业确认', ['竣工投产项目', 20, 21, 1]]]);
    });

    it('entered for a month say so', () => {
      const approved = recorded('record_approved', exports, { kind: 'reading', month: '2023-10', value: 5.1 });
      expect(linesOf([approved, moved(exports, 4.6, 5.1, approved.causeId)])).toEqual([['进出口总额 10 月 4.6 亿元 → 5.1 亿元', ['进出口总额', 4.6, 5.1, 0.5]]]);
      expect(linesOf([approved, moved(exports, null, 5.1, approved.causeId)])).toEqual([['进出口总额 10 月 报为 5.1 亿元', ['进出口总额', null, 5.1, 5.1]]]);
      expect(linesOf([approved])).toEqual([['进出口总额 10 月 填报 5.1 亿元，已审核']]);
    });

    it('moved by what was corrected within the same digest stand with its correction', () => {
      const milestone = milestoneFact('驰兴', { reportId: 'wrong', answer: confirmed, isLive: false });
      const correction = counted('驰兴', { id: 'right', kind: 'milestone_report', corrects: 'wrong' }, { kind: 'correction', causeId: 'right' });
      const changes = [answered(milestone, { causeId: 'answer 1' }), moved(completed, 20, 21, 'answer 1'), correction, moved(completed, 21, 19, 'right')];
      expect(linesOf(changes)).toEqual([['更正 1 条记录：驰兴', ['竣工投产项目', 20, 19, -1]]]);
    });
  });

  it('tells what was recorded about items of the plan', () => {
    const register = itemFact('新增入规企业（2.4）', { measure: { type: 'count_achievements' } });
    const accidents = itemFact('安全事故起数', { measure: { type: 'count_incidents' } });
    const approval = itemFact('空间规划', { measure: { type: 'done' } });
    const figure = itemFact('进出口总额', { measure: { type: 'reported' } });
    const gap = itemFact('未具名竣工项目', { measure: { type: 'placeholder', count: 4 } });
    const textOf = (...changes: ChangeFact[]) => composeDigest(digestFacts({ items: [register], changes })).sections.flatMap(({ lines }) => lines.map(({ text }) => text));
    const achievement = (title: string) => recorded('record_approved', register, { kind: 'achievement', title });
    expect(textOf(achievement('比德'), achievement('驰兴'))).toEqual(['新增入规企业 +2，比德、驰兴']);
    expect(textOf(recorded('submission_counted', accidents, { kind: 'incident', title: '叉车擦碰' }))).toEqual(['安全事故起数 +1：叉车擦碰']);
    expect(textOf(recorded('record_approved', approval, { kind: 'completion' }))).toEqual(['空间规划 确认完成']);
    expect(textOf(recorded('submission_counted', gap, { kind: 'naming', project: '勤润' }))).toEqual(['补录 勤润：未具名竣工项目']);
    expect(textOf(recorded('submission_counted', figure, { kind: 'note', note: '海关数据下周出' }))).toEqual(['进出口总额：海关数据下周出']);
    const figures = ['甲', '乙', '丙', '丁', '戊'].map((name) => recorded('record_approved', itemFact(name, { measure: { type: 'reported' } }), { kind: 'reading', month: '2023-10', value: 1 }));
    expect(textOf(...figures)).toEqual(['填报审核 5 项：甲、乙等 5 个']);
    expect(textOf(...figures.slice(1))).toHaveLength(4);
    expect(textOf(recorded('record_returned', figure, { kind: 'reading', answer: { answer: 'return', reason: '与海关不符', by: null } }))).toEqual(['退回 1 条：进出口总额，与海关不符']);
    expect(textOf(recorded('submission_counted', figure, { kind: 'reading' }))).toEqual(['收到 1 条，等审核：进出口总额']);
    const reading = { kind: 'reading', id: 'r', month: '2023-10', value: 5.1 } as const;
    expect(textOf(recorded('submission_counted', figure, reading), recorded('record_approved', figure, reading))).toEqual(['进出口总额 10 月 填报 5.1 个，已审核']);
  });

  it('sums up inspections and safety checks', () => {
    const { sections } = composeDigest(
      digestFacts({
        items: [stageFact('比德')],
        changes: [
          counted('比德', { photoCount: 3 }),
          counted('驰兴', { photoCount: 2 }),
          counted('比德', { photoCount: 1 }),
          counted('滨晟二期', { kind: 'safety_check', failCount: 2, photoCount: 2 }),
          counted('凯涛', { kind: 'safety_check', failCount: 0 }),
        ],
      }),
    );
    expect(sections.flatMap(({ lines }) => lines.map(({ text }) => text))).toEqual([
      '巡查 3 次，比德、驰兴，照片 6 张',
      '安全检查 2 次，滨晟二期、凯涛，不合格 2 条',
    ]);
    // Each is told apart where one line leads to several.
    expect(sections[0]?.lines[0]?.links.map(({ label }) => label)).toEqual(['比德', '驰兴', '比德'].map((name) => expect.stringMatching(new RegExp(`^${name} \\d\\d:\\d\\d$`))));
  });
});

describe('a dispute', () => {
  it('is told in the headline, the changes and 需要您过问', () => {
    const milestone = milestoneFact('创欧', { answer: disputed('设备还在调试') });
    const digest = composeDigest(digestFacts({ changes: [answered(milestone)], standingMilestones: [{ ...milestone, status: 'disputed' }] }));
    expect(digest.headline).toBe('创欧投产有异议。');
    expect(digest.sections[0]?.lines[0]?.text).toBe('创欧 投产有异议：设备还在调试');
    expect(digest.attention[0]).toMatchObject({ kind: 'dispute', title: '创欧 投产', why: '陈静：设备还在调试', who: '找上报人 李明' });
  });
});

// 计划导入: what the office sees of a file that is wrong and of one that is right, and what it sends.
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import Taro from '@tarojs/taro';
import type { ListPlansResponse, PlanPreview } from '../../src/contract/plan-import';
import { comparePlans, type PlanFile } from '../../src/domain/plan-file';
import PlanImportPage from '../../src/pages/office/plan-import';
import { changeText, namesOf } from '../../src/pages/office/plan-import/difference';
import { readBytes } from '../../src/pages/office/plan-import/use-plan-import';
import PlanPage from '../../src/pages/leader/plan';
import { pickFile } from '../../src/platform/pick-file';
import { aPlanFile, aPlanItem as anItem, type Draft } from '../factories/plan-file';
import { aPlanItem, idOf } from '../factories/screen';
import { sha256 } from '../factories/submission';
import { refusal, renderPage } from '../support/page';

jest.mock('../../src/platform/pick-file', () => ({ pickFile: jest.fn() }));
const given: { name: string; text: string }[] = [];
jest.mock('../../src/platform/export-file', () => ({
  exportGoesTo: 'download',
  startExportFile: async (name: string) => {
    const chunks: Uint8Array[] = [];
    return {
      append: async (bytes: Uint8Array) => void chunks.push(bytes),
      give: async () => {
        given.push({ name, text: Buffer.concat(chunks).toString('utf8') });
        return true;
      },
      discard: async () => undefined,
    };
  },
}));

const bytesOf = (text: string) => Uint8Array.from(Buffer.from(text)).buffer;
const hand = (file: string | ArrayBuffer) => jest.mocked(pickFile).mockResolvedValue({ name: 'plan.json', read: async () => (typeof file === 'string' ? bytesOf(file) : file) });
const years = (...list: number[]): ListPlansResponse => ({
  items: list.map((year, index) => ({ year, startsOn: `${year}-01-01`, endsOn: `${year}-12-31`, isCurrent: index === 0, itemCount: 3, importedAt: '2026-01-01T00:00:00Z', importedBy: null })),
});

const before = aPlanFile({ planYear: 2026 });
const after: Draft = aPlanFile();
after.sections['二-5'] = '项目建设';
after.items = [
  { ...after.items[0]!, target: { op: '>=', value: 2, unit: '个', growthPct: 5 }, dueOn: '2027-06-30' },
  { ...after.items[2]!, commitmentClass: 'stretch' },
  anItem('fresh', { section: '二-5', name: '比德专线' }),
];

function seen(file: string): PlanPreview {
  return {
    year: 2027, sha256: sha256(file), comparedWith: 2026, ...comparePlans(before, JSON.parse(file) as PlanFile),
    projects: { new: [{ id: 'x', name: '新能' }], existing: [{ id: 'new-works', name: '新项目', knownAs: '老项目' }] },
  };
}

const show = (change: Record<string, unknown> = {}) =>
  renderPage(PlanImportPage, {
    role: 'office',
    answers: {
      'plan.list': years(2026),
      'plan.preview': ({ body }: { body?: unknown }) => seen((body as { file: string }).file),
      'plan.import': ({ body }: { body?: unknown }) => ({ id: (body as { id: string }).id, receivedAt: '2026-11-23T03:00:00Z', sha256: 'a'.repeat(64), year: 2027 }),
      ...change,
    },
  });
const pick = async () => {
  const button = await screen.findByText(/^(选择计划文件|换一个文件)$/);
  await act(async () => void fireEvent.click(button));
};

describe('a file that is wrong', () => {
  it('names each row without asking the server', async () => {
    const draft = aPlanFile();
    draft.items[1]!.parent = 'nowhere';
    draft.items[2]!.section = '九';
    hand(JSON.stringify(draft));
    const call = show();
    await pick();
    expect(await screen.findByText('文件有 2 处错，不能导入')).toBeTruthy();
    expect(screen.getByText('第 2 条“事项 figure”：上级事项“nowhere”不存在')).toBeTruthy();
    expect(screen.getByText('第 3 条“事项 works”：章节“九”不存在')).toBeTruthy();
    expect(call.mock.calls.map(([name]) => name)).not.toContain('plan.preview');
  });

  it('of 10,000 items, larger than may be sent, is told in one sentence', async () => {
    hand(JSON.stringify({ ...aPlanFile(), items: Array.from({ length: 10_000 }, (_, index) => anItem(`i-${index}`, { aliases: ['x'.repeat(300)] })) }));
    show();
    await pick();
    expect(await screen.findByText('共 10000 条事项，最多 2000 条', {}, { timeout: 15_000 })).toBeTruthy();
  });

  it('shows what only the server knows', async () => {
    hand(JSON.stringify(after));
    show({ 'plan.preview': { errors: [{ path: 'planYear', code: 'plan_year_taken', row: null, value: '2027' }], errorCount: 1 } });
    await pick();
    expect(await screen.findByText('2027 年的计划已经有了，不能再导入')).toBeTruthy();
    expect(screen.getByText('换一个文件')).toBeTruthy();
  });

  it('without signal says so and lets the person try again', async () => {
    hand(JSON.stringify(after));
    show({ 'plan.preview': refusal(503, 'unavailable') });
    await pick();
    expect(await screen.findByText('服务器暂时没有回应，请稍后再试。')).toBeTruthy();
  });

  it('in another encoding, or with a mark before it, is told or read', () => {
    expect(readBytes(Uint8Array.from([0x7b, 0xd4, 0xb0, 0xc7, 0xf8, 0x7d]).buffer)).toMatchObject({ errors: [{ code: 'not_utf8' }] });
    const text = JSON.stringify(aPlanFile());
    expect(readBytes(bytesOf(`\ufeff${text}`))).toMatchObject({ file: text });
    expect(readBytes(bytesOf(text + ' '.repeat(2_000_000)))).toMatchObject({ errors: [{ code: 'too_large' }] });
  });
});

describe('a file that is right', () => {
  it('is shown with counts first, then what is new, changed and gone by section', async () => {
    hand(JSON.stringify(after));
    show();
    await pick();
    expect(await screen.findByText('2027 年度计划')).toBeTruthy();
    expect(screen.getByText('和 2026 年比。期限只跟着年份顺延的，不算变动。')).toBeTruthy();
    for (const [count, times] of [['1 条', 4], ['2 条', 2]] as const) expect(screen.getAllByText(count).length).toBeGreaterThanOrEqual(times);
    expect(screen.getByText('比德专线')).toBeTruthy();
    expect(screen.getByText('二-5 项目建设')).toBeTruthy();
    expect(screen.getByText('目标：不低于 1 个 → 不低于 2 个，增速 5%；期限：（没有） → 2027年6月30日')).toBeTruthy();
    expect(screen.getByText('承诺类别：硬任务 → 冲刺')).toBeTruthy();
    expect(screen.getByText('事项 figure')).toBeTruthy();
    expect(screen.getByText('新增 1 个：新能')).toBeTruthy();
    expect(screen.getByText('文件写“新项目”，园区里叫“老项目”，仍叫“老项目”')).toBeTruthy();
  });

  it('is imported after one question, with the exact text that was previewed, and leads to the board', async () => {
    const open = jest.spyOn(Taro, 'navigateTo');
    const file = JSON.stringify(after, null, 2);
    hand(file);
    const call = show();
    await pick();
    fireEvent.click(await screen.findByText('导入 2027 年度计划'));
    expect(await screen.findByText('新增 1 条，变动 2 条，不再有 1 条。导入以后这一年不能再导入第二次，事项不能再改。')).toBeTruthy();
    expect(call.mock.calls.map(([name]) => name)).not.toContain('plan.import');
    fireEvent.click(screen.getByText('导入'));
    expect(await screen.findByText('2027 年度计划已导入')).toBeTruthy();
    const [, input] = call.mock.calls.find(([name]) => name === 'plan.import')!;
    expect(input).toEqual({ body: { id: expect.any(String), file, expect: sha256(file) } });
    fireEvent.click(screen.getByText('看年度计划'));
    expect(open).toHaveBeenCalledWith({ url: '/pages/leader/plan/index?year=2027' });
  });

  it('that could not be sent stays on the screen and is sent again as the same import', async () => {
    hand(JSON.stringify(after));
    let isDown = true;
    const call = show({ 'plan.import': ({ body }: { body?: unknown }) => (isDown ? refusal(503, 'unavailable')() : { id: (body as { id: string }).id, receivedAt: '', sha256: '', year: 2027 }) });
    await pick();
    for (const expected of ['服务器暂时没有回应，请稍后再试。', '2027 年度计划已导入']) {
      fireEvent.click(await screen.findByText('导入 2027 年度计划'));
      fireEvent.click(await screen.findByText('导入'));
      expect(await screen.findByText(expected)).toBeTruthy();
      isDown = false;
    }
    const bodies = call.mock.calls.filter(([name]) => name === 'plan.import').map(([, input]) => input);
    expect(bodies).toHaveLength(2);
    expect(bodies[0]).toEqual(bodies[1]);
  });
});

describe('help', () => {
  it('gives the latest plan and the schema as files', async () => {
    show({ 'plan.file': before, 'planFile.schema': { title: '年度计划文件' } });
    fireEvent.click(await screen.findByText('2026 年计划文件'));
    await waitFor(() => expect(given.map(({ name }) => name)).toEqual(['parkpulse-plan-2026.json']));
    expect(JSON.parse(given[0]!.text)).toEqual(before);
    fireEvent.click(screen.getByText('格式说明'));
    await waitFor(() => expect(given.map(({ name }) => name)).toContain('parkpulse-plan.schema.json'));
  });
});

test('every field has a way to be read', () => {
  const names = namesOf(after);
  const text = (field: string, beforeValue: unknown, afterValue: unknown) => changeText({ field, before: beforeValue, after: afterValue }, names);
  expect(text('parent', null, 'fresh')).toBe('上级事项：（没有） → 比德专线');
  expect(text('dependsOn', ['gone'], ['fresh', 'total'])).toBe('前置事项：gone → 比德专线、事项 total');
  expect(text('measure', { type: 'done' }, { type: 'stage', project: 'new-works', targetMilestone: 'completed' })).toBe('计量方式：确认完成算 1，没确认算 0。 → 新项目在计划年度结束前“竣工”、经另一方确认，算 1，之前只显示已确认到哪一步。');
  expect(text('dueStated', false, true)).toBe('期限是否写明：否 → 是');
  expect(text('kind', 'indicator', 'project')).toBe('种类：指标 → 项目');
  expect(text('section', '一', '二-5')).toBe('章节：一 年度目标 → 二-5 项目建设');
  expect(text('project', null, 'new-works')).toBe('项目：（没有） → 新项目');
});

describe('the board', () => {
  const planOf = (year: number) => ({ ...years(year).items[0], sections: [{ number: '一', title: '年度目标' }], questions: [], elapsed: 1, items: [aPlanItem({ id: idOf(year), name: `${year} 的目标` })] });
  const board = (...list: number[]) =>
    renderPage(PlanPage, { answers: { 'plan.list': years(...list), 'plan.read': ({ query }: { query?: Record<string, unknown> }) => planOf(Number(query?.year ?? list[0])) } });

  it('switches between years where there is more than one', async () => {
    board(2027, 2026);
    expect(await screen.findByText('2027 的目标')).toBeTruthy();
    fireEvent.click(await screen.findByText('2026 年'));
    expect(await screen.findByText('2026 的目标')).toBeTruthy();
    fireEvent.click(screen.getByText('2027 年'));
    expect(await screen.findByText('2027 的目标')).toBeTruthy();
  });

  it('offers no switch for one year', async () => {
    board(2026);
    expect(await screen.findByText('2026 的目标')).toBeTruthy();
    expect(screen.queryByText('2026 年')).toBeNull();
  });
});

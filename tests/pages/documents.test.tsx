// 日报、周报、台账: who may make what, that a lost answer makes nothing twice, and where a code leads.
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { createExportRequestSchema, type Export, type ExportFile } from '../../src/contract/export';
import DocumentsPage from '../../src/pages/leader/documents';
import { openFile } from '../../src/platform/open-file';
import { idOf, people } from '../factories/screen';
import { refusal, renderPage } from '../support/page';

jest.mock('../../src/platform/open-file', () => ({ openFile: jest.fn() }));
beforeAll(() => jest.useFakeTimers({ now: new Date('2026-11-23T08:30:00Z'), doNotFake: ['setTimeout', 'setInterval', 'queueMicrotask', 'nextTick', 'setImmediate'] }));
afterAll(() => jest.useRealTimers());
beforeEach(() => jest.mocked(openFile).mockReset().mockResolvedValue(undefined));

const aDocument = (change: Partial<Export> = {}): Export => ({
  id: idOf(800), code: '7K2F9QD4M3', kind: 'daily', from: '2026-11-22', to: '2026-11-22', by: people.wangfang, at: '2026-11-22T10:05:00Z', sha256: 'ab'.repeat(32), bytes: 21_688, rowCount: null,
  digest: { number: 13, on: '2026-11-22', head: 'cd'.repeat(32) }, ...change,
});
const aFile = (change: Partial<ExportFile> = {}): ExportFile => ({ ...aDocument(), name: '日报_2026-11-22_7K2F9QD4M3.docx', url: 'http://park/storage/v1/x', ...change });

const show = (role: 'leader' | 'office', answers: Record<string, unknown> = {}, params: Record<string, string> = {}) =>
  renderPage(DocumentsPage, { role, params, answers: { 'export.list': { items: [aDocument()], next: null }, 'export.read': aFile(), ...answers } });
const asked = (call: jest.Mock) => call.mock.calls.filter(([name]) => name === 'export.create').map(([, input]) => createExportRequestSchema.parse((input as { body: unknown }).body));

it('offers a leader no ledger', async () => {
  show('leader');
  await screen.findByText('导出日报');
  expect(screen.getByText('周报')).toBeTruthy();
  expect(screen.queryByText('台账')).toBeNull();
});

it('makes the report of the day it was opened for, and shows what it is', async () => {
  const call = show('leader', { 'export.create': aFile() }, { on: '2026-11-22' });
  fireEvent.click(await screen.findByText('导出日报'));
  expect(await screen.findByText('文件指纹')).toBeTruthy();
  expect(asked(call)).toMatchObject([{ kind: 'daily', on: '2026-11-22' }]);
  fireEvent.click(screen.getByText('下载'));
  await waitFor(() => expect(openFile).toHaveBeenCalledWith('http://park/storage/v1/x', '日报_2026-11-22_7K2F9QD4M3.docx'));
});

it('of a ledger asks for a range, the common ones by one tap', async () => {
  const call = show('office', { 'export.create': aFile({ kind: 'ledger', rowCount: 290 }) }, { kind: 'ledger' });
  fireEvent.click(await screen.findByText('导出台账'));
  await waitFor(() => expect(asked(call)).toMatchObject([{ kind: 'ledger', from: '2026-10-24', to: '2026-11-23' }]));
  fireEvent.click(screen.getByText('上月'));
  fireEvent.click(await screen.findByText('导出台账'));
  await waitFor(() => expect(asked(call)[1]).toMatchObject({ from: '2026-10-01', to: '2026-10-31' }));
});

describe('a range that', () => {
  it.each([
    ['runs backwards', '2026-11-24', '结束日期早于开始日期'],
    ['is longer than a year', '2025-11-22', '一份台账最多一年，请分几次导出'],
  ])('%s is told so and not asked for', async (_, from, words) => {
    const call = show('office', {}, { kind: 'ledger' });
    await screen.findByText('导出台账');
    fireEvent.change(document.querySelector('input[type=date]')!, { target: { value: from } });
    expect(await screen.findByText(words)).toBeTruthy();
    fireEvent.click(screen.getByText('导出台账'));
    expect(asked(call)).toEqual([]);
  });
});

it('asks again under the same id after an answer was lost, under a new one for other days', async () => {
  const call = show('leader', { 'export.create': refusal(503, 'unavailable') });
  fireEvent.click(await screen.findByText('导出日报'));
  expect(await screen.findByText('服务器暂时没有回应，请稍后再试。')).toBeTruthy();
  fireEvent.click(screen.getByText('导出日报'));
  await waitFor(() => expect(asked(call)).toHaveLength(2));
  fireEvent.click(screen.getByText('周报'));
  fireEvent.click(await screen.findByText('导出周报'));
  await waitFor(() => expect(asked(call)).toHaveLength(3));
  const ids = asked(call).map(({ id }) => id);
  expect(ids[0]).toBe(ids[1]);
  expect(ids[2]).not.toBe(ids[0]);
});

it('finds a document by its code however it is typed, and says when there is none', async () => {
  const call = show('leader');
  const field = await screen.findByPlaceholderText('例如 7K2F9-QD4M3');
  fireEvent.input(field, { target: { value: '7k2f9-qd4m' } });
  fireEvent.click(screen.getByText('查这份文件'));
  expect(await screen.findByText('校验码是 10 位字母和数字，请再核对一下。')).toBeTruthy();
  fireEvent.input(field, { target: { value: '7k2f9-qd4m3' } });
  fireEvent.click(screen.getByText('查这份文件'));
  expect(await screen.findByText('abababababababab')).toBeTruthy();
  expect(call).toHaveBeenCalledWith('export.read', { params: { code: '7K2F9QD4M3' } });
});

it('says when the storage has lost the file', async () => {
  show('leader', { 'export.read': aFile({ url: null }) });
  fireEvent.click(await screen.findByText('日报 11月22日'));
  expect(await screen.findByText('文件不在存储里了，请重新导出一份')).toBeTruthy();
  expect(screen.queryByText('下载')).toBeNull();
});

it('says that nothing was made yet', async () => {
  show('leader', { 'export.list': { items: [], next: null } });
  expect(await screen.findByText('还没有导出过')).toBeTruthy();
});

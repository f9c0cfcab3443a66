// The workbook itself: what a ledger needs and no ledger of the tests is large enough to show.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { createWorkbook, type Cell, type Column } from '../../../functions/documents/xlsx';

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => fs.rmSync(folder, { recursive: true, force: true })));

async function* each(rows: readonly Cell[][]) {
  yield* rows;
}

async function write(columns: Column[], rows: readonly Cell[][]): Promise<Uint8Array> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'parkpulse-xlsx-'));
  folders.push(folder);
  const book = createWorkbook(folder, '&L校验码');
  expect(await book.addSheet('巡查', columns, each(rows))).toBe(rows.length);
  book.addCover('说明', '台账', [['行数', `${rows.length}`]]);
  const target = path.join(folder, 'book.xlsx');
  await book.finish(target);
  return fs.readFileSync(target);
}

const text: Column = { title: '内容', width: 20, kind: 'text' };
const textOf = (file: Uint8Array, part: string) => strFromU8(unzipSync(file, { filter: ({ name }) => name === part })[part]!);

it('is the same file for the same content', async () => {
  const rows = [['主体完工'], ['=1+1'], [null]];
  expect(Buffer.compare(await write([text], rows), await write([text], rows))).toBe(0);
});

it('goes on with a sheet of its own after as many links as Excel takes', async () => {
  const link = { text: '7K2F9QD4M3', url: 'https://park.test/#/p?code=7K2F9QD4M3' };
  const columns = [1, 2, 3].map((index): Column => ({ title: `照片 ${index}`, width: 12, kind: 'link' }));
  const file = await write(columns, Array.from({ length: 21_844 }, () => [link, link, link]));
  expect([...textOf(file, 'xl/workbook.xml').matchAll(/<sheet name="([^"]+)"/g)].map(([, name]) => name)).toEqual(['说明', '巡查', '巡查（2）']);
  expect(textOf(file, 'xl/worksheets/sheet1.xml').match(/<hyperlink /g)).toHaveLength(65_529);
  expect(textOf(file, 'xl/worksheets/sheet2.xml').match(/<hyperlink /g)).toHaveLength(3);
});

it('gives a long text the lines it needs, and a short one none of its own', async () => {
  const file = await write([text], [['短'], ['三十个字的内容要分成四行才放得下，因为一个汉字有两个数字宽。'], ['一\n二']]);
  const heights = [...textOf(file, 'xl/worksheets/sheet1.xml').matchAll(/<row r="(\d+)"(?: ht="(\d+)")?/g)].map(([, row, height]) => [row, height]);
  expect(heights.slice(1)).toEqual([['2', undefined], ['3', '64'], ['4', '32']]);
});

it('prints a wide sheet on two pages side by side, each with the first columns, rather than too small to read', async () => {
  const printed = async (columns: number) => {
    const file = await write(Array.from({ length: columns }, () => text), [['短']]);
    const [pages] = textOf(file, 'xl/worksheets/sheet1.xml').match(/fitToWidth="\d+"/)!;
    const [, titles] = /Print_Titles"[^>]*>([^<]*)</.exec(textOf(file, 'xl/workbook.xml'))!;
    return [pages, titles];
  };
  expect(await printed(15)).toEqual(['fitToWidth="1"', "'巡查'!$1:$1"]);
  expect(await printed(16)).toEqual(['fitToWidth="2"', "'巡查'!$A:$B,'巡查'!$1:$1"]);
});

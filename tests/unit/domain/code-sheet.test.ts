import jsqr from 'jsqr';
import { qrMatrix } from '../../../src/components/qr-matrix';
import { darkRuns, layOutSheet, pagesFor, perPage, quietModules, type Rect, type SheetEntry, type SheetLayout, sheetHeight, type SheetPage, sheetWidth } from '../../../src/domain/code-sheet';
import { siteAddress } from '../../../src/domain/site-link';

const measure = (text: string, size: number) => [...text].reduce((sum, one) => sum + (one.codePointAt(0)! > 0x2e80 ? size : size * 0.55), 0);
const addressOf = (index: number) => siteAddress('https://parkpulse.yueyang.example.gov.cn', `019aa000-0000-7000-8000-${String(index).padStart(12, '0')}`);
const entry = (index: number, change: Partial<SheetEntry> = {}): SheetEntry => ({ name: `项目 ${index}`, action: '扫码查看', key: `key-${index}`, matrix: qrMatrix(addressOf(index)), ...change });
const lay = (entries: SheetEntry[], layout: SheetLayout = 'grid') => layOutSheet({ entries, layout, park: '岳阳临湘高新区', footer: (page, pages) => `${page} / ${pages}` }, measure);
const many = (count: number, change: Partial<SheetEntry> = {}) => Array.from({ length: count }, (_, index) => entry(index, change));
const squares = ({ codes }: SheetPage) => codes.filter(({ color }) => color === '#ffffff');

/** What a camera sees: the page's codes as pixels of white paper. */
function pixels({ width, height, codes }: SheetPage, cut: Rect): { data: Uint8ClampedArray; width: number; height: number } {
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (const { x, y, width: w, height: h, color } of codes) {
    for (let row = y; row < y + h; row += 1) for (let at = x; at < x + w; at += 1) data.fill(color === '#ffffff' ? 255 : 0, (row * width + at) * 4, (row * width + at) * 4 + 3);
  }
  const part = new Uint8ClampedArray(cut.width * cut.height * 4);
  for (let row = 0; row < cut.height; row += 1) part.set(data.subarray(((cut.y + row) * width + cut.x) * 4, ((cut.y + row) * width + cut.x + cut.width) * 4), row * cut.width * 4);
  return { data: part, width: cut.width, height: cut.height };
}

describe('a sheet of codes', () => {
  it('holds twelve on a page, or one for a door', () => {
    expect([perPage('grid'), perPage('door')]).toEqual([12, 1]);
    expect([pagesFor(0, 'grid'), pagesFor(12, 'grid'), pagesFor(13, 'grid'), pagesFor(3, 'door')]).toEqual([0, 1, 2, 3]);
    expect(lay(many(13)).map((page) => squares(page).length)).toEqual([12, 1]);
    expect(lay(many(2), 'door').map((page) => squares(page).length)).toEqual([1, 1]);
  });

  it.each(['grid', 'door'] as const)('is read by a decoder, each code as its own project: %s', (layout) => {
    const count = perPage(layout);
    const [page] = lay(many(count), layout);
    const read = squares(page!).map((square) => {
      const { data, width, height } = pixels(page!, square);
      return jsqr(data, width, height)?.data;
    });
    expect(read).toEqual(Array.from({ length: count }, (_, index) => addressOf(index)));
  });

  it('leaves four light modules around each code', () => {
    const [page] = lay([entry(1)]);
    const [square] = squares(page!);
    const dark = page!.codes.filter(({ color }) => color === '#000000');
    const module = dark[0]!.height;
    expect(Math.min(...dark.map(({ x }) => x)) - square!.x).toBe(quietModules * module);
    expect(Math.min(...dark.map(({ y }) => y)) - square!.y).toBe(quietModules * module);
    expect(square!.x + square!.width - Math.max(...dark.map(({ x, width }) => x + width))).toBe(quietModules * module);
  });

  it.each(['grid', 'door'] as const)('is large enough to be scanned, in whole pixels: %s', (layout) => {
    const [page] = lay([entry(1)], layout);
    const mm = (squares(page!)[0]!.width / sheetWidth) * 210;
    expect(mm).toBeGreaterThan(layout === 'grid' ? 40 : 140);
    expect(page!.codes.every(({ x, y, width, height }) => [x, y, width, height].every(Number.isInteger))).toBe(true);
  });

  const long = '乙烯一体化下游产业用地及配套基础设施建设项目（二期）含道路管网绿化照明工程以及后续附属设施';
  it.each([
    ['grid', { name: long }],
    ['door', { name: long }],
    ['grid', { name: 'BIDE-'.repeat(20), key: 'hazardous-goods-parking-'.repeat(4) }],
    ['door', { name: `二期 ${'W'.repeat(97)}`, key: 'hazardous-goods-parking-'.repeat(4) }],
    ['grid', { name: '\n'.repeat(99) + '井', key: '' }],
  ] as const)('keeps every word and code inside its own cell and off the others: %s %j', (layout, change) => {
    for (const page of lay(many(perPage(layout), change), layout)) {
      const texts = page.steps.flatMap((step) => {
        if (step.kind !== 'text') return [];
        const width = measure(step.text, step.size);
        return [{ x: step.x - width / 2, y: step.y - step.size / 2, width, height: step.size }];
      });
      const boxes = [...texts, ...squares(page)];
      for (const [index, a] of boxes.entries()) {
        expect(a.x).toBeGreaterThanOrEqual(40);
        expect(a.x + a.width).toBeLessThanOrEqual(sheetWidth - 40);
        expect(a.y + a.height).toBeLessThanOrEqual(sheetHeight - 40);
        for (const b of boxes.slice(index + 1)) {
          const apart = a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
          expect(apart).toBe(true);
        }
      }
    }
  });

  it('says of each code what it is', () => {
    const [page] = lay([entry(1, { name: '特勤消防站', action: '扫码检查', key: '编号 3F9A2C' })]);
    const texts = page!.steps.flatMap((step) => (step.kind === 'text' ? [step.text] : []));
    expect(texts).toEqual(['岳阳临湘高新区', '特勤消防站', '扫码检查 · 编号 3F9A2C', '1 / 1']);
  });

  it('ends a name that two lines do not hold in an ellipsis', () => {
    const [page] = lay([entry(1, { name: '很'.repeat(100) })]);
    const names = page!.steps.flatMap((step) => (step.kind === 'text' && step.isBold ? [step.text] : []));
    expect(names).toHaveLength(2);
    expect(names[1]).toMatch(/很…$/);
  });
});

it('joins dark modules of a row and leaves nothing out', () => {
  const matrix = qrMatrix(addressOf(1));
  const drawn = matrix.map((row) => row.map(() => false));
  for (const { x, y, length } of darkRuns(matrix)) for (let at = x; at < x + length; at += 1) drawn[y]![at] = true;
  expect(drawn).toEqual(matrix);
});

import * as fc from 'fast-check';
import { composeDigest } from '../../../src/domain/digest';
import { drawDigest, longestPx, type PictureFacts, pictureWidth } from '../../../src/domain/digest-picture';
import { type Measure, wrap } from '../../../src/domain/picture';
import { palette } from '../../../src/domain/palette';
import fs from 'node:fs';
import path from 'node:path';
import { digestFacts, hazardFact, itemFact } from '../../factories/digest';

/** A Chinese character is as wide as its size, a Latin one about half: near enough to any font. */
const measure: Measure = (text, size) => [...text].reduce((sum, one) => sum + (one.codePointAt(0)! > 0x2e80 ? size : size * 0.55), 0);

const facts = (change: Partial<PictureFacts> = {}): PictureFacts => ({ ...composeDigest(digestFacts()), park: '岳阳临湘高新区', number: 14, frozenAt: '2023-11-23T10:00:00Z', head: 'a1b2c3d4e5f60718'.repeat(4), photos: [], ...change });
const textsOf = (pages: ReturnType<typeof drawDigest>) => pages.map(({ steps }) => steps.flatMap((step) => (step.kind === 'text' ? [step.text] : [])));

describe('wrap', () => {
  it('breaks between Chinese characters, around numbers, and never before a closing mark', () => {
    expect(wrap('一二三四五六七八', 10, false, 40, measure)).toEqual(['一二三四', '五六七八']);
    expect(wrap('一二三，四五', 10, false, 30, measure)).toEqual(['一二', '三，四', '五']);
    expect(wrap('目标 549.08 亿元', 10, false, 60, measure)).toEqual(['目标 549.08', '亿元']);
    expect(wrap('', 10, false, 40, measure)).toEqual([]);
  });

  it('loses nothing and makes no line wider than it may be, but for one that cannot be broken', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('投产', '，', '比德', '12.5%', ' ', '“', '”', 'K0+620', '。', '中'), { maxLength: 40 }), fc.integer({ min: 60, max: 300 }), (parts, width) => {
        const text = parts.join('');
        const lines = wrap(text, 20, false, width, measure);
        expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
        for (const line of lines) if (measure(line, 20, false) > width) expect(line).toMatch(/^[“（《]?([A-Za-z0-9.,%+\-−→/:]+|[\s\S][，。；：、！？）》”]?)$/u);
      }),
    );
  });
});

describe('the pages', () => {
  it('carry park, day, number and the code on every one of them', () => {
    const [page] = textsOf(drawDigest(facts(), measure));
    expect(page).toEqual(expect.arrayContaining(['岳阳临湘高新区', '每日简报', '11月23日 周四 · 第 14 期', '岳阳临湘高新区 · 11月23日 周四 · 核验码 a1b2 c3d4 e5f6 0718 · 第 1 / 1 页']));
  });

  it('of a day that is not frozen say so instead of a code', () => {
    const [page] = textsOf(drawDigest(facts({ head: null, number: null, frozenAt: null }), measure));
    expect(page!.at(-1)).toBe('岳阳临湘高新区 · 11月23日 周四 · 未定稿 · 第 1 / 1 页');
    expect(page).toContain('11月23日 周四 · 未定稿');
  });

  it('are never longer than a phone can draw, and nothing is cut or lost', () => {
    const lines = Array.from({ length: 120 }, (_, index) => ({ text: `第 ${index} 行变化，写得长一点好让它换行，看看有没有被切断或者画到页外`, strong: [], links: [], effects: [] }));
    const photos = Array.from({ length: 9 }, (_, index) => ({ thumbUrl: `photo ${index}`, project: '比德' }));
    const pages = drawDigest(facts({ sections: [{ section: '项目', lines }], photos, silentProjects: [{ id: 'a', name: '创欧', days: 20 }] }), measure);
    expect(pages.length).toBeGreaterThan(2);
    for (const { width, height, steps } of pages) {
      expect([width, height <= longestPx]).toEqual([pictureWidth, true]);
      for (const step of steps) {
        expect(step.y >= 0 && step.y + ('height' in step ? step.height : step.size / 2) <= height).toBe(true);
        if (step.kind === 'text' && step.align === 'left') expect(step.x + measure(step.text, step.size, step.isBold)).toBeLessThanOrEqual(pictureWidth);
      }
    }
    const all = textsOf(pages).flat().join('');
    for (let index = 0; index < 120; index += 1) expect(all).toContain(`第 ${index} 行`);
    expect(pages.flatMap(({ steps }) => steps.filter(({ kind }) => kind === 'photo'))).toHaveLength(9);
    expect(textsOf(pages).slice(1).every(([first]) => first!.startsWith('接上页'))).toBe(true);
  });

  it('say lights in words and draw where a figure stands against where it should', () => {
    const item = itemFact('实缴税收', { measure: { type: 'reported' }, target: { op: '>=', value: 11, unit: '亿元' }, value: 5.5 });
    const digest = composeDigest(digestFacts({ items: [item], majorHazards: [hazardFact('科兴', '停用', { severity: 'major', rectificationDueOn: '2023-11-22' })] }));
    const [page] = drawDigest(facts(digest), measure);
    expect(textsOf([page!])[0]).toEqual(expect.arrayContaining(['滞后  5.5 / 11 亿元', '重大隐患 · 逾期 1 天', '科兴：停用']));
    const bar = page!.steps.find((step) => step.kind === 'rect' && step.color === palette.primary);
    expect(bar).toMatchObject({ width: (pictureWidth - 96) / 2 });
  });

  it('take their colours from the token file', () => {
    const tokens = fs.readFileSync(path.resolve(__dirname, '../../../src/tokens.scss'), 'utf8');
    for (const color of Object.values(palette)) expect(tokens).toContain(color);
  });
});

// The digest as pictures to be passed on (长图): pages of plain drawing steps. Pure; how wide a text is comes in as a
// function, since only a canvas knows, and platform/picture draws the steps.
import { digestPageWords as pageWords } from '../text/digest-page';
import { digestPictureWords as words } from '../text/digest-picture';
import { formatDayAndWeekday, formatMeasure, formatNumber, formatValue, joinNames } from '../text/format';
import { lightWords } from '../text/common';
import type { Digest as Composed } from './digest';
import { printedHead } from './digest-code';
import { type Light, lights } from './light';
import { palette } from './palette';
import { type Measure, type PicturePage, type Step, wrap } from './picture';

export type PictureFacts = Pick<Composed, 'on' | 'headline' | 'attention' | 'attentionCount' | 'recordCount' | 'lights' | 'indicators' | 'hazards' | 'silentProjects'> & {
  park: string;
  number: number | null;
  frozenAt: string | null;
  /** Head of the chain (hex); its beginning is printed, so that the picture anchors it outside the database. */
  head: string | null;
  sections: { section: string; lines: { text: string; effects?: Composed['sections'][number]['lines'][number]['effects'] }[] }[];
  /** At most as many as shall be shown. */
  photos: { thumbUrl: string | null; project: string }[];
};

export const pictureWidth = 1080;
/** Phones refuse to show, and WeChat to draw, what is longer. */
export const longestPx = 4096;
const margin = 48;
const inner = pictureWidth - 2 * margin;
const footerHeight = 150;
const sizes = { title: 60, headline: 50, section: 40, body: 38, small: 31 } as const;
const colors = palette;
const lightColors: Record<Light, string> = { normal: colors.green, behind: colors.yellow, overdue: colors.red, no_data: colors.grey };
const lineHeight = (size: number) => Math.round(size * 1.5);

/** Steps from 0 downwards, and how much room they take. Blocks are never cut by a page. */
type Block = { height: number; steps: Step[] };

type TextLook = { size: number; isBold?: boolean; color?: string; x?: number; width?: number };

function paragraph(text: string, { size, isBold = false, color = colors.text, x = margin, width = inner }: TextLook, measure: Measure): Block {
  const lines = wrap(text, size, isBold, width, measure);
  const each = lineHeight(size);
  return {
    height: lines.length * each,
    steps: lines.map((line, index) => ({ kind: 'text', x, y: index * each + each / 2, text: line, size, isBold, color, align: 'left' })),
  };
}

const gap = (height: number): Block => ({ height, steps: [] });
const moved = (steps: readonly Step[], by: number): Step[] => steps.map((step) => ({ ...step, y: step.y + by }));

/** One below the other, as one block. */
function stack(blocks: readonly Block[]): Block {
  let height = 0;
  const steps: Step[] = [];
  for (const block of blocks) {
    steps.push(...moved(block.steps, height));
    height += block.height;
  }
  return { height, steps };
}

export function drawDigest(facts: PictureFacts, measure: Measure): PicturePage[] {
  const say = (text: string, look: TextLook) => paragraph(text, look, measure);
  const heading = (text: string, more = '') =>
    stack([gap(44), { ...say(text, { size: sizes.section, isBold: true }), steps: [...say(text, { size: sizes.section, isBold: true }).steps, { kind: 'text', x: margin + inner, y: lineHeight(sizes.section) / 2, text: more, size: sizes.small, isBold: false, color: colors.grey, align: 'right' }] }, gap(16)]);
  const blocks: Block[] = [
    stack([say(facts.park, { size: sizes.small, color: colors.grey }), say(words.title, { size: sizes.title, isBold: true }), say(dateLine(facts), { size: sizes.small, color: colors.grey }), gap(28)]),
    say(facts.headline, { size: sizes.headline, isBold: true }),
    heading(pageWords.attention, pageWords.attentionCount(facts.attention.length, facts.attentionCount)),
    ...(facts.attention.length === 0 ? [say(pageWords.noAttention, { size: sizes.body, color: colors.grey })] : facts.attention.map((one) => attentionBlock(one, measure))),
    heading(pageWords.changes, pageWords.recordCount(facts.recordCount)),
    ...(facts.sections.length === 0 ? [say(pageWords.noChanges, { size: sizes.body, color: colors.grey })] : facts.sections.flatMap((section) => changeBlocks(section, measure))),
    heading(pageWords.lights(lights.reduce((sum, light) => sum + (facts.lights[light] ?? 0), 0))),
    countsBlock(lights.map((light) => ({ number: facts.lights[light] ?? 0, label: lightWords[light], color: lightColors[light] }))),
    ...(facts.indicators.length === 0 ? [] : [heading(pageWords.indicators, pageWords.paceNote), ...facts.indicators.map((one) => indicatorBlock(one, measure))]),
    heading(pageWords.safety),
    countsBlock((['opened', 'closed', 'open', 'overdue'] as const).map((kind) => ({ number: facts.hazards[kind], label: pageWords.safetyCounts[kind], color: kind === 'overdue' && facts.hazards.overdue > 0 ? colors.red : colors.text }))),
    ...(facts.silentProjects.length === 0 ? [] : [gap(20), say(words.silent(joinNames(facts.silentProjects.map(({ name }) => name), 6)), { size: sizes.small, color: colors.grey })]),
    ...(facts.photos.length === 0 ? [] : [heading(pageWords.photos), ...photoBlocks(facts.photos)]),
  ];
  return paginate(blocks, facts, measure);
}

const dateLine = ({ on, number, frozenAt }: PictureFacts): string => [formatDayAndWeekday(on), number === null ? null : words.number(number), frozenAt ? null : words.notFrozen].filter(Boolean).join(' · ');

function attentionBlock({ light, tag, title, why, who }: PictureFacts['attention'][number], measure: Measure): Block {
  const x = margin + 24;
  const width = inner - 24;
  const text = stack([
    paragraph(tag, { size: sizes.small, isBold: true, color: lightColors[light], x, width }, measure),
    paragraph(title, { size: sizes.body, isBold: true, x, width }, measure),
    paragraph([why, who].join(' · '), { size: sizes.small, color: colors.grey, x, width }, measure),
  ]);
  return { height: text.height + 24, steps: [{ kind: 'rect', x: margin, y: 8, width: 8, height: text.height - 12, color: lightColors[light], radius: 4 }, ...text.steps] };
}

/** The section's name stands in the margin of its first line. */
function changeBlocks({ section, lines }: PictureFacts['sections'][number], measure: Measure): Block[] {
  const x = margin + 110;
  return lines.map(({ text, effects = [] }, index) => {
    const moves = effects.slice(0, 2).map(({ name, before, after, unit, isShare }) => {
      const shown = after === null ? pageWords.noValue : formatValue(after, unit, isShare);
      return `${name} ${before === null ? shown : pageWords.move(formatNumber(isShare ? before * 100 : before), shown)}`;
    });
    const block = stack([
      paragraph(text, { size: sizes.body, x, width: inner - 110 }, measure),
      ...(moves.length > 0 ? [paragraph(moves.join('，') + (effects.length > 2 ? pageWords.moreEffects(effects.length) : ''), { size: sizes.small, color: colors.grey, x, width: inner - 110 }, measure)] : []),
      gap(10),
    ]);
    if (index > 0) return block;
    const name: Step = { kind: 'text', x: margin, y: lineHeight(sizes.body) / 2, text: section, size: sizes.small, isBold: false, color: colors.grey, align: 'left' };
    return { height: block.height, steps: [name, ...block.steps] };
  });
}

function countsBlock(counts: readonly { number: number; label: string; color: string }[]): Block {
  const each = inner / counts.length;
  return {
    height: 150,
    steps: counts.flatMap(({ number, label, color }, index): Step[] => {
      const x = margin + each * (index + 0.5);
      return [
        { kind: 'text', x, y: 44, text: String(number), size: 60, isBold: true, color, align: 'center' },
        { kind: 'text', x, y: 110, text: label, size: sizes.small, isBold: false, color: colors.grey, align: 'center' },
      ];
    }),
  };
}

function indicatorBlock({ name, value, target, unit, expected, light }: PictureFacts['indicators'][number], measure: Measure): Block {
  const title = paragraph(name, { size: sizes.body, width: inner * 0.55 }, measure);
  const share = (amount: number) => Math.min(1, Math.max(0, target > 0 ? amount / target : 0)) * inner;
  const top = title.height + 8;
  const figure = value === null ? pageWords.target(formatMeasure(target, unit)) : `${formatNumber(value)} / ${formatMeasure(target, unit)}`;
  return {
    height: top + 46,
    steps: [
      ...title.steps,
      { kind: 'text', x: margin + inner, y: lineHeight(sizes.body) / 2, text: `${lightWords[light]}  ${figure}`, size: sizes.small, isBold: true, color: lightColors[light], align: 'right' },
      { kind: 'rect', x: margin, y: top, width: inner, height: 16, color: colors.fill, radius: 8 },
      ...(value === null ? [] : [{ kind: 'rect' as const, x: margin, y: top, width: share(value), height: 16, color: colors.primary, radius: 8 }]),
      ...(expected === null ? [] : [{ kind: 'rect' as const, x: margin + share(expected) - 2, y: top - 8, width: 5, height: 32, color: colors.text }]),
    ],
  };
}

const photosPerRow = 3;
const photoGap = 16;
const photoSide = Math.floor((inner - photoGap * (photosPerRow - 1)) / photosPerRow);

/** A row of three is a block: a page breaks between rows. */
function photoBlocks(photos: PictureFacts['photos']): Block[] {
  const rows = Array.from({ length: Math.ceil(photos.length / photosPerRow) }, (_, row) => photos.slice(row * photosPerRow, (row + 1) * photosPerRow));
  return rows.map((row) => ({
    height: photoSide + 60,
    steps: row.flatMap(({ thumbUrl, project }, index): Step[] => {
      const x = margin + index * (photoSide + photoGap);
      return [
        { kind: 'photo', x, y: 0, width: photoSide, height: photoSide, url: thumbUrl },
        { kind: 'text', x: x + photoSide / 2, y: photoSide + 28, text: project, size: 26, isBold: false, color: colors.grey, align: 'center' },
      ];
    }),
  }));
}

/** Every page says which it is, of what, and by which code it can be checked. */
function paginate(blocks: readonly Block[], facts: PictureFacts, measure: Measure): PicturePage[] {
  const room = longestPx - footerHeight - margin;
  const pages: Block[][] = [[]];
  let used = margin;
  for (const block of blocks) {
    if (used + block.height > room && pages.at(-1)!.length > 0) {
      pages.push([paragraph(`${words.continued} · ${dateLine(facts)}`, { size: sizes.small, color: colors.grey }, measure), gap(20)]);
      used = margin + lineHeight(sizes.small) + 20;
    }
    pages.at(-1)!.push(block);
    used += block.height;
  }
  return pages.map((page, index) => {
    const content = stack([gap(margin), ...page]);
    const height = content.height + footerHeight;
    const footer = (y: number, text: string): Step => ({ kind: 'text', x: pictureWidth / 2, y, text, size: 26, isBold: false, color: colors.grey, align: 'center' });
    const code = facts.head ? words.code(printedHead(facts.head)) : words.notFrozen;
    return {
      width: pictureWidth,
      height,
      steps: [
        { kind: 'rect', x: 0, y: 0, width: pictureWidth, height, color: colors.card },
        ...content.steps,
        { kind: 'rect', x: margin, y: content.height + 36, width: inner, height: 2, color: colors.line },
        footer(content.height + 72, [facts.park, formatDayAndWeekday(facts.on), code, words.page(index + 1, pages.length)].join(' · ')),
        ...(facts.head ? [footer(content.height + 112, words.check)] : []),
      ],
    };
  });
}

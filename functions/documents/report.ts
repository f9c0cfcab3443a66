// 日报 and 周报 as Word files: the digest's own sentences in a layout to print and to edit. Nothing is worded here; all
// words are in src/text, and what they say was settled by src/domain.
import fs from 'node:fs/promises';
import {
  AlignmentType, BorderStyle, Document, ExternalHyperlink, Footer, HeadingLevel, ImageRun, LevelFormat, LineRuleType, Packer, PageNumber, Paragraph, ShadingType,
  Table, TableCell, TableRow, TextRun, VerticalAlign, WidthType, type FileChild, type ParagraphChild,
} from 'docx';
import { imageSize } from 'image-size';
import { parkTime } from '../../src/domain/calendar';
import type { Digest } from '../../src/domain/digest';
import { lights } from '../../src/domain/light';
import type { Week, WeekMilestone, WeekValue } from '../../src/domain/weekly';
import { lightWords } from '../../src/text/common';
import { reportDocWords as words } from '../../src/text/export';
import { formatDay, formatMeasure, formatShare, formatValue } from '../../src/text/format';
import { severityWords } from '../../src/text/hazard';
import { rungWords } from '../../src/text/milestone';
import type { Links } from './ledger';
import { withoutControls } from './xml-text';

/** What every page carries. */
export type ReportFrame = {
  park: string;
  by: string;
  at: string;
  /** As printed. */
  code: string;
  /** The last frozen digest that the report tells. */
  chain: { number: number; head: string } | null;
  links: Links;
};
export type Picture = { bytes: Uint8Array; capturedAt: string; project: string; shortCode: string };
export type DailyReport = { content: Digest; number: number | null; isLive: boolean; pictures: Picture[]; photoCount: number };

/** Names that Word, WPS and LibreOffice on any Chinese machine have or replace well. */
const body = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '宋体' };
const bold = { ascii: 'Arial', hAnsi: 'Arial', eastAsia: '黑体' };
const black = '000000';
const grey = '545F73';
const blue = '1664D9';
/** A4 between margins of 22 mm: 166 mm, in twentieths of a point. */
const textWidth = 9411;
const margin = 1247;
const picturesPerRow = 3;
const pictureWidthPx = 190;

export async function writeDaily(target: string, frame: ReportFrame, { content, number, isLive, pictures, photoCount }: DailyReport): Promise<void> {
  const { attention, attentionCount, sections, turned, hazards, milestones, silentProjects, indicators, elapsed } = content;
  await write(target, frame, words.dailyTitle(frame.park), [
    ...titleOf(words.dailyTitle(frame.park), words.dailyLine(content.on, number), isLive ? words.live : null),
    headlineOf(content.headline),
    heading(words.attention),
    ...(attention.length === 0 ? [plain(words.noAttention)] : attention.flatMap(({ tag, title, why, who }) => [
      bullet([strong(`${tag} `), run(title)]),
      plain(`${why} · ${who}`, { indent: { left: 420 }, color: grey }),
    ])),
    ...(attentionCount > attention.length ? [plain(words.attentionMore(attention.length, attentionCount), { color: grey })] : []),
    heading(words.dailyChanges),
    ...(sections.length === 0 ? [plain(words.noChanges)] : sections.flatMap(({ title, lines }) => [subheading(title), ...lines.map((line) => bullet(runsOf(line.text, line.strong)))])),
    heading(words.turned),
    ...(turned.length === 0 ? [plain(words.noTurned)] : turned.map(({ name, from, to, rule }) => bullet([run(words.turnedLine(name, lightWords[from], lightWords[to], rule))]))),
    plain(words.lights(lights.map((light) => words.lightCount(lightWords[light], content.lights[light] ?? 0))), { color: grey }),
    heading(words.safety),
    plain(words.hazards(hazards)),
    heading(words.milestones),
    plain(words.milestoneCounts(milestones.confirmed, milestones.disputed)),
    ...silentPart(silentProjects),
    heading(words.indicators, elapsed === null ? undefined : words.elapsed(formatShare(elapsed))),
    ...(indicators.length === 0
      ? [plain(words.noIndicators)]
      : [table(words.indicatorHeads, indicators.map(({ name, target: goal, value, expected, unit, light }) => [
          name,
          formatMeasure(goal, unit),
          value === null ? words.noValue : formatMeasure(value, unit),
          expected === null ? '' : formatMeasure(expected, unit),
          lightWords[light],
        ]), [38, 17, 17, 17, 11])]),
    heading(words.photos, pictures.length > 0 ? words.photosOf(pictures.length, photoCount) : undefined),
    ...(pictures.length === 0 ? [plain(words.noPhotos)] : [pictureTable(pictures, frame.links)]),
  ]);
}

export async function writeWeekly(target: string, frame: ReportFrame, week: Week): Promise<void> {
  await write(target, frame, words.weeklyTitle(frame.park), [
    ...titleOf(words.weeklyTitle(frame.park), words.weeklyLine(week.from, week.to, week.firstNumber, week.lastNumber), week.liveOn && words.liveDay(week.liveOn)),
    headlineOf(words.summary(week.recordCount, week.dayCount)),
    ...(week.missing.length > 0 ? [plain(words.missingDays(week.missing.map((on) => formatDay(on)).join('、')), { color: grey })] : []),
    heading(words.values),
    ...(week.values.length === 0 ? [plain(words.noValues)] : [table(words.valueHeads, week.values.map(valueRow), [34, 14, 14, 13, 14, 11])]),
    heading(words.milestones),
    plain(words.milestoneCounts(week.confirmed.length, week.disputed.length)),
    ...week.confirmed.map(({ on, project, rung, by }) => bullet([run(words.milestoneLine(formatDay(on), project, rungWords[rung], by))])),
    ...week.disputed.map(({ on, project, rung, reason }: WeekMilestone) => bullet([run(words.disputeLine(formatDay(on), project, rungWords[rung], reason))])),
    heading(words.safety),
    plain(words.hazards(week.hazards)),
    ...hazardList(words.hazardsOpened, week.hazardsOpened, true),
    ...hazardList(words.hazardsClosed, week.hazardsClosed, false),
    heading(words.weeklyChanges),
    ...(week.sections.length === 0
      ? [plain(words.noChanges)]
      : week.sections.flatMap(({ title, lines }) => [subheading(title), ...lines.map(({ on, text, strong: marked }) => bullet([run(words.dayLine(formatDay(on), ''), { color: grey }), ...runsOf(text, marked)]))])),
    ...silentPart(week.silentProjects),
  ]);
}

/** One paragraph: there may be dozens, and few of them are news. */
function silentPart(projects: Digest['silentProjects']): FileChild[] {
  if (projects.length === 0) return [heading(words.silent), plain(words.noSilent)];
  return [heading(words.silent, words.silentNote), plain(projects.map(({ name, days }) => words.silentLine(name, days)).join('，'))];
}

function valueRow({ name, before, after, target, unit, isShare, light }: WeekValue): string[] {
  const shown = (value: number | null) => (value === null ? words.noValue : formatValue(value, unit, isShare));
  const change = after === null || before === null ? '' : after - before;
  return [
    name,
    shown(before),
    shown(after),
    change === '' ? '' : change === 0 ? words.noChange : `${change > 0 ? '+' : ''}${formatValue(change, unit, isShare)}`,
    target === null ? '' : formatValue(target, unit, isShare),
    lightWords[light],
  ];
}

function hazardList(title: string, hazards: Week['hazardsOpened'], withDue: boolean): FileChild[] {
  const lines = hazards.map((one) => bullet([run(words.hazardLine(severityWords[one.severity], one.project.name, one.title, withDue ? formatDay(one.rectificationDueOn) : null))]));
  return [subheading(title), ...(lines.length === 0 ? [plain(words.noHazards, { color: grey })] : lines)];
}

// ---------------------------------------------------------------- the pieces

type RunStyle = { color?: string; size?: number; isStrong?: boolean };

function run(text: string, { color, size, isStrong = false }: RunStyle = {}): TextRun {
  return new TextRun({ text: withoutControls(text), color, size, bold: isStrong });
}
const strong = (text: string) => run(text, { isStrong: true });

/** `parts` of the text stand out, each at its first place after the one before. */
export function splitStrong(text: string, parts: readonly string[]): { text: string; isStrong: boolean }[] {
  const pieces: { text: string; isStrong: boolean }[] = [];
  let rest = text;
  for (const part of parts) {
    const at = part === '' ? -1 : rest.indexOf(part);
    if (at < 0) continue;
    pieces.push({ text: rest.slice(0, at), isStrong: false }, { text: part, isStrong: true });
    rest = rest.slice(at + part.length);
  }
  return [...pieces, { text: rest, isStrong: false }].filter((piece) => piece.text !== '');
}
const runsOf = (text: string, parts: readonly string[]) => splitStrong(text, parts).map((piece) => run(piece.text, piece));

function plain(text: string, { color, indent }: { color?: string; indent?: { left: number } } = {}): Paragraph {
  return new Paragraph({ children: [run(text, { color })], indent, spacing: { after: 60 } });
}

const bullet = (children: ParagraphChild[]) => new Paragraph({ children, numbering: { reference: 'points', level: 0 }, spacing: { after: 60 } });

function heading(text: string, aside?: string): Paragraph {
  return new Paragraph({
    heading: HeadingLevel.HEADING_1,
    keepNext: true,
    spacing: { before: 240, after: 100 },
    children: [new TextRun({ text, font: bold, bold: true, size: 28, color: black }), ...(aside ? [run(`  ${aside}`, { color: grey, size: 20 })] : [])],
  });
}

const subheading = (text: string) =>
  new Paragraph({ heading: HeadingLevel.HEADING_2, keepNext: true, spacing: { before: 120, after: 60 }, children: [new TextRun({ text: withoutControls(text), font: bold, bold: true, size: 22, color: blue })] });

function titleOf(title: string, line: string, warning: string | null): Paragraph[] {
  const centred = (children: TextRun[], after: number) => new Paragraph({ alignment: AlignmentType.CENTER, spacing: { after }, children });
  return [
    centred([new TextRun({ text: withoutControls(title), font: bold, bold: true, size: 40 })], 80),
    centred([run(line, { color: grey, size: 22 })], warning ? 40 : 160),
    ...(warning ? [centred([run(warning, { color: 'B42318', size: 20 })], 160)] : []),
  ];
}

const headlineOf = (text: string) =>
  new Paragraph({ shading: { type: ShadingType.CLEAR, fill: 'E8EEF9', color: 'auto' }, spacing: { before: 60, after: 120, line: 360 }, indent: { left: 100, right: 100 }, children: [run(text, { isStrong: true, size: 24 })] });

const line = { style: BorderStyle.SINGLE, size: 4, color: '9AA5B8' };
const noLine = { style: BorderStyle.NONE, size: 0, color: 'FFFFFF' };
const frameOf = (border: typeof line | typeof noLine) => ({ top: border, bottom: border, left: border, right: border, insideHorizontal: border, insideVertical: border });

/** `shares` of the width in per cent. */
function table(heads: readonly string[], rows: readonly (readonly string[])[], shares: readonly number[]): Table {
  const widths = shares.map((share) => Math.round((textWidth * share) / 100));
  const cell = (text: string, index: number, isHead: boolean) =>
    new TableCell({
      width: { size: widths[index]!, type: WidthType.DXA },
      verticalAlign: VerticalAlign.CENTER,
      margins: { top: 50, bottom: 50, left: 90, right: 90 },
      shading: isHead ? { type: ShadingType.CLEAR, fill: 'F2F4F8', color: 'auto' } : undefined,
      children: [new Paragraph({ alignment: index === 0 ? AlignmentType.LEFT : AlignmentType.CENTER, children: [run(text, { size: 20, isStrong: isHead })] })],
    });
  return new Table({
    width: { size: textWidth, type: WidthType.DXA },
    columnWidths: widths,
    borders: frameOf(line),
    rows: [
      new TableRow({ tableHeader: true, cantSplit: true, children: heads.map((text, index) => cell(text, index, true)) }),
      ...rows.map((texts) => new TableRow({ cantSplit: true, children: texts.map((text, index) => cell(text, index, false)) })),
    ],
  });
}

function pictureTable(pictures: readonly Picture[], links: Links): Table {
  const width = Math.round(textWidth / picturesPerRow);
  const cells = pictures.map(
    (picture) =>
      new TableCell({
        width: { size: width, type: WidthType.DXA },
        margins: { top: 60, bottom: 60, left: 60, right: 60 },
        children: [
          new Paragraph({ alignment: AlignmentType.CENTER, keepNext: true, spacing: { line: 240, lineRule: LineRuleType.AUTO }, children: [new ImageRun({ type: 'jpg', data: picture.bytes, transformation: sizeOf(picture.bytes) })] }),
          new Paragraph({
            alignment: AlignmentType.CENTER,
            children: [
              run(`${words.photoCaption(parkTime(picture.capturedAt), picture.project)} `, { size: 16, color: grey }),
              new ExternalHyperlink({ link: links.photo(picture.shortCode), children: [run(picture.shortCode, { size: 16, color: blue })] }),
            ],
          }),
        ],
      }),
  );
  const empty = () => new TableCell({ width: { size: width, type: WidthType.DXA }, children: [new Paragraph('')] });
  const rows: TableRow[] = [];
  for (let start = 0; start < cells.length; start += picturesPerRow) {
    const here = cells.slice(start, start + picturesPerRow);
    rows.push(new TableRow({ cantSplit: true, children: [...here, ...Array.from({ length: picturesPerRow - here.length }, empty)] }));
  }
  return new Table({ width: { size: textWidth, type: WidthType.DXA }, columnWidths: Array.from({ length: picturesPerRow }, () => width), borders: frameOf(noLine), rows });
}

/** As wide as its column, or as high as it is wide. */
function sizeOf(bytes: Uint8Array): { width: number; height: number } {
  const { width, height } = imageSize(bytes);
  const scale = Math.min(pictureWidthPx / width, pictureWidthPx / height);
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

async function write(target: string, frame: ReportFrame, title: string, children: FileChild[]): Promise<void> {
  const small = (text: string) => new TextRun({ text, size: 14, color: grey });
  const footer = new Footer({
    children: [
      new Paragraph({ alignment: AlignmentType.CENTER, children: [run(words.footer(frame.code, frame.by, frame.at), { size: 16, color: grey }), small(`  ${words.page} `), new TextRun({ children: [PageNumber.CURRENT], size: 14, color: grey }), small(` ${words.pageEnd}`)] }),
      new Paragraph({ alignment: AlignmentType.CENTER, children: [small(frame.chain ? words.chain(frame.chain.number, frame.chain.head) : words.noChain)] }),
    ],
  });
  const document = new Document({
    creator: withoutControls(frame.park),
    title: withoutControls(title),
    description: frame.code,
    styles: { default: { document: { run: { font: body, size: 22 }, paragraph: { spacing: { line: 300, lineRule: LineRuleType.AUTO } } } } },
    numbering: { config: [{ reference: 'points', levels: [{ level: 0, format: LevelFormat.BULLET, text: '•', alignment: AlignmentType.LEFT, style: { paragraph: { indent: { left: 420, hanging: 240 } } } }] }] },
    sections: [{ properties: { page: { size: { width: 11906, height: 16838 }, margin: { top: margin, bottom: margin, left: margin, right: margin } } }, footers: { default: footer }, children }],
  });
  await fs.writeFile(target, await Packer.toBuffer(document));
}

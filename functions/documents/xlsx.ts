// A workbook written row by row to disk: memory is that of a page of rows, whatever the length of the sheets. exceljs was
// the plan; it is no longer kept (4.4.0 of 2023) and adds 3.3 MB to a function that may have 4. The tests open what is
// written here with it.
//
// Texts go through the table of shared strings, which every viewer on a phone reads; inline ones are shown empty by some.
// A text is a text whatever it begins with: no cell here is ever a formula.
import { Part, packParts } from './parts';
import { fitToWidth, frameParts, mainSpace, packageSpace, pagesAcross, pageSetup, relationSpace, sheetLinksPart, sheetPart, stringsPart, styleIndex, xmlHead, type CellStyle, type FramedSheet } from './xlsx-frame';
import { escapeXml } from './xml-text';

/** Excel's own limits. What goes beyond continues on a sheet of its own. */
const excelLimits = { rows: 1_048_576, links: 65_530, cellText: 32_767, sheetName: 31 };

export type ColumnKind = 'text' | 'number' | 'amount' | 'day' | 'moment' | 'link';
export type Column = { title: string; width: number; kind: ColumnKind };
/** `day` is `YYYY-MM-DD`; `moment` ISO 8601 with offset, shown in Shanghai; a share of 0 to 1 is shown in per cent. */
export type Cell = string | number | null | undefined | { share: number } | { text: string; url: string };

export type Workbook = {
  /** A frozen, filtered header and rows as they come; answers how many. `columns` says how cells are written. */
  addSheet: (name: string, columns: readonly Column[], rows: AsyncIterable<readonly Cell[]>) => Promise<number>;
  /** A title over pairs. It tells of the other sheets, so it is added last and stands first. */
  addCover: (name: string, title: string, pairs: readonly (readonly [string, string])[]) => void;
  finish: (target: string) => Promise<void>;
};

/** `folder` is an empty one of its own: the caller removes it. `footer` stands on every printed page. */
export function createWorkbook(folder: string, footer: string): Workbook {
  const strings = new SharedStrings(new Part(folder, stringsPart));
  const sheets: (FramedSheet & { parts: Part[] })[] = [];

  const textCell = (place: string, style: CellStyle, text: string) => `<c r="${place}" s="${styleIndex[style]}" t="s"><v>${strings.indexOf(text)}</v></c>`;
  const numberCell = (place: string, style: CellStyle, value: number) => `<c r="${place}" s="${styleIndex[style]}"><v>${value}</v></c>`;

  function cellXml(place: string, kind: ColumnKind, cell: Cell): string {
    if (cell === null || cell === undefined || cell === '') return '';
    if (typeof cell === 'number') return Number.isFinite(cell) ? numberCell(place, kind === 'amount' ? 'amount' : 'number', cell) : '';
    if (typeof cell === 'object') return 'share' in cell ? numberCell(place, 'share', cell.share) : textCell(place, 'link', cell.text);
    if (kind === 'day') return numberCell(place, 'day', daySerial(cell));
    if (kind === 'moment') return numberCell(place, 'moment', momentSerial(cell));
    return textCell(place, /^[=+\-@\t\r]/.test(cell) ? 'likeFormula' : 'text', cell);
  }

  function openSheet(name: string, columns: readonly Column[], ordinal: number) {
    const number = sheets.length + 1;
    const rows = new Part(folder, sheetPart(number));
    const addresses = new Part(folder, sheetLinksPart(number));
    /** Addresses go to disk as they come; only the places wait for the end of the sheet. */
    const linked: string[] = [];
    let rowCount = 1;
    const widths = columns.map(({ width }, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`);
    const width = columns.reduce((sum, column) => sum + column.width, 0);
    const titles = columns.map(({ title }, index) => textCell(`${columnName(index)}1`, 'header', title));
    rows.write(
      `${xmlHead}<worksheet xmlns="${mainSpace}" xmlns:r="${relationSpace}">${fitToWidth}<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="${lineHeight}"/><cols>${widths.join('')}</cols><sheetData><row r="1" ht="20" customHeight="1">${titles.join('')}</row>`,
    );
    addresses.write(`${xmlHead}<Relationships xmlns="${packageSpace}">`);

    return {
      hasRoomFor: (cells: readonly Cell[]) => rowCount < excelLimits.rows && linked.length + cells.filter(isLink).length <= excelLimits.links,
      async addRow(cells: readonly Cell[]) {
        rowCount += 1;
        const written = columns.map(({ kind }, index) => {
          const cell = cells[index];
          const place = `${columnName(index)}${rowCount}`;
          if (isLink(cell)) {
            linked.push(place);
            addresses.write(`<Relationship Id="rId${linked.length}" Type="${relationSpace}/hyperlink" Target="${escapeXml(cell.url)}" TargetMode="External"/>`);
          }
          return cellXml(place, kind, cell);
        });
        const lines = Math.max(...columns.map(({ kind, width }, index) => (kind === 'text' ? linesOf(cells[index], width) : 1)));
        rows.write(`<row r="${rowCount}"${lines > 1 ? ` ht="${lines * lineHeight}" customHeight="1"` : ''}>${written.join('')}</row>`);
        await Promise.all([rows.settle(), addresses.settle(), strings.settle()]);
      },
      close() {
        const range = `A1:${columnName(columns.length - 1)}${rowCount}`;
        const links = linked.map((place, index) => `<hyperlink ref="${place}" r:id="rId${index + 1}"/>`);
        rows.write(`</sheetData><autoFilter ref="${range}"/>${links.length > 0 ? `<hyperlinks>${links.join('')}</hyperlinks>` : ''}${pageSetup('landscape', footer, width)}</worksheet>`);
        addresses.write('</Relationships>');
        sheets.push({ number, title: sheetTitle(name, ordinal), range, titleColumns: pagesAcross(width) > 1 ? '$A:$B' : undefined, parts: [rows, addresses] });
      },
    };
  }

  return {
    async addSheet(name, columns, rows) {
      let count = 0;
      let ordinal = 1;
      let open = openSheet(name, columns, ordinal);
      for await (const cells of rows) {
        if (!open.hasRoomFor(cells)) {
          open.close();
          open = openSheet(name, columns, (ordinal += 1));
        }
        await open.addRow(cells);
        count += 1;
      }
      open.close();
      return count;
    },

    addCover(name, title, pairs) {
      const number = sheets.length + 1;
      const part = new Part(folder, sheetPart(number));
      const rows = pairs.map(([label, value], index) => `<row r="${index + 2}">${label && textCell(`A${index + 2}`, 'label', label)}${cellXml(`B${index + 2}`, 'text', value)}</row>`);
      part.write(
        `${xmlHead}<worksheet xmlns="${mainSpace}">${fitToWidth}<sheetViews><sheetView showGridLines="0" workbookViewId="0"/></sheetViews><sheetFormatPr defaultRowHeight="18"/><cols><col min="1" max="1" width="18" customWidth="1"/><col min="2" max="2" width="70" customWidth="1"/></cols><sheetData><row r="1" ht="28" customHeight="1">${textCell('A1', 'title', title)}</row>${rows.join('')}</sheetData>${pageSetup('portrait', footer)}</worksheet>`,
      );
      sheets.unshift({ number, title: sheetTitle(name, 1), range: null, parts: [part] });
    },

    async finish(target) {
      const frame = frameParts(sheets).map(([name, xml]) => {
        const part = new Part(folder, name);
        part.write(xml);
        return part;
      });
      await packParts(target, [...frame, strings.close(), ...sheets.flatMap(({ parts }) => parts)]);
    },
  };
}

/** Repeated words once, up to so many; what is not remembered stands in the table again, which costs disk and no memory. */
const rememberedStrings = 10_000;
const rememberedLength = 40;

class SharedStrings {
  private readonly known = new Map<string, number>();
  private count = 0;

  constructor(private readonly part: Part) {
    part.write(`${xmlHead}<sst xmlns="${mainSpace}">`);
  }

  indexOf(text: string): number {
    const known = this.known.get(text);
    if (known !== undefined) return known;
    const index = this.count;
    this.count += 1;
    if (text.length <= rememberedLength && this.known.size < rememberedStrings) this.known.set(text, index);
    // Excel reads `_x0041_` as a letter, so such a text is escaped.
    this.part.write(`<si><t xml:space="preserve">${escapeXml(text.slice(0, excelLimits.cellText).replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_'))}</t></si>`);
    return index;
  }

  settle = () => this.part.settle();

  close(): Part {
    this.part.write('</sst>');
    return this.part;
  }
}

const isLink = (cell: Cell): cell is { text: string; url: string } => typeof cell === 'object' && cell !== null && 'url' in cell;

const lineHeight = 16;
/** A row of more is no row; the rest is read in the cell. */
const maxLines = 8;

/** Not every program fits a row to its wrapped text. A Chinese character is as wide as two of the digits that widths count. */
function linesOf(cell: Cell, width: number): number {
  if (typeof cell !== 'string' || (cell.length * 2 < width && !cell.includes('\n'))) return 1;
  const lines = cell.split('\n').map((line) => Math.max(1, Math.ceil([...line].reduce((sum, char) => sum + (char > '\u2e7f' ? 2 : 1), 0) / (width - 1))));
  return Math.min(maxLines, lines.reduce((sum, count) => sum + count, 0));
}

/** Days since 1899-12-30, Excel's zero. */
const excelZero = Date.UTC(1899, 11, 30);
const dayMs = 86_400_000;
const shanghaiMs = 8 * 3_600_000;
const daySerial = (on: string) => Math.round((Date.parse(`${on}T00:00:00Z`) - excelZero) / dayMs);
/** To the second: more is never shown and makes two equal clocks differ. */
const momentSerial = (at: string) => Math.floor((Date.parse(at) + shanghaiMs - excelZero) / 1000) / 86_400;

/** A, B, … Z, AA. */
function columnName(index: number): string {
  const rest = Math.floor(index / 26);
  return (rest > 0 ? columnName(rest - 1) : '') + String.fromCharCode(65 + (index % 26));
}

/** No sheet has such characters in its name. */
function sheetTitle(name: string, ordinal: number): string {
  const more = ordinal > 1 ? `（${ordinal}）` : '';
  return name.replace(/[[\]:*?/\\]/g, '、').slice(0, excelLimits.sheetName - more.length) + more;
}

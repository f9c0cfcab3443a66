// A workbook written row by row to disk: memory is that of a page of rows, whatever the length of the sheets. exceljs was
// the plan; it is no longer kept (4.4.0 of 2023) and adds 3.3 MB to a function that may have 4. The tests open what is
// written here with it. The archive is yazl's.
//
// Texts go through the table of shared strings, which every viewer on a phone reads; inline ones are shown empty by some.
// A text is a text whatever it begins with: no cell here is ever a formula.
import path from 'node:path';
import { withoutControls } from './xml-text';
import { joinParts, newPart, type Part, type PartWriter } from './zip';

/** Excel's own limits. What goes beyond continues on a sheet of its own. */
export const excelLimits = { rows: 1_048_576, links: 65_530, cellText: 32_767, sheetName: 31 };

export type ColumnKind = 'text' | 'number' | 'amount' | 'day' | 'moment' | 'link';
export type Column = { title: string; width: number; kind: ColumnKind };
/** `day` is `YYYY-MM-DD`; `moment` ISO 8601 with offset, shown in Shanghai; a share of 0 to 1 is shown in per cent. */
export type Cell = string | number | null | undefined | { share: number } | { text: string; url: string };

export type Sheet = { addRow: (cells: readonly Cell[]) => Promise<void>; end: () => Promise<void> };
export type Workbook = {
  /** One at a time: end it before the next. A frozen, filtered header; `columns` says how cells are written. */
  addSheet: (name: string, columns: readonly Column[]) => Sheet;
  /** A sheet of titles and pairs, without a header. */
  addCover: (name: string, title: string, rows: readonly (readonly [string, Cell])[]) => Promise<void>;
  finish: (target: string) => Promise<void>;
};

/** Positions in cellXfs below. */
const styles = { text: 0, header: 1, day: 2, moment: 3, amount: 4, link: 5, likeFormula: 6, title: 7, label: 8, share: 9 } as const;

const stylesXml = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts><fonts count="4"><font><sz val="11"/><name val="等线"/></font><font><b/><sz val="11"/><name val="等线"/></font><font><u/><sz val="11"/><color rgb="FF1664D9"/><name val="等线"/></font><font><b/><sz val="16"/><name val="等线"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE8EEF9"/><bgColor indexed="64"/></patternFill></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left/><right/><top/><bottom style="thin"><color rgb="FF9AA5B8"/></bottom><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="10">${[
  '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top"/></xf>',
  '<xf numFmtId="0" fontId="1" fillId="2" borderId="1" xfId="0" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>',
  '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment horizontal="left" vertical="top"/></xf>',
  '<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment horizontal="left" vertical="top"/></xf>',
  '<xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top"/></xf>',
  '<xf numFmtId="0" fontId="2" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1"><alignment vertical="top"/></xf>',
  // Stays a text when somebody edits it, too.
  '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top"/></xf>',
  '<xf numFmtId="0" fontId="3" fillId="0" borderId="0" xfId="0" applyFont="1"/>',
  '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1"><alignment vertical="top"/></xf>',
  '<xf numFmtId="10" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top"/></xf>',
].join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** A4, as wide as the page and as long as it takes. */
const pageSetup = (orientation: 'portrait' | 'landscape') =>
  `<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="${orientation}" fitToHeight="0"/>`;

/** Excel reads `_x0041_` as a letter, so such a text is escaped. */
const escapeXml = (text: string): string =>
  withoutControls(text).replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_').replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

/** Days since 1899-12-30, Excel's zero. */
const excelZero = Date.UTC(1899, 11, 30);
const dayMs = 86_400_000;
const shanghaiMs = 8 * 3_600_000;
const daySerial = (on: string) => Math.round((Date.parse(`${on}T00:00:00Z`) - excelZero) / dayMs);
/** To the second: more is never shown and makes two equal clocks differ. */
const momentSerial = (at: string) => Math.floor((Date.parse(at) + shanghaiMs - excelZero) / 1000) / 86_400;

/** A, B, … Z, AA. */
export function columnName(index: number): string {
  const rest = Math.floor(index / 26);
  return (rest > 0 ? columnName(rest - 1) : '') + String.fromCharCode(65 + (index % 26));
}

/** No sheet has such characters in its name. */
const sheetTitle = (name: string, part: number) => {
  const more = part > 1 ? `（${part}）` : '';
  return name.replace(/[[\]:*?/\\]/g, '、').slice(0, excelLimits.sheetName - more.length) + more;
};

/** Repeated words once, up to so many; what is not remembered stands in the table again, which costs disk and no memory. */
const rememberedStrings = 10_000;
const rememberedLength = 40;

class SharedStrings {
  private readonly known = new Map<string, number>();
  private unique = 0;
  private used = 0;
  private readonly entry: PartWriter;

  constructor(folder: string) {
    this.entry = newPart(folder, 'xl/sharedStrings.xml');
  }

  async start(): Promise<void> {
    await this.entry.write(`${head}<sst xmlns="${main}">`);
  }

  async indexOf(text: string): Promise<number> {
    this.used += 1;
    const known = this.known.get(text);
    if (known !== undefined) return known;
    const index = this.unique;
    this.unique += 1;
    if (text.length <= rememberedLength && this.known.size < rememberedStrings) this.known.set(text, index);
    await this.entry.write(`<si><t xml:space="preserve">${escapeXml(text.slice(0, excelLimits.cellText))}</t></si>`);
    return index;
  }

  async end() {
    await this.entry.write('</sst>');
    return this.entry.end();
  }
}

const isLink = (cell: Cell): cell is { text: string; url: string } => typeof cell === 'object' && cell !== null && 'url' in cell;

type Written = { title: string; entries: Part[]; range: string | null };

/** `folder` is an empty one of its own: the caller removes it. */
export async function createWorkbook(folder: string): Promise<Workbook> {
  const strings = new SharedStrings(folder);
  await strings.start();
  const sheets: Written[] = [];

  const cellXml = async (place: string, kind: ColumnKind, value: Cell): Promise<string> => {
    if (value === null || value === undefined || value === '') return '';
    if (typeof value === 'object' && 'share' in value) return `<c r="${place}" s="${styles.share}"><v>${value.share}</v></c>`;
    if (typeof value === 'object') return `<c r="${place}" s="${styles.link}" t="s"><v>${await strings.indexOf(value.text)}</v></c>`;
    if (typeof value === 'number') {
      const style = kind === 'amount' ? styles.amount : styles.text;
      return Number.isFinite(value) ? `<c r="${place}" s="${style}"><v>${value}</v></c>` : '';
    }
    if (kind === 'day') return `<c r="${place}" s="${styles.day}"><v>${daySerial(value)}</v></c>`;
    if (kind === 'moment') return `<c r="${place}" s="${styles.moment}"><v>${momentSerial(value)}</v></c>`;
    const style = /^[=+\-@\t\r]/.test(value) ? styles.likeFormula : styles.text;
    return `<c r="${place}" s="${style}" t="s"><v>${await strings.indexOf(value)}</v></c>`;
  };

  function addSheet(name: string, columns: readonly Column[]): Sheet {
    let part = 0;
    /** Addresses go to disk as they come; only the places wait for the end of the sheet. */
    let open: { entry: PartWriter; rels: PartWriter; rows: number; links: string[] } | null = null;

    async function start() {
      part += 1;
      const entry = newPart(folder, `xl/worksheets/sheet${sheets.length + 1}.xml`);
      const widths = columns.map(({ width }, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`).join('');
      await entry.write(
        `${head}<worksheet xmlns="${main}" xmlns:r="${relations}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>${widths}</cols><sheetData>`,
      );
      const titles = await Promise.all(columns.map(async ({ title }, index) => `<c r="${columnName(index)}1" s="${styles.header}" t="s"><v>${await strings.indexOf(title)}</v></c>`));
      await entry.write(`<row r="1" ht="20" customHeight="1">${titles.join('')}</row>`);
      const rels = newPart(folder, `xl/worksheets/_rels/sheet${sheets.length + 1}.xml.rels`);
      await rels.write(`${head}<Relationships xmlns="${packageRelations}">`);
      open = { entry, rels, rows: 1, links: [] };
      return open;
    }

    async function close() {
      if (!open) return;
      const { entry, rels, rows, links } = open;
      open = null;
      const range = `A1:${columnName(columns.length - 1)}${rows}`;
      await entry.write(`</sheetData><autoFilter ref="${range}"/>`);
      if (links.length > 0) {
        await entry.write('<hyperlinks>');
        for (const [index, place] of links.entries()) await entry.write(`<hyperlink ref="${place}" r:id="rId${index + 1}"/>`);
        await entry.write('</hyperlinks>');
      }
      await entry.write(`${pageSetup('landscape')}</worksheet>`);
      await rels.write('</Relationships>');
      const written: Written = { title: sheetTitle(name, part), entries: [await entry.end(), await rels.end()], range };
      sheets.push(written);
    }

    return {
      async addRow(cells) {
        const linkCount = cells.filter(isLink).length;
        let here = open ?? (await start());
        if (here.rows >= excelLimits.rows || here.links.length + linkCount > excelLimits.links) {
          await close();
          here = await start();
        }
        here.rows += 1;
        const row = here.rows;
        let xml = `<row r="${row}">`;
        for (const [index, column] of columns.entries()) {
          const cell = cells[index];
          const place = `${columnName(index)}${row}`;
          xml += await cellXml(place, column.kind, cell);
          if (!isLink(cell)) continue;
          here.links.push(place);
          await here.rels.write(`<Relationship Id="rId${here.links.length}" Type="${relations}/hyperlink" Target="${escapeXml(cell.url)}" TargetMode="External"/>`);
        }
        await here.entry.write(`${xml}</row>`);
      },
      async end() {
        if (!open && part === 0) await start();
        await close();
      },
    };
  }

  async function addCover(name: string, title: string, rows: readonly (readonly [string, Cell])[]): Promise<void> {
    const entry = newPart(folder, `xl/worksheets/sheet${sheets.length + 1}.xml`);
    await entry.write(
      `${head}<worksheet xmlns="${main}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView showGridLines="0" workbookViewId="0"/></sheetViews><sheetFormatPr defaultRowHeight="18"/><cols><col min="1" max="1" width="18" customWidth="1"/><col min="2" max="2" width="60" customWidth="1"/></cols><sheetData><row r="1" ht="28" customHeight="1"><c r="A1" s="${styles.title}" t="s"><v>${await strings.indexOf(title)}</v></c></row>`,
    );
    for (const [index, [label, value]] of rows.entries()) {
      const labelXml = label ? `<c r="A${index + 2}" s="${styles.label}" t="s"><v>${await strings.indexOf(label)}</v></c>` : '';
      await entry.write(`<row r="${index + 2}">${labelXml}${await cellXml(`B${index + 2}`, 'text', value)}</row>`);
    }
    await entry.write(`</sheetData>${pageSetup('portrait')}</worksheet>`);
    sheets.push({ title: sheetTitle(name, 1), entries: [await entry.end()], range: null });
  }

  /** The cover tells what the other sheets hold, so it is written last and stands first. */
  async function finish(target: string): Promise<void> {
    const numbered = sheets.map((sheet, index) => ({ ...sheet, number: index + 1 }));
    const shown = [...numbered.filter(({ range }) => range === null), ...numbered.filter(({ range }) => range !== null)];
    const whole = async (name: string, xml: string) => {
      const entry = newPart(folder, name);
      await entry.write(head + xml);
      return entry.end();
    };
    const names = shown.flatMap(({ title, range }, index) => {
      if (!range) return [];
      const place = `'${title.replace(/'/g, "''")}'!`;
      const absolute = range.replace(/([A-Z]+)(\d+)/g, '$$$1$$$2');
      return [
        `<definedName name="_xlnm._FilterDatabase" localSheetId="${index}" hidden="1">${escapeXml(place + absolute)}</definedName>`,
        `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${escapeXml(`${place}$1:$1`)}</definedName>`,
      ];
    });
    const entries = [
      await whole(
        '[Content_Types].xml',
        `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>${numbered.map(({ number }) => `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`).join('')}</Types>`,
      ),
      await whole('_rels/.rels', `<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`),
      await whole(
        'xl/workbook.xml',
        `<workbook xmlns="${main}" xmlns:r="${relations}"><bookViews><workbookView activeTab="0"/></bookViews><sheets>${shown.map(({ title, number }) => `<sheet name="${escapeXml(title)}" sheetId="${number}" r:id="rId${number}"/>`).join('')}</sheets>${names.length > 0 ? `<definedNames>${names.join('')}</definedNames>` : ''}</workbook>`,
      ),
      await whole(
        'xl/_rels/workbook.xml.rels',
        `<Relationships xmlns="${packageRelations}">${numbered.map(({ number }) => `<Relationship Id="rId${number}" Type="${relations}/worksheet" Target="worksheets/sheet${number}.xml"/>`).join('')}<Relationship Id="rId${numbered.length + 1}" Type="${relations}/styles" Target="styles.xml"/><Relationship Id="rId${numbered.length + 2}" Type="${relations}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
      ),
      await whole('xl/styles.xml', stylesXml.slice(stylesXml.indexOf('\n') + 1)),
      await strings.end(),
      ...shown.flatMap((sheet) => sheet.entries),
    ];
    await joinParts(path.resolve(target), entries);
  }

  return { addSheet, addCover, finish };
}

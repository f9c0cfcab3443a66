// What every workbook has around its rows (ECMA-376, SpreadsheetML): styles, the list of sheets, and how parts belong together.
import { escapeXml } from './xml-text';

export const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
export const mainSpace = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
export const relationSpace = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
export const packageSpace = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** Columns of so many characters are still read when they are fitted to the width of one landscape A4. */
const readableWidth = 300;
export const pagesAcross = (width: number) => Math.max(1, Math.ceil(width / readableWidth));

/**
 * A4, as wide as the page, or as few pages side by side as can be read, and as long as it takes; `width` in characters.
 * `&P` of a footer is the page, `&N` how many there are, `&A` the sheet.
 */
export const fitToWidth = '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>';
export const pageSetup = (orientation: 'portrait' | 'landscape', footer: string, width = 0) =>
  `<printOptions gridLines="${orientation === 'landscape' ? 1 : 0}"/><pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="${orientation}" pageOrder="overThenDown" fitToWidth="${pagesAcross(width)}" fitToHeight="0"/><headerFooter><oddFooter>${escapeXml(footer)}</oddFooter></headerFooter>`;

/** `range` is null for the cover; `titleColumns` are printed on each of several pages side by side. */
export type FramedSheet = { number: number; title: string; range: string | null; titleColumns?: string };

const fonts = { plain: '<sz val="11"/>', bold: '<b/><sz val="11"/>', link: '<u/><sz val="11"/><color rgb="FF1664D9"/>', title: '<b/><sz val="16"/>' };
const top = 'vertical="top"';
const wrapped = 'vertical="top" wrapText="1"';
/** Away from the text that stands in the next column. */
const right = 'horizontal="right" vertical="top" indent="1"';
const left = 'horizontal="left" vertical="top"';

/** Number formats below 164 are built in: 4 is 1,234.56, 10 is 12.34 %, 49 is text. */
const cellStyles = {
  text: { font: 'plain', format: 0, align: wrapped, more: '' },
  number: { font: 'plain', format: 0, align: right, more: '' },
  header: { font: 'bold', format: 0, align: 'vertical="center" wrapText="1"', more: 'fillId="2" borderId="1" applyFill="1" applyBorder="1"' },
  day: { font: 'plain', format: 164, align: left, more: '' },
  moment: { font: 'plain', format: 165, align: left, more: '' },
  amount: { font: 'plain', format: 4, align: right, more: '' },
  share: { font: 'plain', format: 10, align: right, more: '' },
  link: { font: 'link', format: 0, align: top, more: '' },
  // Stays a text when somebody edits it, too.
  likeFormula: { font: 'plain', format: 49, align: wrapped, more: 'quotePrefix="1"' },
  title: { font: 'title', format: 0, align: 'vertical="center"', more: '' },
  label: { font: 'bold', format: 0, align: top, more: '' },
} as const;
export type CellStyle = keyof typeof cellStyles;

const styleNames = Object.keys(cellStyles) as CellStyle[];
export const styleIndex = Object.fromEntries(styleNames.map((name, index) => [name, index])) as Record<CellStyle, number>;

function stylesXml(): string {
  const fontXml = Object.values(fonts).map((marks) => `<font>${marks}<name val="等线"/></font>`);
  const styleXml = styleNames.map((name) => {
    const { font, format, align, more } = cellStyles[name];
    return `<xf numFmtId="${format}" fontId="${Object.keys(fonts).indexOf(font)}" xfId="0" applyFont="1" applyNumberFormat="1" applyAlignment="1" ${more}><alignment ${align}/></xf>`;
  });
  return `${xmlHead}<styleSheet xmlns="${mainSpace}">${[
    '<numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts>',
    `<fonts count="${fontXml.length}">${fontXml.join('')}</fonts>`,
    // The first two are the format's own.
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE8EEF9"/><bgColor indexed="64"/></patternFill></fill></fills>',
    '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left/><right/><top/><bottom style="thin"><color rgb="FF9AA5B8"/></bottom><diagonal/></border></borders>',
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
    `<cellXfs count="${styleXml.length}">${styleXml.join('')}</cellXfs>`,
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
  ].join('')}</styleSheet>`;
}

/** In the order in which they are shown. Filters and repeated headers are names of the workbook. */
function workbookXml(sheets: readonly FramedSheet[]): string {
  const names = sheets.flatMap(({ title, range, titleColumns }, index) => {
    if (!range) return [];
    const place = escapeXml(`'${title.replace(/'/g, "''")}'!`);
    return [
      `<definedName name="_xlnm._FilterDatabase" localSheetId="${index}" hidden="1">${place}${range.replace(/([A-Z]+)(\d+)/g, '$$$1$$$2')}</definedName>`,
      `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${titleColumns ? `${place}${titleColumns},` : ''}${place}$1:$1</definedName>`,
    ];
  });
  const list = sheets.map(({ title, number }) => `<sheet name="${escapeXml(title)}" sheetId="${number}" r:id="rId${number}"/>`);
  return `${xmlHead}<workbook xmlns="${mainSpace}" xmlns:r="${relationSpace}"><bookViews><workbookView activeTab="0"/></bookViews><sheets>${list.join('')}</sheets><definedNames>${names.join('')}</definedNames></workbook>`;
}

export const sheetPart = (number: number) => `xl/worksheets/sheet${number}.xml`;
export const sheetLinksPart = (number: number) => `xl/worksheets/_rels/sheet${number}.xml.rels`;
export const stringsPart = 'xl/sharedStrings.xml';

/** The small parts by name, the list of types first. */
export function frameParts(sheets: readonly FramedSheet[]): [name: string, xml: string][] {
  const typeOf = (part: string, kind: string) => `<Override PartName="/${part}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${kind}+xml"/>`;
  const types = [typeOf('xl/workbook.xml', 'sheet.main'), typeOf('xl/styles.xml', 'styles'), typeOf(stringsPart, 'sharedStrings'), ...sheets.map(({ number }) => typeOf(sheetPart(number), 'worksheet'))];
  const relations = (rows: readonly (readonly [id: string, type: string, target: string])[]) =>
    `${xmlHead}<Relationships xmlns="${packageSpace}">${rows.map(([id, type, target]) => `<Relationship Id="${id}" Type="${relationSpace}/${type}" Target="${target}"/>`).join('')}</Relationships>`;
  return [
    ['[Content_Types].xml', `${xmlHead}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${types.join('')}</Types>`],
    ['_rels/.rels', relations([['rId1', 'officeDocument', 'xl/workbook.xml']])],
    ['xl/workbook.xml', workbookXml(sheets)],
    ['xl/_rels/workbook.xml.rels', relations([...sheets.map(({ number }) => [`rId${number}`, 'worksheet', `worksheets/sheet${number}.xml`] as const), ['styles', 'styles', 'styles.xml'], ['strings', 'sharedStrings', 'sharedStrings.xml']])],
    ['xl/styles.xml', stylesXml()],
  ];
}

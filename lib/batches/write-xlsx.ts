import { strToU8, Zip, ZipDeflate } from "fflate";

/*
 * A workbook with one sheet, made row by row. The well-kept writers of workbooks compress large sheets in workers that
 * they make of text, which our policy forbids; what is written here is the least that every spreadsheet reads.
 */

export type XlsxCell = string | number | undefined;

/** Excel's own limit of a cell; longer texts end with an ellipsis. */
export const mostSignsOfCell = 32_767;

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const relationships = "http://schemas.openxmlformats.org/package/2006/relationships";
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const types = "application/vnd.openxmlformats-officedocument.spreadsheetml";

const parts: Record<string, string> = {
  "[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${types}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/></Types>`,
  "_rels/.rels": `<Relationships xmlns="${relationships}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  "xl/workbook.xml": `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="Results" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  "xl/_rels/workbook.xml.rels": `<Relationships xmlns="${relationships}"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
  // 0 is as it comes, 1 is bold.
  "xl/styles.xml": `<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf fontId="0" xfId="0"/><xf fontId="1" xfId="0" applyFont="1"/></cellXfs></styleSheet>`,
};

const sheetHead = `<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>`;
const sheetEnd = "</sheetData></worksheet>";

/** Signs that no XML may have, and halves of signs. */
const forbidden =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
/** What a workbook reads as the number of a sign. */
const numbered = /_(?=x[0-9a-f]{4}_)/gi;
const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "_x000D_" };

function escaped(text: string): string {
  const cut = text.length > mostSignsOfCell ? `${text.slice(0, mostSignsOfCell - 1)}…` : text;
  return cut
    .replace(forbidden, "")
    .replace(numbered, "_x005F_")
    .replace(/[&<>\r]/g, (sign) => entities[sign] ?? sign);
}

/** A column as spreadsheets name it: A for 0, AA for 26. */
function columnName(at: number): string {
  const letter = String.fromCharCode(65 + (at % 26));
  return at < 26 ? letter : columnName(Math.floor(at / 26) - 1) + letter;
}

/** Words are words, whatever they begin with: none is ever run as a formula. */
function cellOf(value: XlsxCell, attributes: string): string {
  if (value === undefined || value === "") return "";
  if (typeof value === "number") return `<c ${attributes}><v>${value}</v></c>`;
  return `<c ${attributes} t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`;
}

function rowOf(cells: readonly XlsxCell[], number: number): string {
  const style = number === 1 ? ' s="1"' : "";
  const written = cells.map((cell, at) => cellOf(cell, `r="${columnName(at)}${number}"${style}`));
  return `<row r="${number}">${written.join("")}</row>`;
}

/** A workbook of rows, of which the first is its head. Only the row that is being written is held as text. */
export async function writeXlsx(rows: AsyncIterable<readonly XlsxCell[]>): Promise<Blob> {
  const pieces: Blob[] = [];
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    pieces.push(new Blob([piece as Uint8Array<ArrayBuffer>]));
  });
  const entry = (name: string) => {
    const file = new ZipDeflate(name, { level: 6 });
    zip.add(file);
    return (text: string, last = false) => file.push(strToU8(text), last);
  };
  for (const [name, text] of Object.entries(parts)) entry(name)(head + text, true);
  const write = entry("xl/worksheets/sheet1.xml");
  write(head + sheetHead);
  let number = 0;
  for await (const cells of rows) {
    number += 1;
    write(rowOf(cells, number));
  }
  write(sheetEnd, true);
  zip.end();
  return new Blob(pieces, { type: `${types}.sheet` });
}

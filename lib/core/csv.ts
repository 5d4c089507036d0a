/** A spreadsheet would run a cell that begins like this as a formula. */
const startsFormula = /^[=+\-@\t\r]/;
const isNumber = /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i;
const needsQuotes = /[",\r\n]|^\s|\s$/;

function cellOf(value: string | number | undefined): string {
  const text = value === undefined ? "" : String(value);
  const safe = startsFormula.test(text) && !isNumber.test(text) ? `'${text}` : text;
  return needsQuotes.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * A table as CSV by RFC 4180, with a byte order mark so that spreadsheets read it as UTF-8. Text that a spreadsheet
 * would run as a formula gets an apostrophe in front.
 */
export function toCsv(rows: readonly (readonly (string | number | undefined)[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(cellOf).join(",")}\r\n`).join("")}`;
}

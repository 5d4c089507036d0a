import { normalised, type VectorTable } from "./table";

/** Rows and columns of a block: four rows by four columns are summed at once, and a block stays in the cache. */
const step = 4;
const blockRows = 64;
const blockWidth = 256;

/**
 * The cosines of the rows from one on to another, not included, with all rows from the first of them on: a block of
 * `(to - from) × rows` numbers, in which what `mirror` fills in is 0. Rows without a vector give NaN. Work for a part is
 * one worker's share of a matrix.
 */
export function cosineRows(table: VectorTable, from: number, to: number): Float32Array {
  const { rows, width, values } = normalised(table);
  const out = new Float32Array((to - from) * rows);
  for (let rowStart = from; rowStart < to; rowStart += blockRows)
    for (let columnStart = rowStart; columnStart < rows; columnStart += blockRows)
      for (let start = 0; start < width; start += blockWidth)
        addBlock(out, values, {
          from,
          rows,
          width,
          rowStart,
          rowEnd: Math.min(to, rowStart + blockRows),
          columnStart,
          columnEnd: Math.min(rows, columnStart + blockRows),
          start,
          end: Math.min(width, start + blockWidth),
        });
  return out;
}

/** Fills in below the diagonal of a square matrix what stands above it. */
export function mirror(matrix: Float32Array, rows: number): Float32Array {
  for (let row = 1; row < rows; row += 1)
    for (let column = 0; column < row; column += 1)
      matrix[row * rows + column] = matrix[column * rows + row] as number;
  return matrix;
}

/** The cosines of every row with every other, row by row. */
export const cosineMatrix = (table: VectorTable): Float32Array =>
  mirror(cosineRows(table, 0, table.rows), table.rows);

/** Where so many workers divide the rows of a matrix, so that each has as much to do: the later rows are shorter. */
export function sharesOf(rows: number, workers: number): { from: number; to: number }[] {
  const borders = Array.from({ length: workers + 1 }, (_, at) =>
    Math.round(rows * (1 - Math.sqrt(1 - at / workers))),
  );
  return borders
    .slice(1)
    .map((to, at) => ({ from: borders[at] as number, to }))
    .filter(({ from, to }) => to > from);
}

type Block = {
  from: number;
  rows: number;
  width: number;
  rowStart: number;
  rowEnd: number;
  columnStart: number;
  columnEnd: number;
  start: number;
  end: number;
};

/** Adds the products of a stretch of the width. Rows are taken by four, what is left over one by one. */
function addBlock(out: Float32Array, values: Float32Array, block: Block): void {
  const { rowStart, rowEnd, columnStart, columnEnd } = block;
  const wholeRows = rowStart + Math.floor((rowEnd - rowStart) / step) * step;
  const wholeColumns = columnStart + Math.floor((columnEnd - columnStart) / step) * step;
  for (let row = rowStart; row < wholeRows; row += step)
    for (let column = columnStart; column < wholeColumns; column += step)
      addFourByFour(out, values, block, row, column);
  for (let row = rowStart; row < rowEnd; row += 1)
    for (let column = row < wholeRows ? wholeColumns : columnStart; column < columnEnd; column += 1)
      addOne(out, values, block, row, column);
}

function addOne(
  out: Float32Array,
  values: Float32Array,
  { from, rows, width, start, end }: Block,
  row: number,
  column: number,
): void {
  let sum = 0;
  const a = row * width;
  const b = column * width;
  for (let at = start; at < end; at += 1) sum += (values[a + at] as number) * (values[b + at] as number);
  const place = (row - from) * rows + column;
  out[place] = (out[place] as number) + sum;
}

function addFourByFour(
  out: Float32Array,
  values: Float32Array,
  { from, rows, width, start, end }: Block,
  row: number,
  column: number,
): void {
  const a0 = row * width;
  const a1 = a0 + width;
  const a2 = a1 + width;
  const a3 = a2 + width;
  const b0 = column * width;
  const b1 = b0 + width;
  const b2 = b1 + width;
  const b3 = b2 + width;
  let s00 = 0;
  let s01 = 0;
  let s02 = 0;
  let s03 = 0;
  let s10 = 0;
  let s11 = 0;
  let s12 = 0;
  let s13 = 0;
  let s20 = 0;
  let s21 = 0;
  let s22 = 0;
  let s23 = 0;
  let s30 = 0;
  let s31 = 0;
  let s32 = 0;
  let s33 = 0;
  for (let at = start; at < end; at += 1) {
    const x0 = values[a0 + at] as number;
    const x1 = values[a1 + at] as number;
    const x2 = values[a2 + at] as number;
    const x3 = values[a3 + at] as number;
    const y0 = values[b0 + at] as number;
    const y1 = values[b1 + at] as number;
    const y2 = values[b2 + at] as number;
    const y3 = values[b3 + at] as number;
    s00 += x0 * y0;
    s01 += x0 * y1;
    s02 += x0 * y2;
    s03 += x0 * y3;
    s10 += x1 * y0;
    s11 += x1 * y1;
    s12 += x1 * y2;
    s13 += x1 * y3;
    s20 += x2 * y0;
    s21 += x2 * y1;
    s22 += x2 * y2;
    s23 += x2 * y3;
    s30 += x3 * y0;
    s31 += x3 * y1;
    s32 += x3 * y2;
    s33 += x3 * y3;
  }
  const put = (place: number, w: number, x: number, y: number, z: number) => {
    out[place] = (out[place] as number) + w;
    out[place + 1] = (out[place + 1] as number) + x;
    out[place + 2] = (out[place + 2] as number) + y;
    out[place + 3] = (out[place + 3] as number) + z;
  };
  const place = (row - from) * rows + column;
  put(place, s00, s01, s02, s03);
  put(place + rows, s10, s11, s12, s13);
  put(place + 2 * rows, s20, s21, s22, s23);
  put(place + 3 * rows, s30, s31, s32, s33);
}

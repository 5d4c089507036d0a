import { normalised, type VectorTable } from "./table";

/** Rows of a block, a whole number of both sides of a tile, and how much of the width is taken at once: both blocks stay in the cache. */
const blockRows = 60;
const blockWidth = 256;
/** A tile: so many sums and factors fit into the registers of a processor. Measured: larger and smaller ones are slower. */
const tileRows = 2;
const tileColumns = 3;

/** The cosines of every row with every other, row by row. Rows without a vector give NaN. */
export function cosineMatrix(table: VectorTable): Float32Array {
  const unit = normalised(table);
  const { rows } = unit;
  const out = new Float32Array(rows * rows);
  const block = new Block(unit);
  for (let row = 0; row < rows; row += blockRows)
    for (let column = row; column < rows; column += blockRows) {
      block.sumUp(row, column);
      block.write(out, row, column);
    }
  return out;
}

/** The products of some rows with some others; what stands below the diagonal of the whole is written beside it. */
class Block {
  private readonly table: VectorTable;
  private readonly left = new Float64Array(blockRows * blockWidth);
  private readonly right = new Float64Array(blockRows * blockWidth);
  private readonly sums = new Float64Array(blockRows * blockRows);

  constructor(table: VectorTable) {
    this.table = table;
  }

  sumUp(row: number, column: number): void {
    const { left, right, sums } = this;
    sums.fill(0);
    for (let start = 0; start < this.table.width; start += blockWidth) {
      this.load(left, row, start);
      this.load(right, column, start);
      for (let a = 0; a < blockRows; a += tileRows)
        for (let b = 0; b < blockRows; b += tileColumns) addTile(sums, left, right, a, b);
    }
  }

  /** A stretch of the rows from one on, as numbers that need not be widened again; zeros where there is nothing more. */
  private load(panel: Float64Array, from: number, start: number): void {
    const { rows, width, values } = this.table;
    const length = Math.min(blockWidth, width - start);
    panel.fill(0);
    for (let row = from; row < Math.min(rows, from + blockRows); row += 1)
      panel.set(
        values.subarray(row * width + start, row * width + start + length),
        (row - from) * blockWidth,
      );
  }

  write(out: Float32Array, row: number, column: number): void {
    const { rows } = this.table;
    for (let a = row; a < Math.min(rows, row + blockRows); a += 1)
      for (let b = column; b < Math.min(rows, column + blockRows); b += 1) {
        const sum = this.sums[(a - row) * blockRows + (b - column)] as number;
        out[a * rows + b] = sum;
        out[b * rows + a] = sum;
      }
  }
}

/** Adds the products of two rows with three others: each number that is read serves two or three times. */
function addTile(sums: Float64Array, left: Float64Array, right: Float64Array, row: number, column: number) {
  const a0 = row * blockWidth;
  const a1 = a0 + blockWidth;
  const b0 = column * blockWidth;
  const b1 = b0 + blockWidth;
  const b2 = b1 + blockWidth;
  let s00 = 0;
  let s01 = 0;
  let s02 = 0;
  let s10 = 0;
  let s11 = 0;
  let s12 = 0;
  for (let at = 0; at < blockWidth; at += 1) {
    const x0 = left[a0 + at] as number;
    const x1 = left[a1 + at] as number;
    const y0 = right[b0 + at] as number;
    s00 += x0 * y0;
    s10 += x1 * y0;
    const y1 = right[b1 + at] as number;
    s01 += x0 * y1;
    s11 += x1 * y1;
    const y2 = right[b2 + at] as number;
    s02 += x0 * y2;
    s12 += x1 * y2;
  }
  const place = row * blockRows + column;
  add(sums, place, s00, s01, s02);
  add(sums, place + blockRows, s10, s11, s12);
}

function add(sums: Float64Array, place: number, x: number, y: number, z: number): void {
  sums[place] = (sums[place] as number) + x;
  sums[place + 1] = (sums[place + 1] as number) + y;
  sums[place + 2] = (sums[place + 2] as number) + z;
}

/** Vectors as rows of one block of 32-bit floats. A row of NaN stands for a text without a vector. */
export type VectorTable = { rows: number; width: number; values: Float32Array };

export const rowOf = ({ values, width }: VectorTable, row: number): Float32Array =>
  values.subarray(row * width, (row + 1) * width);

/** Whether a row holds a vector. */
export const hasVector = ({ values, width }: VectorTable, row: number): boolean =>
  width > 0 && !Number.isNaN(values[row * width] ?? Number.NaN);

/** The length of each row; NaN where there is no vector. */
export function normsOf({ rows, width, values }: VectorTable): Float64Array {
  const norms = new Float64Array(rows);
  for (let row = 0; row < rows; row += 1) {
    let sum = 0;
    for (let at = row * width; at < (row + 1) * width; at += 1) {
      const value = values[at] as number;
      sum += value * value;
    }
    norms[row] = Math.sqrt(sum);
  }
  return norms;
}

/** The same with rows of length 1; rows of zeros stay. */
export function normalised(table: VectorTable): VectorTable {
  const norms = normsOf(table);
  const values = new Float32Array(table.values.length);
  for (let row = 0; row < table.rows; row += 1) {
    const norm = norms[row] || 1;
    for (let at = row * table.width; at < (row + 1) * table.width; at += 1)
      values[at] = (table.values[at] as number) / norm;
  }
  return { ...table, values };
}

/** The rows of a table that are wanted, in the order in which they are. */
export function chosenRows(table: VectorTable, rows: readonly number[]): VectorTable {
  const values = new Float32Array(rows.length * table.width);
  for (const [at, row] of rows.entries()) values.set(rowOf(table, row), at * table.width);
  return { rows: rows.length, width: table.width, values };
}

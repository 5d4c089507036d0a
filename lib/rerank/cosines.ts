import { joinVectors, type Piece } from "@/lib/vectors/join-vectors";
import { hasVector, normsOf, rowOf } from "@/lib/vectors/table";

/**
 * The cosines of a query with each document. Row 0 of the files is the query; `asked` names the documents of the rows
 * behind it. NaN for a document without a vector; nothing when the query has none, or widths differ.
 */
export function cosinesToQuery(
  pieces: readonly Piece[],
  asked: readonly number[],
  documents: number,
): Float64Array | undefined {
  const table = joinVectors(pieces, asked.length + 1);
  if (typeof table === "string" || !hasVector(table, 0)) return undefined;
  const norms = normsOf(table);
  const query = rowOf(table, 0);
  const cosines = new Float64Array(documents).fill(Number.NaN);
  for (const [at, document] of asked.entries()) {
    const row = at + 1;
    const vector = rowOf(table, row);
    let dot = 0;
    for (let place = 0; place < vector.length; place += 1)
      dot += (query[place] as number) * (vector[place] as number);
    const length = (norms[0] as number) * (norms[row] as number);
    cosines[document] = dot / length;
  }
  return cosines;
}

import * as z from "zod/mini";

const piece = z.union([
  /** A part of the file that was given, in bytes; `to` is the first that does not belong to it. */
  z.object({ from: z.int(), to: z.int() }),
  z.object({ text: z.string() }),
]);

/** A changed file as the parts of the given one that stay and the texts between them: the file itself is never read for it. */
export const piecesSchema = z.array(piece);
export type Piece = z.infer<typeof piece>;

/** A change: the bytes from one place to another become a text. Places are those of the file as it stands. */
export type Edit = { from: number; to: number; text: string };

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Every file begins so. */
export const wholeFile = (bytes: number): Piece[] => [{ from: 0, to: bytes }];

const lengthOf = (one: Piece) => ("text" in one ? encoder.encode(one.text).length : one.to - one.from);

/** A part of a piece; places count from its beginning. */
function partOf(one: Piece, from: number, to: number): Piece {
  if (!("text" in one)) return { from: one.from + from, to: one.from + to };
  return { text: decoder.decode(encoder.encode(one.text).subarray(from, to)) };
}

/** Carries out changes, which may not overlap, in one pass. Cuts have to lie between characters. */
export function edited(pieces: readonly Piece[], edits: readonly Edit[]): Piece[] {
  const waiting = edits.toSorted((a, b) => a.from - b.from || a.to - b.to);
  const result: Piece[] = [];
  const keep = (one: Piece, from: number, to: number) => {
    if (to > from) result.push(partOf(one, from, to));
  };
  let start = 0;
  let next = 0;
  for (const one of pieces) {
    const end = start + lengthOf(one);
    let at = start;
    for (let edit = waiting[next]; edit && edit.from < end; edit = waiting[next]) {
      keep(one, at - start, Math.max(at, edit.from) - start);
      // What is taken away may go on in the next piece; its text stands where it begins.
      if (edit.from >= start && edit.text !== "") result.push({ text: edit.text });
      at = Math.min(Math.max(at, edit.to), end);
      if (edit.to > end) break;
      next += 1;
    }
    keep(one, at - start, end - start);
    start = end;
  }
  for (const { text } of waiting.slice(next)) if (text !== "") result.push({ text });
  return joined(result);
}

/** Neighbours that go on from each other as one. */
function joined(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = [];
  for (const one of pieces) {
    const last = result.at(-1);
    if (last && "text" in last && "text" in one) last.text += one.text;
    else if (last && "to" in last && "from" in one && last.to === one.from) last.to = one.to;
    else result.push({ ...one });
  }
  return result;
}

/** The changed file: its bytes stay where they are. */
export function assembled(file: Blob, pieces: readonly Piece[]): Blob {
  const [only] = pieces;
  if (pieces.length === 1 && only && "from" in only && only.from === 0 && only.to === file.size) return file;
  const parts = pieces.map((one) => ("text" in one ? one.text : file.slice(one.from, one.to)));
  return new Blob(parts, { type: "application/jsonl" });
}

/** No request needs more; it bounds the memory that one line can take. */
export const mostLineBytes = 10 * 1024 * 1024;
/** No answer has more: what is read of one ends at 24 MB (lib/runs/server/attempt), and its line says a little more. */
export const mostResultBytes = 32 * 1024 * 1024;

/** One line of a file, without its ending. */
export type Line = {
  /** From 1 on, as editors count. */
  number: number;
  /** Where it begins, in bytes. */
  offset: number;
  /** Nothing where it is longer than a line may be: it was passed over. */
  bytes: Uint8Array | undefined;
  /** It ends with a carriage return before the newline. */
  carriageReturn: boolean;
  /** The file ends before a newline. */
  last: boolean;
};

const newline = 0x0a;
const carriageReturn = 0x0d;

/** What has come of a line whose end is not here yet. */
class Beginning {
  private readonly most: number;
  private pieces: Uint8Array[] = [];
  private length = 0;

  constructor(most: number) {
    this.most = most;
  }

  get bytes(): number {
    return this.length;
  }

  add(piece: Uint8Array): void {
    this.length += piece.length;
    if (this.length > this.most) this.pieces = [];
    else if (piece.length > 0) this.pieces.push(piece);
  }

  take(): Uint8Array | undefined {
    const { pieces, length, most } = this;
    this.pieces = [];
    this.length = 0;
    const [only = new Uint8Array()] = pieces;
    if (length > most) return undefined;
    if (pieces.length < 2) return only;
    const whole = new Uint8Array(length);
    let at = 0;
    for (const piece of pieces) {
      whole.set(piece, at);
      at += piece.length;
    }
    return whole;
  }
}

/** The lines of a file as its bytes come in; one with more bytes than `most` is passed over without being held. */
export async function* readLines(
  source: ReadableStream<Uint8Array>,
  most = mostLineBytes,
): AsyncGenerator<Line> {
  const beginning = new Beginning(most);
  let number = 1;
  let offset = 0;
  const end = (last: boolean): Line => {
    const length = beginning.bytes;
    const bytes = beginning.take();
    const returned = !last && bytes?.at(-1) === carriageReturn;
    const line = {
      number,
      offset,
      bytes: returned ? bytes?.subarray(0, -1) : bytes,
      carriageReturn: returned,
      last,
    };
    number += 1;
    offset += length + 1;
    return line;
  };
  const reader = source.getReader();
  try {
    for (;;) {
      const { done, value: piece } = await reader.read();
      if (done) break;
      let from = 0;
      for (let at = piece.indexOf(newline); at !== -1; at = piece.indexOf(newline, from)) {
        beginning.add(piece.subarray(from, at));
        yield end(false);
        from = at + 1;
      }
      // A copy: the piece's buffer may be used again by who gave it.
      beginning.add(piece.slice(from));
    }
    if (beginning.bytes > 0) yield end(true);
  } finally {
    // Who has read enough leaves no file open.
    await reader.cancel().catch(() => {});
  }
}

/** Whether a line has nothing in it. */
export const isBlank = (bytes: Uint8Array): boolean =>
  bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === carriageReturn);

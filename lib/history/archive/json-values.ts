import { ArchiveFailure } from "./failure";

const quote = 34;
const comma = 44;
const openBracket = 91;
const backslash = 92;
const closeBracket = 93;
const openBrace = 123;
const closeBrace = 125;

const isSpace = (code: number) => code === 32 || code === 10 || code === 13 || code === 9;

/**
 * Cuts JSON into its values while it arrives: the elements of one array, or objects behind each other (JSON
 * Lines, or just one). Only their ends are found here; `JSON.parse` judges what is inside.
 */
class ValueCutter {
  private depth = 0;
  private inString = false;
  private escaped = false;
  /** Of the array around everything; undefined where there is none. */
  private array: "open" | "closed" | undefined;
  private begun = false;
  private commas = 0;
  private kept = "";
  private readonly maxCharacters: number;

  constructor(maxCharacters: number) {
    this.maxCharacters = maxCharacters;
  }

  /** The values that end in this piece. */
  push(chunk: string): string[] {
    const values: string[] = [];
    let from = 0;
    const take = (end: number) => {
      values.push(this.kept + chunk.slice(from, end));
      this.kept = "";
      from = end;
    };
    for (let at = 0; at < chunk.length; at += 1) {
      const code = chunk.charCodeAt(at);
      if (this.inString) {
        if (this.escaped) this.escaped = false;
        else if (code === backslash) this.escaped = true;
        else if (code === quote) this.inString = false;
      } else if (code === openBrace || code === openBracket) {
        if (this.depth === 0) from = this.open(code, at);
        this.depth += 1;
      } else if (code === closeBrace || code === closeBracket) {
        this.depth -= 1;
        if (this.depth === 0) {
          const last = this.array === "open";
          take(last ? at : at + 1);
          if (last) {
            this.closeArray(code, values);
            from = at + 1;
          }
        }
      } else if (this.depth === 0) {
        if (!isSpace(code)) throw new ArchiveFailure(this.begun ? "damaged" : "unknown-format");
      } else if (code === quote) this.inString = true;
      else if (code === comma && this.depth === 1 && this.array === "open") {
        take(at);
        from = at + 1;
        this.commas += 1;
      }
    }
    if (this.depth > 0) this.keep(chunk.slice(from));
    return values;
  }

  /** Fails when something was begun and not ended, or when there was nothing. */
  end(): void {
    if (this.depth !== 0) throw new ArchiveFailure("damaged");
    if (!this.begun) throw new ArchiveFailure("unknown-format");
  }

  private open(code: number, at: number): number {
    if (this.array) throw new ArchiveFailure("damaged");
    if (code === openBracket) {
      if (this.begun) throw new ArchiveFailure("damaged");
      this.array = "open";
    }
    this.begun = true;
    return code === openBracket ? at + 1 : at;
  }

  private closeArray(code: number, values: string[]): void {
    if (code !== closeBracket) throw new ArchiveFailure("damaged");
    this.array = "closed";
    if (this.commas === 0 && values.at(-1)?.trim() === "") values.pop(); // an empty array
  }

  private keep(rest: string): void {
    this.kept += rest;
    if (this.kept.length > this.maxCharacters) throw new ArchiveFailure("too-large");
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ArchiveFailure("damaged", error instanceof Error ? error.message : undefined);
  }
}

/** The values of a JSON or JSON Lines text in UTF-8, one at a time. Fails as ArchiveFailure. */
export async function* jsonValues(
  bytes: ReadableStream<Uint8Array<ArrayBuffer>>,
  maxCharacters: number,
): AsyncGenerator<unknown> {
  const cutter = new ValueCutter(maxCharacters);
  // Takes a byte order mark away; refuses what is no UTF-8.
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const decode = (chunk?: Uint8Array<ArrayBuffer>) => {
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined });
    } catch {
      throw new ArchiveFailure("unknown-format");
    }
  };
  const reader = bytes.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      for (const text of cutter.push(decode(value))) yield parse(text);
      if (done) break;
    }
    cutter.end();
  } finally {
    await reader.cancel().catch(() => {});
  }
}

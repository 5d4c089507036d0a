import "server-only";
import { Busboy, type BusboyFileStream } from "@fastify/busboy";
import { AppFailure, appError } from "@/lib/core/app-error";

/** More than any client writes. */
const limits = { parts: 100, fieldSize: 1024 * 1024, headerPairs: 100 };
const longestFileName = 1000;
const fieldName = /^[\w-]{1,64}(\[[\w-]{0,64}\])?$/;

/** A file of a form, as much of it as was kept. */
export type FormFile = { field: string; fileName: string; type: string; bytes: Buffer };

/** What a form held. */
export type Form = { fields: Map<string, string>; files: FormFile[] };

const wrong = (detail: string) => new AppFailure(appError("bad-request", { detail }));

/** Reads a multipart form along while its bytes go by. What is wrong with it is thrown, an AppFailure `bad-request`. */
class FormReader {
  readonly form: Form = { fields: new Map(), files: [] };
  private readonly parser: ReturnType<typeof openParser>;
  private readonly finished: Promise<void>;
  private failure: AppFailure | undefined;

  /** @param keepsFiles whether the bytes of files are kept, too. */
  constructor(contentType: string, keepsFiles: boolean) {
    this.parser = openParser(contentType);
    const fail = (detail: string) => {
      this.failure ??= wrong(detail);
    };
    this.parser.on("field", (name: unknown, value: string, nameCut: boolean, valueCut: boolean) => {
      if (nameCut || valueCut || typeof name !== "string" || !fieldName.test(name)) fail("A field is wrong.");
      else if (this.isAnotherModel(name)) fail("The form names its model twice.");
      else this.form.fields.set(name, value);
    });
    this.parser.on(
      "file",
      (name: unknown, stream: BusboyFileStream, fileName: unknown, _: string, type: string) => {
        const sound = typeof name === "string" && fieldName.test(name) && typeof fileName === "string";
        if (!sound || fileName.length > longestFileName) fail("The name of a file is wrong.");
        const pieces: Buffer[] = [];
        stream.on("data", (piece: Buffer) => keepsFiles && !this.failure && pieces.push(piece));
        stream.on("error", () => fail("A file broke off."));
        if (!sound) return;
        if (name.toLowerCase() === "model") fail("A model is no file.");
        const file: FormFile = { field: name, fileName, type, bytes: Buffer.alloc(0) };
        this.form.files.push(file);
        stream.on("end", () => {
          file.bytes = Buffer.concat(pieces);
        });
      },
    );
    this.parser.on("partsLimit", () => fail("The form has too many parts."));
    this.finished = new Promise((resolve) => {
      this.parser.on("finish", resolve);
      this.parser.on("error", () => {
        fail("The form cannot be read.");
        resolve();
      });
    });
  }

  /** Whoever reads the form after us might take the other one: nobody passes a limit of models by that. */
  private isAnotherModel(name: string): boolean {
    const lower = name.toLowerCase();
    return lower === "model" && [...this.form.fields.keys()].some((known) => known.toLowerCase() === lower);
  }

  async feed(piece: Uint8Array): Promise<void> {
    if (!this.failure && !this.parser.write(piece) && !this.failure)
      await Promise.race([new Promise((resolve) => this.parser.once("drain", resolve)), this.finished]);
    if (this.failure) throw this.failure;
  }

  /** Nothing more comes. */
  async end(): Promise<Form> {
    this.parser.end();
    await this.finished;
    if (this.failure) throw this.failure;
    return this.form;
  }
}

function openParser(contentType: string) {
  if (!/^multipart\/form-data\b/i.test(contentType)) throw new AppFailure(appError("unsupported-media-type"));
  try {
    return new Busboy({ headers: { "content-type": contentType }, limits });
  } catch {
    throw wrong("The form has no boundary.");
  }
}

/** A form that is small enough to be kept: what it holds. */
export async function readForm(contentType: string, content: AsyncIterable<Uint8Array>): Promise<Form> {
  const reader = new FormReader(contentType, true);
  for await (const piece of content) await reader.feed(piece);
  return reader.end();
}

/** The same to be handed on: its fields, and the bytes in which it came. Its files are kept only in those. */
export async function keepForm(
  contentType: string,
  content: AsyncIterable<Uint8Array>,
): Promise<Form & { pieces: Uint8Array[]; length: number }> {
  const reader = new FormReader(contentType, false);
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of content) {
    await reader.feed(piece);
    pieces.push(piece);
    length += piece.byteLength;
  }
  return { ...(await reader.end()), pieces, length };
}

/**
 * A form of any size, handed on while it is checked. The last piece is held back until the form is known to be whole, so
 * that nobody gets one that is wrong.
 */
export async function* checkedForm(
  contentType: string,
  content: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const reader = new FormReader(contentType, false);
  let held: Uint8Array | undefined;
  for await (const piece of content) {
    await reader.feed(piece);
    if (held) yield held;
    held = piece;
  }
  const { files } = await reader.end();
  if (files.length === 0) throw wrong("The form has no file.");
  if (held) yield held;
}

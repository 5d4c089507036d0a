import "server-only";
import { randomUUID } from "node:crypto";
import type { UpstreamForm } from "./upstream";

/** A file of a form: its bytes are read when they are sent. */
export type FormFile = {
  name: string;
  fileName: string;
  type: string;
  bytes: number;
  content: () => AsyncIterable<Uint8Array>;
};

/** Names of fields and files may hold what would end a line of a header (HTML standard, multipart/form-data). */
const quoted = (text: string) => text.replaceAll("\n", "%0A").replaceAll("\r", "%0D").replaceAll('"', "%22");

/** A multipart form whose memory does not grow with its file. */
export function formBody(fields: Record<string, string>, file: FormFile): UpstreamForm {
  const boundary = `form-${randomUUID()}`;
  const head = (disposition: string, more = "") =>
    `--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\n${more}\r\n`;
  const before = Object.entries(fields)
    .map(([name, value]) => `${head(`name="${quoted(name)}"`)}${value}\r\n`)
    .concat(
      head(
        `name="${quoted(file.name)}"; filename="${quoted(file.fileName)}"`,
        `Content-Type: ${file.type}\r\n`,
      ),
    )
    .join("");
  const after = `\r\n--${boundary}--\r\n`;
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    bytes: Buffer.byteLength(before) + file.bytes + Buffer.byteLength(after),
    async *content() {
      yield Buffer.from(before);
      yield* file.content();
      yield Buffer.from(after);
    },
  };
}

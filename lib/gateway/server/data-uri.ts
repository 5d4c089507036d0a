import "server-only";
import { fileTypeFromBuffer } from "file-type";
import type { FormFile } from "./form-reader";

/** A picture of a form as a data URI, of the type that its bytes show: libraries name none for bytes without a name. */
export async function dataUri({ type, bytes }: Pick<FormFile, "type" | "bytes">): Promise<string> {
  const shown = (await fileTypeFromBuffer(bytes))?.mime ?? type;
  return `data:${shown};base64,${bytes.toString("base64")}`;
}

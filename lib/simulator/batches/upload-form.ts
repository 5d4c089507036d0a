import type { IncomingMessage } from "node:http";
import { pipeline } from "node:stream/promises";
import { Busboy, type BusboyFileStream } from "@fastify/busboy";
import type { FileStore, StoredFile } from "@/lib/simulator/batches/file-store";

/** As many bytes a file may have (notes.md section 7). */
export const mostFileBytes = 1024 ** 3;

/** What a form held; `tooLarge` when its file was longer than a file may be, and nothing of it is kept. */
export type UploadForm = { purpose: string | undefined; file: StoredFile | "too-large" | undefined };

type Place = { id: string; key: string; now: () => number };

/**
 * Reads a form as it comes in: its file goes to the disk and is never whole in memory. Null when the client left
 * before all of it was here, or when it is no form.
 */
export async function receiveForm(
  request: IncomingMessage,
  store: FileStore,
  { id, key, now }: Place,
): Promise<UploadForm | null> {
  const type = request.headers["content-type"] ?? "";
  if (!type.startsWith("multipart/form-data")) return null;
  const form: UploadForm = { purpose: undefined, file: undefined };
  let stored: Promise<StoredFile | undefined> | undefined;
  let coming: BusboyFileStream | undefined;
  const reader = new Busboy({
    headers: { ...request.headers, "content-type": type },
    limits: { files: 1, fileSize: mostFileBytes },
  });
  reader.on("field", (name: string, value: string) => {
    if (name === "purpose") form.purpose = value;
  });
  reader.on("file", (name: string, stream: BusboyFileStream, filename: string) => {
    if (name !== "file") return stream.resume();
    coming = stream;
    const facts = { id, key, filename, purpose: "batch" } as const;
    stream.on("limit", () => {
      form.file = "too-large";
    });
    stored = store.write(stream, facts, now).catch(() => undefined);
    return stream;
  });
  try {
    await pipeline(request, reader);
  } catch {
    coming?.destroy();
    await discard(store, await stored);
    return null;
  }
  const file = await stored;
  if (form.file === "too-large") await discard(store, file);
  else form.file = file;
  return form;
}

async function discard(store: FileStore, file: StoredFile | undefined): Promise<void> {
  if (file) await store.delete(file.id);
}

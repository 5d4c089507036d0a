import type { StoredFile } from "@/lib/simulator/batches/file-store";
import { mostLines } from "@/lib/simulator/batches/input-line";
import { mostFileBytes, receiveForm } from "@/lib/simulator/batches/upload-form";
import type { Exchange, Route } from "@/lib/simulator/exchange";
import { failureReply, invalidParameter } from "@/lib/simulator/failures";
import { jsonReply, type Reply } from "@/lib/simulator/http/reply";
import type { Json, JsonObject } from "@/lib/simulator/json";
import { lettersOf } from "@/lib/simulator/random";

const enveloped = (data: Json): JsonObject => ({ code: 20000, message: "Ok", status: true, data });
const secondsOf = (ms: number) => Math.floor(ms / 1000);

const gone = (file: StoredFile, { options, pace }: Exchange["state"]) =>
  options.now() >= file.createdAt + pace.batchFileTtlMs;

/** POST /files: keeps a file for batches. It is read as it comes in; the log tells its length and its SHA-256. */
export const uploadFile: Route = {
  method: "POST",
  path: "/v1/files",
  readsBody: true,
  handle: async ({ state, request, key, identity, entry }) => {
    const { options, files } = state;
    const id = `file-${lettersOf(10, "file", identity)}`;
    const form = await receiveForm(request, files, { id, key, now: options.now });
    if (form === null) return failureReply("error-20015");
    const { purpose, file } = form;
    const refuse = async (why: string): Promise<Reply> => {
      if (file && file !== "too-large") await files.delete(file.id);
      return invalidParameter(why);
    };
    if (purpose !== "batch") return refuse('purpose: is "batch"');
    if (file === undefined) return refuse("file: a file is required");
    if (file === "too-large") return refuse(`file: at most ${mostFileBytes} bytes`);
    entry.body = { purpose, file: `[${file.filename}, ${file.bytes} bytes, sha256 ${file.sha256}]` };
    if (file.bytes === 0) return refuse("file: is empty");
    if (file.lines > mostLines) return refuse(`file: at most ${mostLines} lines`);
    const { bytes, filename } = file;
    const createdAt = secondsOf(file.createdAt);
    return jsonReply(enveloped({ id, object: "file", bytes, createdAt, filename, purpose }));
  },
};

const mostListed = 100;

/** GET /files: the account's own, the newest first, in an envelope within an envelope. */
export const listFiles: Route = {
  method: "GET",
  path: "/v1/files",
  handle: ({ state, key, url }) => {
    const limit = Number(url.searchParams.get("limit") ?? 10);
    if (!Number.isInteger(limit) || limit < 1) return invalidParameter("limit: a number from 1 on");
    const data = state.files
      .all(key)
      .filter((file) => file.purpose === "batch" && !gone(file, state))
      .slice(0, Math.min(limit, mostListed))
      .map(({ id, bytes, createdAt, filename, purpose, lines }) => ({
        id,
        object: "file",
        bytes,
        created_at: secondsOf(createdAt),
        filename,
        purpose,
        line_count: lines,
      }));
    return jsonReply(enveloped({ data, object: "file" }));
  },
};

/** GET /files/{id}/content: the bytes of a file, until it is too old. The route is an assumption (notes.md section 9). */
export const getFileContent: Route = {
  method: "GET",
  path: "/v1/files/{file_id}/content",
  handle: async ({ state, key, pathParams }) => {
    const file = state.files.get(key, pathParams["file_id"] ?? "");
    if (file === undefined || gone(file, state)) return failureReply("error-404");
    return {
      kind: "pieces",
      status: 200,
      contentType: "application/octet-stream",
      pieces: await state.files.read(file.id),
      headers: { "content-length": String(file.bytes) },
    };
  },
};

import "server-only";
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { z } from "zod";
import { type AppError, AppFailure, appError } from "@/lib/core/app-error";
import { err, ok, type Result } from "@/lib/core/result";
import { streamFrameError, upstreamError } from "@/lib/siliconflow/errors";
import { operations } from "@/lib/siliconflow/operations";
import { voiceSchema, voiceUploadResponseSchema } from "@/lib/siliconflow/schema/voices";
import { formBody } from "@/lib/siliconflow/server/form-body";
import { readText, type Upstream, type UpstreamRequest } from "@/lib/siliconflow/server/upstream";
import type { OwnVoice } from "../voice";
import type { VoiceRequest } from "../voice-request";

const maxReplyBytes = 4 * 1024 * 1024;

type Recording = { path: string; bytes: number; type: string };

export type VoiceParts = {
  upstream: Upstream;
  /** An upload by its reference; fails when it is gone. */
  fileOf: (reference: string) => Promise<Result<Recording, AppError>>;
};

/** The account's own voices. SiliconFlow keeps them; nothing of them is stored here. */
export class Voices {
  private readonly parts: VoiceParts;

  constructor(parts: VoiceParts) {
    this.parts = parts;
  }

  /** Those that SiliconFlow lists, each once; what is none, or has no uri and cannot be used, is left out. */
  async list(): Promise<Result<OwnVoice[], AppError>> {
    const { method, path } = operations["voices.list"];
    const text = await this.ask({ method, path });
    if (!text.ok) return text;
    const parsed = listSchema.safeParse(jsonOf(text.value));
    if (!parsed.success) return err(appError("malformed-response"));
    const { results, result } = parsed.data;
    const voices = (results ?? result ?? []).flatMap(ownVoice);
    return ok([...new Map(voices.map((voice) => [voice.uri, voice])).values()]);
  }

  /** Makes one from an upload. Gives its uri. */
  async make(request: VoiceRequest): Promise<Result<string, AppError>> {
    const recording = await this.parts.fileOf(request.recording);
    if (!recording.ok) return recording;
    const { method, path } = operations["voices.upload"];
    const body = await bodyOf(request, recording.value);
    const text = await this.ask({ method, path, body, silentWhileWorking: true });
    if (!text.ok) return text;
    const parsed = voiceUploadResponseSchema.safeParse(jsonOf(text.value));
    return parsed.success && parsed.data.uri ? ok(parsed.data.uri) : err(appError("malformed-response"));
  }

  /** Takes one away for good. What SiliconFlow answers to it is documented by nobody. */
  async remove(uri: string): Promise<Result<undefined, AppError>> {
    const { method, path } = operations["voices.delete"];
    const text = await this.ask({ method, path, body: JSON.stringify({ uri }) });
    return text.ok ? ok(undefined) : text;
  }

  private async ask(request: UpstreamRequest): Promise<Result<string, AppError>> {
    const reply = await this.parts.upstream.call(request, new AbortController().signal);
    if (!reply.ok) return reply;
    const { status, headers, body } = reply.value;
    try {
      const text = await readText(body, maxReplyBytes);
      if (status !== 200) return err(upstreamError({ status, body: text, ...headers }));
      const refusal = refusalIn(jsonOf(text));
      const { traceId } = headers;
      return refusal ? err({ ...refusal, upstreamStatus: status, ...(traceId && { traceId }) }) : ok(text);
    } catch (thrown) {
      return err(thrown instanceof AppFailure ? thrown.error : appError("internal"));
    }
  }
}

/** The documented key is `results`, several live clients read `result`. */
const listSchema = z.object({
  results: z.array(z.unknown()).nullish(),
  result: z.array(z.unknown()).nullish(),
});

function ownVoice(entry: unknown): OwnVoice[] {
  const { uri, customName, model, text } = voiceSchema.safeParse(entry).data ?? {};
  if (!uri?.startsWith("speech:")) return [];
  return [{ uri, name: customName ?? "", model: model ?? "", text: text ?? "" }];
}

async function bodyOf({ model, name, text, form }: VoiceRequest, { path, bytes, type }: Recording) {
  const fields = { model, customName: name, text };
  if (form === "base64") {
    const audio = `data:${type};base64,${(await readFile(path)).toString("base64")}`;
    return JSON.stringify({ ...fields, audio });
  }
  const fileName = `recording.${type === "audio/mpeg" ? "mp3" : (type.split("/")[1] ?? "bin")}`;
  return formBody(fields, { name: "file", fileName, type, bytes, content: () => createReadStream(path) });
}

/** Some gateways wrap a refusal in status 200. A sentence alone may be how a deletion is confirmed. */
function refusalIn(body: unknown): AppError | undefined {
  const tells = typeof body === "object" && body !== null && ("code" in body || "error" in body);
  return tells ? streamFrameError(body) : undefined;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

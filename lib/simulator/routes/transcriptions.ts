import { z } from "zod";
import { transcriptionRequestSchema } from "@/lib/siliconflow/schema/audio";
import { overBounds, requestedModel, wrongField } from "@/lib/simulator/checks";
import type { Exchange, Route } from "@/lib/simulator/exchange";
import { failureReply, invalidParameter } from "@/lib/simulator/failures";
import { isRecord, type JsonObject } from "@/lib/simulator/json";
import type { Heard } from "@/lib/simulator/voice/desk";
import { asHeardBy } from "@/lib/simulator/voice/mishearing";

/** Unknown fields are passed over, as everywhere (notes.md section 1); `language` is one that some clients send. */
const contractSchema = z.looseObject(transcriptionRequestSchema.shape);

const requestSchema = z.object({ file: z.instanceof(File), language: z.string().default("") });

/** 50 MB and one hour (notes.md section 7). */
const mostBytes = 50 * 1024 * 1024;
const mostSeconds = 3600;
/** What even a short recording takes, in milliseconds. */
const leastWork = 200;

/** What is said of sound that the simulator did not make: it understands no speech. */
function describe({ container, seconds }: Heard, language: string): string {
  const length = seconds.toFixed(1);
  return language.startsWith("zh")
    ? `一段 ${length} 秒的录音（${container}）。模拟器只听得懂它自己说过的话。`
    : `A recording of ${length} seconds (${container}). The simulator understands only what it has said itself.`;
}

function languageOf({ file, language }: z.output<typeof requestSchema>): string {
  return language === "" && /\p{Script=Han}/u.test(file.name) ? "zh" : language.toLowerCase();
}

function textOf(heard: Heard, model: string, language: string): string {
  if (heard.silent) return "";
  return heard.text === null ? describe(heard, language) : asHeardBy(model, heard.text);
}

function answerOf({ faults }: Exchange, text: string): JsonObject {
  const { transcript } = faults.answer;
  if (transcript === "missing") return {};
  if (transcript === "null") return { text: null };
  return { text: transcript === "empty" ? "" : text };
}

/** POST /audio/transcriptions: the words of a recording. */
export const createTranscription: Route = {
  method: "POST",
  path: "/v1/audio/transcriptions",
  fields: Object.keys(transcriptionRequestSchema.shape),
  handle: async (exchange) => {
    const { body, state, entry } = exchange;
    if (!isRecord(body)) return failureReply("error-20015");
    const model = requestedModel(exchange, ["speech-to-text"]);
    if ("refusal" in model) return model.refusal;
    const wrong = wrongField(exchange, contractSchema);
    if (wrong !== undefined) return wrong;
    const request = requestSchema.parse(body);
    if (request.file.size === 0) return invalidParameter("file: the file is empty");
    if (request.file.size > mostBytes) return invalidParameter("file: at most 50 MB");
    const refusal = overBounds(exchange, model.found, 0);
    if (refusal !== undefined) return refusal;
    const heard = await state.studio.hear(new Uint8Array(await request.file.arrayBuffer()), mostSeconds);
    if (heard === null) return invalidParameter("file: no sound that can be read");
    if (heard.seconds > mostSeconds) return invalidParameter("file: at most one hour");
    entry.jobs = 1;
    return {
      kind: "json",
      status: 200,
      body: answerOf(exchange, textOf(heard, model.found.id, languageOf(request))),
      workMs: leastWork + (heard.seconds * 1000) / state.pace.transcriptionRate,
    };
  },
};

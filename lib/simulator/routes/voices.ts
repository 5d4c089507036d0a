import { z } from "zod";
import {
  voiceDeleteRequestSchema,
  voiceUploadFormSchema,
  voiceUploadJsonSchema,
} from "@/lib/siliconflow/schema/voices";
import { requestedModel, wrongField } from "@/lib/simulator/checks";
import type { Exchange, Route } from "@/lib/simulator/exchange";
import { failureReply, invalidParameter } from "@/lib/simulator/failures";
import { jsonReply, type Reply } from "@/lib/simulator/http/reply";
import { isRecord, type Json } from "@/lib/simulator/json";
import { type Clip, clipOfDataUri, readClip } from "@/lib/simulator/voice/given-clip";
import type { OwnVoice } from "@/lib/simulator/voice/own-voices";

/** Unknown fields are passed over, as everywhere (notes.md section 1). */
const formSchema = z.looseObject(voiceUploadFormSchema.shape);
const jsonSchema = z.looseObject(voiceUploadJsonSchema.shape);
const deletionSchema = z.looseObject(voiceDeleteRequestSchema.shape);

const requestSchema = z.object({
  customName: z.string(),
  text: z.string(),
  file: z.instanceof(File).optional(),
  audio: z.string().optional(),
});

/** The name stands between colons in the voice's address; that it is short and plain is our rule. */
const plainName = /^[A-Za-z0-9_-]{1,64}$/;

async function clipOf({ file, audio }: z.output<typeof requestSchema>): Promise<Clip | undefined> {
  if (file !== undefined) return { bytes: new Uint8Array(await file.arrayBuffer()), name: file.name };
  return audio === undefined ? undefined : clipOfDataUri(audio);
}

function isForm({ request }: Exchange): boolean {
  return (request.headers["content-type"] ?? "").startsWith("multipart/");
}

/** POST /uploads/audio/voice: makes a voice of a clip, sent as a form or as JSON. */
export const uploadVoice: Route = {
  method: "POST",
  path: "/v1/uploads/audio/voice",
  fields: Object.keys(voiceUploadFormSchema.shape),
  handle: async (exchange) => {
    const { body, state, key, identity, entry } = exchange;
    if (!isRecord(body)) return failureReply("error-20015");
    const model = requestedModel(exchange, ["text-to-speech"]);
    if ("refusal" in model) return model.refusal;
    const wrong = wrongField(exchange, isForm(exchange) ? formSchema : jsonSchema);
    if (wrong !== undefined) return wrong;
    const request = requestSchema.parse(body);
    const { customName, text } = request;
    if (!plainName.test(customName))
      return invalidParameter("customName: 1 to 64 letters, digits, _ and - are required");
    if (text.trim() === "") return invalidParameter("text: what is said in the clip is required");
    const clip = await clipOf(request);
    const field = request.file === undefined ? "audio" : "file";
    if (clip === undefined) return invalidParameter(`${field}: a recording is required`);
    const read = await readClip(exchange, field, clip);
    if ("refusal" in read) return read.refusal;
    entry.jobs = 1;
    const voice = state.voices.add(key, identity, {
      model: model.found.id,
      customName,
      text,
      pitch: read.pitch,
    });
    return jsonReply({ uri: voice.uri });
  },
};

const entryOf = ({ model, customName, text, uri }: OwnVoice): Json => ({ model, customName, text, uri });

/** Entries that no client should trip over: what is null, missing, of another kind, twice, or a preset. */
function oddEntries(entries: readonly Json[]): Json[] {
  const preset = "FunAudioLLM/CosyVoice2-0.5B:alex";
  const odd: Json[] = [
    null,
    "speech:text:only",
    {},
    { uri: null, customName: null, model: null, text: null },
  ];
  return [
    ...odd,
    { uri: preset, customName: "alex", model: "FunAudioLLM/CosyVoice2-0.5B" },
    ...entries,
    ...entries,
  ];
}

function listReply(entries: Json[], { faults }: Exchange): Reply {
  const { voices: fault, voicesKey } = faults.answer;
  const list = fault === "null" ? null : fault === "odd" ? oddEntries(entries) : entries;
  if (voicesKey === "both") return jsonReply({ results: list, result: list });
  return jsonReply({ [voicesKey]: list });
}

/** GET /audio/voice/list: the account's own voices, under both keys that clients read (notes.md section 13). */
export const listVoices: Route = {
  method: "GET",
  path: "/v1/audio/voice/list",
  handle: (exchange) => listReply(exchange.state.voices.all(exchange.key).map(entryOf), exchange),
};

/** POST /audio/voice/deletions: the body of a success is not recorded; this one is ours. */
export const deleteVoice: Route = {
  method: "POST",
  path: "/v1/audio/voice/deletions",
  fields: Object.keys(voiceDeleteRequestSchema.shape),
  handle: (exchange) => {
    const wrong = wrongField(exchange, deletionSchema);
    if (wrong !== undefined) return wrong;
    const { uri } = deletionSchema.parse(exchange.body);
    return exchange.state.voices.delete(exchange.key, uri)
      ? jsonReply("OK")
      : invalidParameter("uri: no such voice");
  },
};

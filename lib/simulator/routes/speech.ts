import { z } from "zod";
import { speechFormatSchema, speechRequestSchema } from "@/lib/siliconflow/schema/audio";
import { overBounds, requestedModel, wrongField } from "@/lib/simulator/checks";
import type { Exchange, Route } from "@/lib/simulator/exchange";
import { failureReply, inputTooLong, invalidParameter } from "@/lib/simulator/failures";
import type { Reply } from "@/lib/simulator/http/reply";
import { isRecord } from "@/lib/simulator/json";
import type { ServedModel } from "@/lib/simulator/model-catalogue";
import { countTokens } from "@/lib/simulator/tokens";
import type { SoundFormat } from "@/lib/simulator/voice/encoders";
import { clipOfDataUri, readClip } from "@/lib/simulator/voice/given-clip";
import type { SpeechOrder } from "@/lib/simulator/voice/speech";
import { spoiled } from "@/lib/simulator/voice/spoiled";
import { clonedTraits, contrastTo, presetTraits, type Traits } from "@/lib/simulator/voice/traits";
import { spokenText } from "@/lib/simulator/voice/words";

/** Unknown fields are passed over, as everywhere (notes.md section 1). */
const contractSchema = z.looseObject(speechRequestSchema.shape);

const requestSchema = z.object({
  input: z.string(),
  voice: z.string().default(""),
  references: z.array(z.object({ audio: z.string(), text: z.string().optional() })).default([]),
  response_format: speechFormatSchema.default("mp3"),
  sample_rate: z.number().optional(),
  stream: z.boolean().default(true),
  speed: z.number().default(1),
  gain: z.number().default(0),
  max_tokens: z.number().optional(),
});

type SpeechRequest = z.output<typeof requestSchema>;

const rates: Readonly<Record<SoundFormat, readonly [number, ...number[]]>> = {
  // The first is the default: of the two that the sources name it is the schema's.
  mp3: [32_000, 44_100],
  opus: [48_000],
  wav: [32_000, 8_000, 16_000, 24_000, 44_100],
  pcm: [32_000, 8_000, 16_000, 24_000, 44_100],
};

const contentTypes: Readonly<Record<SoundFormat, string>> = {
  mp3: "audio/mpeg",
  opus: "audio/opus",
  wav: "audio/wav",
  pcm: "application/octet-stream",
};

/** MOSS-TTSD alone: two speakers, and a bound on input and output together (notes.md section 7). */
const isDialogueModel = (model: ServedModel): boolean => /MOSS-TTSD/.test(model.id);
const dialogueTokens = 32_768;
/** How much sound one token is; the number is ours. */
const tokensPerSecond = 12.5;
/** «Fails on very short text» (notes.md section 8); where it begins and the failure's body are ours. */
const leastDialogue = 8;

type Speakers = { refusal: Reply } | { speakers: readonly [Traits, Traits] };

/** A link is not opened: its address draws the voice. */
async function referenceTraits(
  exchange: Exchange,
  field: string,
  audio: string,
): Promise<{ refusal: Reply } | Traits> {
  if (/^https?:\/\/\S/i.test(audio)) return clonedTraits(audio, null);
  const clip = clipOfDataUri(audio);
  if (clip === undefined)
    return { refusal: invalidParameter(`${field}: a link or a data URI of a recording is required`) };
  const read = await readClip(exchange, field, clip);
  return "refusal" in read ? read : clonedTraits(audio, read.pitch);
}

async function referenceSpeakers(
  exchange: Exchange,
  { references }: SpeechRequest,
  model: ServedModel,
): Promise<Speakers> {
  if (references.length > 2) return { refusal: invalidParameter("references: at most 2") };
  const traits: Traits[] = [];
  for (const [index, { audio }] of references.entries()) {
    const read = await referenceTraits(exchange, `references.${index}.audio`, audio);
    if ("refusal" in read) return read;
    traits.push(read);
  }
  const [first = clonedTraits("", null), second = contrastTo(model.id, first)] = traits;
  return { speakers: [first, second] };
}

async function readSpeakers(
  exchange: Exchange,
  request: SpeechRequest,
  model: ServedModel,
): Promise<Speakers> {
  const { voice, references } = request;
  if (voice === "" && references.length === 0) return { refusal: failureReply("error-20052") };
  if (voice !== "" && references.length > 0)
    return { refusal: invalidParameter("voice: not together with references") };
  if (voice === "") return referenceSpeakers(exchange, request, model);
  const own = exchange.state.voices.get(exchange.key, voice);
  const [id, preset = ""] = voice.split(/:(?=[^:]*$)/);
  const traits =
    own === undefined
      ? id === model.id && presetTraits(model.id, preset)
      : own.model === model.id && clonedTraits(own.uri, own.pitch);
  if (!traits) return { refusal: invalidParameter(`voice: ${model.id} has no such voice`) };
  return { speakers: [traits, contrastTo(model.id, traits)] };
}

function formatError({ response_format, sample_rate }: SpeechRequest): Reply | undefined {
  const allowed = rates[response_format];
  return sample_rate === undefined || allowed.includes(sample_rate)
    ? undefined
    : invalidParameter(`sample_rate: ${response_format} has ${allowed.join(", ")}`);
}

function textError(
  text: string,
  tokens: number,
  { max_tokens }: SpeechRequest,
  model: ServedModel,
): Reply | undefined {
  if (text.trim() === "") return invalidParameter("input: nothing to speak");
  if (!isDialogueModel(model)) return undefined;
  const whole = tokens + (max_tokens ?? 0);
  if (whole > dialogueTokens) return inputTooLong(whole, dialogueTokens);
  const isShort = text.replace(/\[S[12]\]|\s/g, "").length < leastDialogue;
  return isShort ? failureReply("error-50507") : undefined;
}

type Accepted = { refusal: Reply } | { order: SpeechOrder; streams: boolean };

async function acceptSpeech(exchange: Exchange): Promise<Accepted> {
  if (!isRecord(exchange.body)) return { refusal: failureReply("error-20015") };
  const found = requestedModel(exchange, ["text-to-speech"]);
  if ("refusal" in found) return found;
  const model = found.found;
  const wrong = wrongField(exchange, contractSchema);
  if (wrong !== undefined) return { refusal: wrong };
  const request = requestSchema.parse(exchange.body);
  const text = spokenText(request.input);
  const tokens = countTokens(request.input);
  const unfit = formatError(request) ?? textError(text, tokens, request, model);
  if (unfit !== undefined) return { refusal: unfit };
  const voices = await readSpeakers(exchange, request, model);
  if ("refusal" in voices) return voices;
  const refusal = overBounds(exchange, model, tokens);
  if (refusal !== undefined) return { refusal };
  const { response_format: format, sample_rate, speed, gain, max_tokens, stream } = request;
  const mostTokens = isDialogueModel(model)
    ? (max_tokens ?? dialogueTokens - tokens)
    : Number.POSITIVE_INFINITY;
  const order: SpeechOrder = {
    // Marks of speakers mean something to MOSS-TTSD only; other models would read them out.
    text: isDialogueModel(model) ? text : text.replace(/\[S[12]\]/g, ""),
    ...voices,
    format,
    rate: sample_rate ?? rates[format][0],
    speed,
    gain,
    mostSeconds: mostTokens / tokensPerSecond,
    lengthUnknown: false,
  };
  return { order, streams: stream };
}

/** POST /audio/speech: the bytes of a speech, in chunks as it is spoken. */
export const createSpeech: Route = {
  method: "POST",
  path: "/v1/audio/speech",
  fields: Object.keys(speechRequestSchema.shape),
  handle: async (exchange) => {
    const accepted = await acceptSpeech(exchange);
    if ("refusal" in accepted) return accepted.refusal;
    const { order, streams } = accepted;
    const { studio } = exchange.state;
    const { speech: fault } = exchange.faults.answer;
    const given = { ...order, ...fault?.order };
    exchange.entry.jobs = 1;
    return {
      kind: "sound",
      contentType: contentTypes[order.format],
      pieces: spoiled(studio.speak(given), fault),
      wholeSeconds: streams ? null : await studio.lengthOf(given),
    };
  },
};

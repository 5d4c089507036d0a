import "server-only";
import { type CatalogueEntry, thinkingOf } from "../catalogue-entry";
import { type MediaModel, mediaSubTypes } from "../media-model";
import type { ModelSummary } from "../model-summary";
import type { SpeechModel, TranscriptionModel } from "../speech-model";
import type { EmbeddingModel, Reranker } from "../vector-model";
import { presetVoices } from "./catalogue";
import { mediaTraitsOf, speechTraitsOf, takesChunks, traitsOf } from "./model-traits";

/** What is told of a model of any kind. */
function factsOf(id: string, entry: CatalogueEntry | undefined) {
  return {
    id,
    vendor: entry?.vendor ?? null,
    catalogued: entry !== undefined,
    free: entry?.price.free ?? null,
  };
}

export function summarise(id: string, entry: CatalogueEntry | undefined): ModelSummary {
  return {
    ...factsOf(id, entry),
    inputPrice: entry?.price.input_per_m_tokens ?? null,
    outputPrice: entry?.price.output_per_m_tokens ?? null,
    batch: entry?.capabilities.batch ?? null,
    batchInputPrice: entry?.price.batch_input_per_m_tokens ?? null,
    batchOutputPrice: entry?.price.batch_output_per_m_tokens ?? null,
    contextLength: entry?.context_length.value ?? null,
    maxOutputTokens: entry?.max_output_tokens.value ?? null,
    vision: entry?.capabilities.vision ?? null,
    videoIn: entry?.capabilities.video_in ?? null,
    audioIn: entry?.capabilities.audio_in ?? null,
    tools: entry?.capabilities.tools ?? null,
    json: entry?.capabilities.json ?? null,
    prefix: entry?.capabilities.prefix ?? null,
    fim: entry?.capabilities.fim ?? null,
    thinking: entry ? thinkingOf(entry) : "unknown",
    thinkingBudget: entry?.thinking_controls.includes("thinking_budget") ?? false,
    reasoningEfforts: entry?.reasoning_effort?.values ?? [],
    traits: traitsOf(id),
  };
}

export function summariseMedia(id: string, entry: CatalogueEntry | undefined): MediaModel {
  return {
    ...factsOf(id, entry),
    subType: mediaSubTypes.find((subType) => subType === entry?.sub_type) ?? null,
    price: entry?.price.per_image ?? entry?.price.per_video ?? null,
    sizes: (entry?.image ?? entry?.video)?.sizes.value ?? [],
    imagesPerMinute: entry?.rate_limit_l0.ipm ?? null,
    ...mediaTraitsOf(id),
  };
}

export function summariseSpeech(id: string, entry: CatalogueEntry | undefined): SpeechModel {
  const speech = entry?.speech;
  const known = speech?.voices.value?.map((voice) => voice.slice(voice.lastIndexOf(":") + 1)) ?? [];
  return {
    ...factsOf(id, entry),
    price: entry?.price.per_m_utf8_bytes ?? null,
    // The presets are the same for every model that has any.
    voices: presetVoices
      .filter(({ id: voice }) => !speech || known.includes(voice))
      .map(({ id: voice, gender }) => ({ id: voice, gender })),
    formats: speech?.response_formats.value ?? [],
    sampleRates: speech?.sample_rates.value ?? {},
    customVoice: speech?.custom_voice ?? null,
    maxInputCharacters: speech?.max_input_chars.value ?? null,
    ...speechTraitsOf(id),
  };
}

export function summariseTranscription(id: string, entry: CatalogueEntry | undefined): TranscriptionModel {
  return {
    ...factsOf(id, entry),
    maxBytes: entry?.transcription?.max_bytes.value ?? null,
    maxSeconds: entry?.transcription?.max_seconds.value ?? null,
  };
}

/** What embedding models and rerankers have in common. */
function vectorFacts(id: string, entry: CatalogueEntry | undefined) {
  return {
    ...factsOf(id, entry),
    price: entry?.price.input_per_m_tokens ?? null,
    imagePrice: entry?.price.image_input_per_m_tokens ?? null,
    vision: entry?.capabilities.vision ?? null,
  };
}

export function summariseEmbedding(id: string, entry: CatalogueEntry | undefined): EmbeddingModel {
  const { embedding } = entry ?? {};
  return {
    ...vectorFacts(id, entry),
    maxInputTokens: embedding?.max_input_tokens.value ?? null,
    dimensions: embedding?.allowed_dimensions.value ?? null,
  };
}

export function summariseReranker(id: string, entry: CatalogueEntry | undefined): Reranker {
  const { reranker, context_length: context } = entry ?? {};
  return {
    ...vectorFacts(id, entry),
    // Query and document have to fit into its context together.
    maxInputTokens: reranker?.max_input_tokens.value ?? context?.value ?? null,
    vision: reranker?.image_documents ?? null,
    instruction: reranker?.instruction ?? null,
    chunks: takesChunks(id),
  };
}

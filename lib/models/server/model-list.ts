import "server-only";
import { type AppError, AppFailure, appError } from "@/lib/core/app-error";
import { err, ok, type Result } from "@/lib/core/result";
import { upstreamError } from "@/lib/siliconflow/errors";
import { operations } from "@/lib/siliconflow/operations";
import { modelListResponseSchema } from "@/lib/siliconflow/schema/models";
import { readText, type Upstream } from "@/lib/siliconflow/server/upstream";
import { thinkingOf } from "../catalogue-entry";
import { type MediaKind, type MediaModel, type MediaModelListReply, mediaSubTypes } from "../media-model";
import type { ModelListReply, ModelSummary } from "../model-summary";
import type { SpeechModel, TranscriptionModel } from "../speech-model";
import type { EmbeddingModel, Reranker } from "../vector-model";
import { catalogue, presetVoices } from "./catalogue";
import { mediaTraitsOf, speechTraitsOf, takesChunks, traitsOf } from "./model-traits";

const freshForMs = 5 * 60 * 1000;
const maxListBytes = 4 * 1024 * 1024;
const { method, path } = operations.models;

type ListReply<Summary> = { models: Summary[]; fetchedAt: number; stale: boolean };

/** What is told of a model of any kind. */
function factsOf(id: string) {
  const entry = catalogue.get(id);
  return {
    id,
    vendor: entry?.vendor ?? null,
    catalogued: entry !== undefined,
    free: entry?.price.free ?? null,
  };
}

function summarise(id: string): ModelSummary {
  const entry = catalogue.get(id);
  return {
    ...factsOf(id),
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

function summariseMedia(id: string): MediaModel {
  const entry = catalogue.get(id);
  return {
    ...factsOf(id),
    subType: mediaSubTypes.find((subType) => subType === entry?.sub_type) ?? null,
    price: entry?.price.per_image ?? entry?.price.per_video ?? null,
    sizes: (entry?.image ?? entry?.video)?.sizes.value ?? [],
    imagesPerMinute: entry?.rate_limit_l0.ipm ?? null,
    ...mediaTraitsOf(id),
  };
}

function summariseSpeech(id: string): SpeechModel {
  const entry = catalogue.get(id);
  const speech = entry?.speech;
  const known = speech?.voices.value?.map((voice) => voice.slice(voice.lastIndexOf(":") + 1)) ?? [];
  return {
    ...factsOf(id),
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

function summariseTranscription(id: string): TranscriptionModel {
  const entry = catalogue.get(id);
  return {
    ...factsOf(id),
    maxBytes: entry?.transcription?.max_bytes.value ?? null,
    maxSeconds: entry?.transcription?.max_seconds.value ?? null,
  };
}

/** What embedding models and rerankers have in common. */
function vectorFacts(id: string) {
  const entry = catalogue.get(id);
  return {
    ...factsOf(id),
    price: entry?.price.input_per_m_tokens ?? null,
    imagePrice: entry?.price.image_input_per_m_tokens ?? null,
    vision: entry?.capabilities.vision ?? null,
  };
}

function summariseEmbedding(id: string): EmbeddingModel {
  const { embedding } = catalogue.get(id) ?? {};
  return {
    ...vectorFacts(id),
    maxInputTokens: embedding?.max_input_tokens.value ?? null,
    dimensions: embedding?.allowed_dimensions.value ?? null,
  };
}

function summariseReranker(id: string): Reranker {
  const { reranker, context_length: context } = catalogue.get(id) ?? {};
  return {
    ...vectorFacts(id),
    // Query and document have to fit into its context together.
    maxInputTokens: reranker?.max_input_tokens.value ?? context?.value ?? null,
    vision: reranker?.image_documents ?? null,
    instruction: reranker?.instruction ?? null,
    chunks: takesChunks(id),
  };
}

/** One kind of models: SiliconFlow's live list decides which exist, the catalogue adds what it knows of each. */
class LiveList<Summary> {
  private readonly upstream: Upstream;
  /** How SiliconFlow is asked for this kind. */
  private readonly query: string;
  private readonly summarise: (id: string) => Summary;
  private known: { models: Summary[]; fetchedAt: number } | undefined;
  private asking: Promise<Result<ListReply<Summary>, AppError>> | undefined;

  constructor(upstream: Upstream, query: string, summarise: (id: string) => Summary) {
    this.upstream = upstream;
    this.query = query;
    this.summarise = summarise;
  }

  async read(): Promise<Result<ListReply<Summary>, AppError>> {
    if (this.known && Date.now() - this.known.fetchedAt < freshForMs)
      return ok({ ...this.known, stale: false });
    this.asking ??= this.ask().finally(() => {
      this.asking = undefined;
    });
    const fetched = await this.asking;
    return !fetched.ok && this.known ? ok({ ...this.known, stale: true }) : fetched;
  }

  private async ask(): Promise<Result<ListReply<Summary>, AppError>> {
    const reply = await this.upstream.call(
      { method, path: `${path}?${this.query}` },
      new AbortController().signal,
    );
    if (!reply.ok) return reply;
    const { status, headers, body } = reply.value;
    try {
      const text = await readText(body, maxListBytes);
      if (status !== 200) return err(upstreamError({ status, body: text, ...headers }));
      const { data } = modelListResponseSchema.parse(JSON.parse(text));
      this.known = { models: data.map(({ id }) => this.summarise(id)), fetchedAt: Date.now() };
      return ok({ ...this.known, stale: false });
    } catch (thrown) {
      return err(thrown instanceof AppFailure ? thrown.error : appError("malformed-response"));
    }
  }
}

/** The models that can be chosen, each list at most five minutes old; older only while SiliconFlow cannot be asked. */
export class ModelList {
  private readonly chat: LiveList<ModelSummary>;
  private readonly media: Record<MediaKind, LiveList<MediaModel>>;
  private readonly speech: LiveList<SpeechModel>;
  private readonly transcription: LiveList<TranscriptionModel>;
  private readonly embedding: LiveList<EmbeddingModel>;
  private readonly reranker: LiveList<Reranker>;

  constructor(upstream: Upstream) {
    this.chat = new LiveList(upstream, "sub_type=chat", summarise);
    this.media = {
      image: new LiveList(upstream, "type=image", summariseMedia),
      video: new LiveList(upstream, "type=video", summariseMedia),
    };
    this.speech = new LiveList(upstream, "sub_type=text-to-speech", summariseSpeech);
    this.transcription = new LiveList(upstream, "sub_type=speech-to-text", summariseTranscription);
    this.embedding = new LiveList(upstream, "sub_type=embedding", summariseEmbedding);
    this.reranker = new LiveList(upstream, "sub_type=reranker", summariseReranker);
  }

  chatModels(): Promise<Result<ModelListReply, AppError>> {
    return this.chat.read();
  }

  /** The models that make pictures or clips. */
  mediaModels(kind: MediaKind): Promise<Result<MediaModelListReply, AppError>> {
    return this.media[kind].read();
  }

  speechModels(): Promise<Result<ListReply<SpeechModel>, AppError>> {
    return this.speech.read();
  }

  transcriptionModels(): Promise<Result<ListReply<TranscriptionModel>, AppError>> {
    return this.transcription.read();
  }

  embeddingModels(): Promise<Result<ListReply<EmbeddingModel>, AppError>> {
    return this.embedding.read();
  }

  rerankers(): Promise<Result<ListReply<Reranker>, AppError>> {
    return this.reranker.read();
  }
}

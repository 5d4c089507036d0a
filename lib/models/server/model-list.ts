import "server-only";
import path from "node:path";
import { type AppError, appError } from "@/lib/core/app-error";
import { err, ok, type Result } from "@/lib/core/result";
import type { Upstream } from "@/lib/siliconflow/server/upstream";
import type { CatalogueEntry } from "../catalogue-entry";
import type { CatalogueReply } from "../catalogue-reply";
import type { MediaKind, MediaModelListReply } from "../media-model";
import type { ModelListReply } from "../model-summary";
import type { SpeechModel, TranscriptionModel } from "../speech-model";
import type { EmbeddingModel, Reranker } from "../vector-model";
import { catalogueMeta, KnownModels } from "./catalogue";
import { LiveList } from "./live-list";
import { mediaTraitsOf, traitsOf } from "./model-traits";
import {
  summarise,
  summariseEmbedding,
  summariseMedia,
  summariseReranker,
  summariseSpeech,
  summariseTranscription,
} from "./summaries";

type ListReply<Summary> = { models: Summary[]; fetchedAt: number; stale: boolean };
type Summarise<Summary> = (id: string, entry: CatalogueEntry | undefined) => Summary;

type ModelListParts = {
  upstream: Upstream;
  known?: KnownModels;
  /** Where the last lists are kept; without one they are forgotten with the process. */
  directory?: string;
};

/** The models that can be chosen: SiliconFlow's live list decides which exist, the catalogue adds what is known of each. */
export class ModelList {
  private readonly known: KnownModels;
  private readonly listOf: (query: string) => LiveList;
  private readonly lists = new Map<string, LiveList>();

  constructor({ upstream, known = new KnownModels(), directory }: ModelListParts) {
    this.known = known;
    this.listOf = (query) => {
      const name = query.replace(/^.*=/, "") || "all";
      const file = directory && path.join(directory, `${name}.json`);
      return new LiveList({ upstream, query, file });
    };
  }

  chatModels(): Promise<Result<ModelListReply, AppError>> {
    return this.read("sub_type=chat", summarise);
  }

  /** The models that make pictures or clips. */
  mediaModels(kind: MediaKind): Promise<Result<MediaModelListReply, AppError>> {
    return this.read(`type=${kind}`, summariseMedia);
  }

  speechModels(): Promise<Result<ListReply<SpeechModel>, AppError>> {
    return this.read("sub_type=text-to-speech", summariseSpeech);
  }

  transcriptionModels(): Promise<Result<ListReply<TranscriptionModel>, AppError>> {
    return this.read("sub_type=speech-to-text", summariseTranscription);
  }

  embeddingModels(): Promise<Result<ListReply<EmbeddingModel>, AppError>> {
    return this.read("sub_type=embedding", summariseEmbedding);
  }

  rerankers(): Promise<Result<ListReply<Reranker>, AppError>> {
    return this.read("sub_type=reranker", summariseReranker);
  }

  /**
   * Every model that SiliconFlow lists or the catalogue knows, with all that is known of it. Where SiliconFlow has never
   * been heard, which models it has is unknown, and the catalogue is given all the same.
   */
  async everyModel(): Promise<CatalogueReply> {
    const [answer] = await Promise.all([this.live("").read(), this.known.refresh()]);
    // That there is no model at all is no list: nobody would be told of any.
    const listed = answer.ok && answer.value.ids.length === 0 ? err(appError("malformed-response")) : answer;
    const ids = listed.ok ? listed.value.ids : [];
    const entries = this.known.entries();
    const uncatalogued = ids.filter((id) => !this.known.get(id));
    const live = new Set(ids);
    return {
      models: [
        ...entries.map((entry) => ({
          id: entry.id,
          live: listed.ok ? live.has(entry.id) : null,
          entry,
          parameters: mediaTraitsOf(entry.id).parameters,
          imageTokens: traitsOf(entry.id).imageTokens ?? null,
        })),
        ...uncatalogued.map((id) => ({ id, live: true, entry: null, parameters: null, imageTokens: null })),
      ],
      compiled: catalogueMeta.compiled,
      sources: catalogueMeta.sources,
      list: listed.ok
        ? { state: listed.value.stale ? "stale" : "fresh", fetchedAt: listed.value.fetchedAt }
        : { state: "unknown", error: listed.error },
      corrections: { models: this.known.correctedIds, faults: [...this.known.faults] },
    };
  }

  private live(query: string): LiveList {
    const list = this.lists.get(query) ?? this.listOf(query);
    this.lists.set(query, list);
    return list;
  }

  private async read<Summary>(
    query: string,
    summary: Summarise<Summary>,
  ): Promise<Result<ListReply<Summary>, AppError>> {
    const [listed] = await Promise.all([this.live(query).read(), this.known.refresh()]);
    if (!listed.ok) return listed;
    const { ids, fetchedAt, stale } = listed.value;
    return ok({ models: ids.map((id) => summary(id, this.known.get(id))), fetchedAt, stale });
  }
}

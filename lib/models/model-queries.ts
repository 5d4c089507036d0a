import { queryOptions } from "@tanstack/react-query";
import { requestJson } from "@/lib/http/request-json";
import { type MediaKind, mediaModelListSchema } from "./media-model";
import { modelListSchema } from "./model-summary";
import { speechModelListSchema, transcriptionModelListSchema } from "./speech-model";
import { embeddingModelListSchema, rerankerListSchema } from "./vector-model";

export const modelQueries = {
  /** The chat models, at most five minutes old. */
  list: () =>
    queryOptions({
      queryKey: ["models", "chat"],
      queryFn: ({ signal }) => requestJson("/api/models", modelListSchema, signal),
      staleTime: 5 * 60 * 1000,
    }),
  /** The models that speak, at most five minutes old. */
  speech: () =>
    queryOptions({
      queryKey: ["models", "speech"],
      queryFn: ({ signal }) => requestJson("/api/models?type=speech", speechModelListSchema, signal),
      staleTime: 5 * 60 * 1000,
    }),
  /** The models that write recordings down, at most five minutes old. */
  transcription: () =>
    queryOptions({
      queryKey: ["models", "transcription"],
      queryFn: ({ signal }) =>
        requestJson("/api/models?type=transcription", transcriptionModelListSchema, signal),
      staleTime: 5 * 60 * 1000,
    }),
  /** The models that make vectors, at most five minutes old. */
  embedding: () =>
    queryOptions({
      queryKey: ["models", "embedding"],
      queryFn: ({ signal }) => requestJson("/api/models?type=embedding", embeddingModelListSchema, signal),
      staleTime: 5 * 60 * 1000,
    }),
  /** The models that rank documents, at most five minutes old. */
  reranker: () =>
    queryOptions({
      queryKey: ["models", "reranker"],
      queryFn: ({ signal }) => requestJson("/api/models?type=reranker", rerankerListSchema, signal),
      staleTime: 5 * 60 * 1000,
    }),
  /** The models that make pictures or clips, at most five minutes old. */
  media: (kind: MediaKind) =>
    queryOptions({
      queryKey: ["models", kind],
      queryFn: ({ signal }) => requestJson(`/api/models?type=${kind}`, mediaModelListSchema, signal),
      staleTime: 5 * 60 * 1000,
    }),
};

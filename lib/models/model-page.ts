import type { ModelSubType } from "@/lib/siliconflow/model-kinds";

const pages: Readonly<Record<ModelSubType, string>> = {
  chat: "/chat",
  embedding: "/embeddings",
  reranker: "/rerank",
  "text-to-image": "/image",
  "image-to-image": "/image",
  "speech-to-text": "/transcription",
  "text-to-speech": "/speech",
  "text-to-video": "/video",
  "image-to-video": "/video",
};

/** Whether models of a kind are tried on a page, by its name in the address. */
export const isTriedAt = (page: string, kind: ModelSubType): boolean => pages[kind] === `/${page}`;

/** Where a model of a kind is tried, with it chosen. */
export const pageOf = (kind: ModelSubType, id: string): string =>
  `${pages[kind]}?${new URLSearchParams({ model: id })}`;

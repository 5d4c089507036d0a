/** What a model works with, as `type` of GET /models says. */
export const modelTypes = ["text", "image", "audio", "video"] as const;

/** What a model does. `text-to-speech` and `image-to-video` are catalogue values that the documented filter leaves out. */
export const modelSubTypes = [
  "chat",
  "embedding",
  "reranker",
  "text-to-image",
  "image-to-image",
  "speech-to-text",
  "text-to-speech",
  "text-to-video",
  "image-to-video",
] as const;

export type ModelSubType = (typeof modelSubTypes)[number];

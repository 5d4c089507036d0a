/* What an operation of the ledger is to a person: a capability, paid as it is used or as part of a batch. */

export const capabilities = [
  "chat",
  "image",
  "video",
  "speech",
  "transcription",
  "embeddings",
  "rerank",
  "other",
] as const;
export type Capability = (typeof capabilities)[number];

export const modes = ["live", "batch"] as const;
export type Mode = (typeof modes)[number];

/** A file that is answered at once (`batches.now`) costs what single calls cost. */
const ways: Readonly<Record<string, { capability: Capability; mode: Mode }>> = {
  "chat.completions": { capability: "chat", mode: "live" },
  messages: { capability: "chat", mode: "live" },
  completions: { capability: "chat", mode: "live" },
  "batches.now": { capability: "chat", mode: "live" },
  batches: { capability: "chat", mode: "batch" },
  "batches.get": { capability: "chat", mode: "batch" },
  "images.generations": { capability: "image", mode: "live" },
  "video.submit": { capability: "video", mode: "live" },
  "video.status": { capability: "video", mode: "live" },
  "audio.speech": { capability: "speech", mode: "live" },
  "audio.transcriptions": { capability: "transcription", mode: "live" },
  embeddings: { capability: "embeddings", mode: "live" },
  rerank: { capability: "rerank", mode: "live" },
};
const unheardOf = { capability: "other", mode: "live" } as const;

/** An operation that nobody here has heard of is another one. */
export const wayOf = (operation: string): { capability: Capability; mode: Mode } =>
  ways[operation] ?? unheardOf;

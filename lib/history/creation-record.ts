import * as z from "zod/mini";
import { appErrorSchema } from "@/lib/core/app-error";
import { runOutputSchema } from "@/lib/runs/snapshot";

/* Pictures, clips, speech, transcripts, vectors, rankings and batches as they are stored. What is done with them is in lib/creations. */

/** What can be looked at: the gallery has it. */
export const visualKinds = ["image", "video"] as const;
export type VisualKind = (typeof visualKinds)[number];

/**
 * `audition`: a sentence that a voice was heard with; `embedding-query`: a text that others are compared with;
 * `ranking-vectors`: those of a query and documents, to be ranked by their cosines; `batch`: a file of requests.
 */
const creationKinds = [
  ...visualKinds,
  "speech",
  "transcription",
  "audition",
  "embedding",
  "embedding-query",
  "ranking",
  "ranking-vectors",
  "batch",
] as const;
export type CreationKind = (typeof creationKinds)[number];

const pixels = z.int().check(z.nonnegative());
const moment = z.number();

/** A picture or recording that a request starts from; its bytes lie in this browser's media. */
export const creationInputSchema = z.object({
  mediaId: z.string(),
  name: z.string(),
  type: z.string(),
  bytes: z.int(),
  width: pixels,
  height: pixels,
  /** Of a recording, where it is known. */
  seconds: z.optional(z.number()),
});
export type CreationInput = z.infer<typeof creationInputSchema>;

/** Why this browser does not have the original: its storage, or the server, which has it no more. */
export const unkeptReasons = ["full", "unavailable", "other", "gone"] as const;
export type UnkeptReason = (typeof unkeptReasons)[number];

/** One picture or clip that was made. The server has it under `mediaId`; so has this browser once it is `kept`. */
export const creationItemSchema = z.object({
  index: z.int(),
  mediaId: z.string(),
  type: z.string(),
  bytes: z.int(),
  width: z.optional(pixels),
  height: z.optional(pixels),
  kept: z.optional(z.boolean()),
  unkept: z.optional(z.enum(unkeptReasons)),
  favouriteAt: z.optional(moment),
  /** Set while a deletion can still be undone. */
  deletedAt: z.optional(moment),
});
export type CreationItem = z.infer<typeof creationItemSchema>;

/** How relevant documents are, by their places in the set, from 1 to 3; and from which score on they are wanted. */
export const rankingReviewSchema = z.object({
  grades: z.record(z.string(), z.int()),
  threshold: z.optional(z.number()),
});
export type RankingReview = z.infer<typeof rankingReviewSchema>;

/**
 * What a batch was sent as: `batch` for half the price within its window, `now` request by request; `elsewhere` is one
 * that this browser did not send. `lines`: how many requests its file has, where that is known.
 */
export const batchFactsSchema = z.object({
  mode: z.enum(["batch", "now", "elsewhere"]),
  lines: z.optional(z.int()),
});
export type BatchFacts = z.infer<typeof batchFactsSchema>;

/** One request for pictures or a clip, and what has come of it. Holds no address of anybody's server. */
export const creationRecordSchema = z.object({
  /** The idempotency key of its run. */
  id: z.string(),
  kind: z.enum(creationKinds),
  /** One press of the button, over several models or seeds. */
  groupId: z.string(),
  /** Its place in the group, from 0. */
  place: z.int(),
  /** Of speech: which part of a long text, from 0. All parts of a take have the same place. */
  part: z.optional(z.int()),
  /** Nothing is sent before the request of this id is complete. */
  after: z.optional(z.string()),
  /** The same for the whole group, in epoch milliseconds. */
  createdAt: moment,
  /** Of a blind round without a vote: the alias. */
  model: z.string(),
  prompt: z.string(),
  /** What is sent beside model, prompt and pictures, under SiliconFlow's own names. */
  fields: z.record(z.string(), z.unknown()),
  /**
   * Of embeddings and rankings: the set of texts (lib/creations/text-set), then the pictures in it. Of a ranking
   * without a prompt, the picture behind the set is what documents are ranked for. Of a batch: its file of requests, then
   * the table that it was made of (lib/batches/source).
   */
  inputs: z.array(creationInputSchema),
  /** Of embeddings and rankings: which texts of the set are asked for, by their places; all of them where nothing is said. */
  rows: z.optional(z.array(z.int())),
  batch: z.optional(batchFactsSchema),
  /** A job that SiliconFlow has taken already: it is asked about again, and nothing is made anew. */
  jobId: z.optional(z.string()),
  /** Absent until the server has confirmed the start. */
  runId: z.optional(z.string()),
  /** When that was. */
  sentAt: z.optional(moment),
  output: runOutputSchema,
  /** The number of the last event in `output`. */
  sequence: z.int(),
  /** SiliconFlow refused in a passing way; the server asks again by itself `until` then. */
  retry: z.optional(z.object({ attempt: z.int(), until: moment, error: appErrorSchema })),
  /** Since when the server has not been reached; the run goes on there. */
  unreachableSince: z.optional(moment),
  items: z.array(creationItemSchema),
  /** Of a transcript: as the person corrected it, and what was really said. */
  corrected: z.optional(z.string()),
  reference: z.optional(z.string()),
  /** Of a ranking, in one record of its group: what the person found of the documents. */
  review: z.optional(rankingReviewSchema),
  /** A lane of a blind round. */
  round: z.optional(z.object({ id: z.string(), lane: z.int() })),
  /** Set while a deletion can still be undone. */
  deletedAt: z.optional(moment),
  /** For the indexes, made by lib/creations: when it is listed, whether anybody has to follow it, whether it is a favourite. */
  listedAt: z.optional(moment),
  unfinished: z.optional(z.literal(1)),
  favourite: z.optional(z.literal(1)),
});
export type CreationRecord = z.infer<typeof creationRecordSchema>;

/** A small picture of a result, for lists. */
export type ThumbnailRecord = {
  mediaId: string;
  type: string;
  bytes: ArrayBuffer;
};

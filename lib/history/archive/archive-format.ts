import * as z from "zod/mini";
import { type VoteRecord, voteRecordSchema } from "@/lib/rounds/vote-record";
import { indexed } from "../creation-index";
import { type CreationRecord, creationRecordSchema } from "../creation-record";
import type { MediaRecord } from "../database";
import { type MessageRecord, messageRecordSchema, type ThreadRecord, threadRecordSchema } from "../record";
import { type PromptSetRecord, promptSetRecordSchema, type SetCell, setCellSchema } from "../set-record";
import { ArchiveFailure } from "./failure";
import { limits } from "./limits";

/*
 * Our own archive: a zip with a manifest, files of JSON Lines and the conversations' files as they are. That of
 * everything holds prompt sets, votes, pictures and clips too; one of chosen pictures and clips holds nothing else. It
 * never holds settings or keys.
 */

export const archiveKind = "siliconflow-playground-history";
/** Grows when an older program could no longer read what a newer one writes; entries that it does not know it leaves. */
export const archiveVersion = 2;

export const entryNames = {
  manifest: "manifest.json",
  threads: "threads.jsonl",
  messages: "messages.jsonl",
  media: "media.jsonl",
  promptSets: "prompt-sets.jsonl",
  setCells: "prompt-set-answers.jsonl",
  votes: "votes.jsonl",
  /** For people too: one JSON document, in which each result names its file. */
  creations: "creations.json",
} as const;
export const mediaEntryName = (id: string) => `media/${id}`;

const count = z.int().check(z.nonnegative());
/** Archives from before there were prompt sets and votes do not name their numbers. */
const laterCount = z._default(count, 0);
export const countsSchema = z.object({
  threads: count,
  messages: count,
  media: count,
  promptSets: laterCount,
  /** The answers in prompt sets. */
  setCells: laterCount,
  votes: laterCount,
  /** Requests for pictures and clips. */
  creations: laterCount,
});
export type Counts = z.infer<typeof countsSchema>;
export const countKinds = z.keyof(countsSchema).options;
export const noCounts = (): Counts => ({
  threads: 0,
  messages: 0,
  media: 0,
  promptSets: 0,
  setCells: 0,
  votes: 0,
  creations: 0,
});

/** Read before anything else, so that a newer archive is told from a broken one. */
export const manifestHeadSchema = z.object({ kind: z.literal(archiveKind), version: z.int() });
export const manifestSchema = z.extend(manifestHeadSchema, {
  /** ISO 8601, in UTC. */
  exportedAt: z.string(),
  counts: countsSchema,
});
export type Manifest = z.infer<typeof manifestSchema>;

/** Ids become parts of addresses and of file names. */
const idSchema = z.string().check(z.regex(/^[\w-]{1,128}$/));
const mediaId = z.string().check(z.regex(/^(?:blob|media)_[0-9a-f]{64}$/));
const mediaSchema = z.object({
  id: mediaId,
  type: z.string().check(z.maxLength(200)),
  bytes: count.check(z.maximum(limits.mediaBytes)),
  name: z.string().check(z.maxLength(limits.nameCharacters)),
  createdAt: z.number(),
  /** Where it lies in the zip; absent: under its id. */
  file: z.optional(z.string()),
});
/** A file of an archive, and where it lies there. */
export type ArchivedMedia = MediaRecord & { file?: string };

function parsed<Schema extends z.ZodMiniType>(
  schema: Schema,
  value: unknown,
  what: string,
): z.output<Schema> {
  const { data, error } = schema.safeParse(value);
  if (error) throw new ArchiveFailure("damaged", `${what}: ${error.issues[0]?.path.join(".") ?? ""}`);
  return data as z.output<Schema>;
}

const checkId = (value: unknown, what: string) => parsed(idSchema, value, what);

/** A conversation of an archive, checked; fails as ArchiveFailure. */
export function readThread(value: unknown): ThreadRecord {
  const { deletedAt: _, ...thread } = parsed(threadRecordSchema, value, entryNames.threads);
  checkId(thread.id, entryNames.threads);
  if (thread.title.length > limits.titleCharacters) throw new ArchiveFailure("too-large", "title");
  return thread;
}

/** A message of an archive, checked. A file cannot tell that an answer is still being written. */
export function readMessage(value: unknown): MessageRecord {
  const record = parsed(messageRecordSchema, value, entryNames.messages);
  checkId(record.id, entryNames.messages);
  checkId(record.threadId, entryNames.messages);
  if (record.parentId !== null) checkId(record.parentId, entryNames.messages);
  if (record.role !== "assistant") return record;
  if (record.runId !== undefined) checkId(record.runId, entryNames.messages);
  if (record.model.length > limits.modelCharacters) throw new ArchiveFailure("too-large", "model");
  const { output } = record;
  return output.state === "running" ? { ...record, output: { ...output, state: "interrupted" } } : record;
}

/** What an archive says of a file, checked. */
export function readMedia(value: unknown): { record: MediaRecord; file: string } {
  const { file, ...record } = parsed(mediaSchema, value, entryNames.media);
  return { record, file: file ?? mediaEntryName(record.id) };
}

/**
 * A request for pictures or a clip, checked. A file cannot tell that something is still being made, and whether its
 * results are in this browser is seen when they are looked for.
 */
export function readCreation(value: unknown): CreationRecord {
  const what = entryNames.creations;
  const {
    deletedAt: _,
    retry: __,
    unreachableSince: ___,
    ...record
  } = parsed(creationRecordSchema, value, what);
  for (const id of [record.id, record.groupId]) checkId(id, what);
  if (record.runId !== undefined) checkId(record.runId, what);
  for (const file of [...record.inputs, ...record.items]) parsed(mediaId, file.mediaId, what);
  if (record.model.length > limits.modelCharacters) throw new ArchiveFailure("too-large", "model");
  const { output } = record;
  const state = output.state === "running" ? "interrupted" : output.state;
  const items = record.items.map(({ kept: _, unkept: __, deletedAt: ___, ...item }) => item);
  return indexed({ ...record, items, output: { ...output, state } });
}

/** A prompt set of an archive, checked. */
export function readPromptSet(value: unknown): PromptSetRecord {
  const set = parsed(promptSetRecordSchema, value, entryNames.promptSets);
  for (const id of [set.id, ...set.columns.map((column) => column.id)]) checkId(id, entryNames.promptSets);
  if (set.title.length > limits.titleCharacters) throw new ArchiveFailure("too-large", "title");
  return set;
}

/** An answer in a prompt set, checked. A file cannot tell that it is still being written. */
export function readSetCell(value: unknown): SetCell {
  const cell = parsed(setCellSchema, value, entryNames.setCells);
  for (const id of [cell.setId, cell.columnId, cell.id]) checkId(id, entryNames.setCells);
  for (const id of [cell.runId, cell.verdict?.runId]) if (id !== undefined) checkId(id, entryNames.setCells);
  if (cell.state !== "running") return cell;
  return { ...cell, state: "stopped", output: { ...cell.output, state: "interrupted" } };
}

/** The vote of a blind round, checked. */
export function readVote(value: unknown): VoteRecord {
  const vote = parsed(voteRecordSchema, value, entryNames.votes);
  for (const id of [vote.roundId, vote.threadId]) checkId(id, entryNames.votes);
  if ([vote.task, ...vote.lanes].some(({ length }) => length > limits.modelCharacters))
    throw new ArchiveFailure("too-large", "vote");
  return vote;
}

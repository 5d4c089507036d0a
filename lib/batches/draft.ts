import * as z from "zod/mini";
import { parseJson } from "@/lib/core/parse-json";
import { randomUuid } from "@/lib/core/random-uuid";
import { type CreationInput, creationInputSchema } from "@/lib/history/creation-record";
import { saveDraftNow } from "@/lib/history/draft-in-tab";
import { clearDraft, loadDraft, saveDraft } from "@/lib/history/drafts";
import { withRoom } from "@/lib/history/make-room";
import { getMedia, putMedia, removeMedia } from "@/lib/history/media";
import { piecesSchema, wholeFile } from "./pieces";

/** Under this key it is kept beside the drafts of conversations. */
const draftKey = "batch";

const kept = { mediaId: z.string(), name: z.string(), bytes: z.int() };

/** What the requests come from: a file that holds them, or a table that is to be filled into a template. */
const sourceSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("file"), ...kept, pieces: piecesSchema }),
  z.object({ kind: z.literal("table"), ...kept }),
]);
export type KeptSource = z.infer<typeof sourceSchema>;

export const tableSetupSchema = z.object({
  template: z.string(),
  systemTemplate: z.string(),
  /** The column that names a request, and the one that says what its answer should be. */
  idColumn: z.optional(z.string()),
  expectedColumn: z.optional(z.string()),
  /** A file for each. */
  models: z.array(z.string()),
  /** As SiliconFlow calls them. */
  parameters: z.record(z.string(), z.unknown()),
});
export type TableSetup = z.infer<typeof tableSetupSchema>;

export const modes = ["batch", "now"] as const;
/** Hours, as SiliconFlow's guide says. */
export const shortestWindow = 24;
export const longestWindow = 336;

export const batchSettingsSchema = z.object({
  /** As a batch, or by single calls at once. */
  mode: z.enum(modes),
  windowHours: z.int().check(z.gte(shortestWindow), z.lte(longestWindow)),
  description: z.string(),
  metadata: z.array(z.object({ name: z.string(), value: z.string() })),
  /** Answers in place of the model that the file names. */
  replaceModel: z.optional(z.string()),
});
export type BatchSettings = z.infer<typeof batchSettingsSchema>;

export const firstSettings: BatchSettings = {
  mode: "batch",
  windowHours: shortestWindow,
  description: "",
  metadata: [],
};

const draftSchema = z.object({
  source: z.optional(sourceSchema),
  /** What was pasted, or is being written. */
  pasted: z._default(z.string(), ""),
  table: tableSetupSchema,
  settings: batchSettingsSchema,
  /** The table that a file which another page handed over was made of. */
  madeOf: z.optional(creationInputSchema),
});
/** What the form for a batch holds. */
export type BatchDraft = z.infer<typeof draftSchema>;

export const emptyDraft: BatchDraft = {
  pasted: "",
  table: { template: "", systemTemplate: "", models: [], parameters: {} },
  settings: firstSettings,
};

/** What was being prepared; an empty form when there is nothing, or nothing that this version can read. */
export async function loadBatchDraft(): Promise<BatchDraft> {
  const found = await loadDraft(draftKey);
  return draftSchema.safeParse(parseJson(found?.text ?? "")).data ?? emptyDraft;
}

const stored = (draft: BatchDraft) => ({
  text: JSON.stringify(draft),
  mediaIds: [draft.source, draft.madeOf].flatMap((file) => file?.mediaId ?? []),
});

export const saveBatchDraft = (draft: BatchDraft): Promise<void> => saveDraft(draftKey, stored(draft));

/** Keeps it at once, for a page that is going away. */
export const saveBatchDraftNow = (draft: BatchDraft): void => saveDraftNow(draftKey, stored(draft));

export const clearBatchDraft = (): Promise<void> => clearDraft(draftKey);

/** Keeps the file of a draft in this browser under an id of its own. Rejects when there is no room for it. */
export async function keepDraftFile(file: Blob): Promise<string> {
  const mediaId = `draft_${randomUuid()}`;
  await withRoom(() => putMedia(file, mediaId));
  return mediaId;
}

export const loadDraftFile = ({ mediaId }: KeptSource): Promise<Blob | undefined> => getMedia(mediaId);

export const forgetDraftFile = ({ mediaId }: Pick<KeptSource, "mediaId">): Promise<void> =>
  removeMedia(mediaId);

type Handed = {
  name: string;
  settings?: BatchSettings;
  /** The table that it was made of, as its batch has it. */
  madeOf?: CreationInput | undefined;
};

/**
 * Puts a file of requests into the form, in place of what it holds: the form on `/batch` shows it when it opens.
 * Rejects when this browser has no room for it.
 */
export async function keepBatchDraft(file: Blob, { name, settings, madeOf }: Handed): Promise<void> {
  const mediaId = await keepDraftFile(file);
  const before = await loadBatchDraft();
  const pieces = wholeFile(file.size);
  await saveBatchDraft({
    ...before,
    source: { kind: "file", mediaId, name, bytes: file.size, pieces },
    ...(settings && { settings }),
    madeOf,
  });
  if (before.source) await forgetDraftFile(before.source);
}

import type { CreationInput, CreationRecord } from "@/lib/history/creation-record";
import type { RunRequest } from "@/lib/runs/run-request";
import type { SetEntry } from "./text-set";

const inputNames = ["image", "image2", "image3"] as const;

type Asked = Pick<CreationRecord, "kind" | "model" | "prompt" | "fields" | "inputs" | "batch" | "jobId">;

/** A record of a batch as what the server is asked to run: a file to be answered, or a batch to be followed. */
function batchRequestOf({ model, fields, inputs, batch, jobId }: Asked): RunRequest {
  const [requests] = inputs;
  if (jobId !== undefined)
    return {
      operation: "batches.get",
      input: { model, requestId: jobId, ...(!requests && { withFile: true }) },
    };
  const file = `blob:${requests?.mediaId}`;
  if (batch?.mode === "now") return { operation: "batches.now", input: { ...fields, model, file } };
  return { operation: "batches", input: { completion_window: "24h", ...fields, model, file } };
}

/** A record of vectors as what the server is asked to run, with the texts and pictures that it names. */
export const embeddingRequestOf = (
  { model, fields }: Pick<CreationRecord, "model" | "fields">,
  entries: readonly SetEntry[],
): RunRequest => ({
  operation: "embeddings",
  input: {
    ...fields,
    model,
    input: entries.map(({ text, picture }) => (picture ? { image: `blob:${picture}` } : text)),
  },
});

/** The picture that documents are ranked for: that of a ranking without words. */
export const queryPictureOf = ({
  kind,
  prompt,
  inputs,
}: Pick<CreationRecord, "kind" | "prompt" | "inputs">): CreationInput | undefined =>
  (kind === "ranking" || kind === "ranking-vectors") && prompt === "" ? inputs[1] : undefined;

type AskedRanking = Pick<CreationRecord, "kind" | "model" | "prompt" | "fields" | "inputs">;

/** A record of a ranking as what the server is asked to run, with the documents that it names. */
export function rankingRequestOf(record: AskedRanking, entries: readonly SetEntry[]): RunRequest {
  const { kind, model, prompt, fields } = record;
  const picture = queryPictureOf(record);
  const query = picture ? { image: `blob:${picture.mediaId}` } : prompt;
  if (kind === "ranking") {
    const documents = entries.map(({ text, picture }) =>
      picture ? { ...(text !== "" && { text }), image: `blob:${picture}` } : text,
    );
    return { operation: "rerank", input: { ...fields, model, query, documents } };
  }
  // A vector is made of one of both; the words say more of what a document is about.
  const documents = entries.map(({ text, picture }) =>
    picture && text === "" ? { image: `blob:${picture}` } : text,
  );
  return { operation: "embeddings", input: { ...fields, model, input: [query, ...documents] } };
}

/** A record as what the server is asked to run. Pictures and recordings are named by their upload. */
export function requestOf(record: Asked): RunRequest {
  const { kind, model, prompt, fields, inputs, jobId } = record;
  if (kind === "batch") return batchRequestOf(record);
  if (jobId !== undefined) return { operation: "video.status", input: { model, requestId: jobId } };
  if (kind === "speech" || kind === "audition")
    return { operation: "audio.speech", input: { ...fields, model, input: prompt } };
  if (kind === "embedding-query") return embeddingRequestOf(record, [{ text: prompt, picture: undefined }]);
  const [recording] = inputs;
  if (kind === "transcription")
    return { operation: "audio.transcriptions", input: { model, file: `blob:${recording?.mediaId}` } };
  const pictures = Object.fromEntries(
    inputNames.flatMap((name, at) => {
      const input = inputs[at];
      return input ? [[name, `blob:${input.mediaId}`]] : [];
    }),
  );
  const input = { ...fields, model, prompt, ...pictures };
  if (kind === "image") return { operation: "images.generations", input };
  return { operation: "video.submit", input: { image_size: videoSizeOf(fields), ...input } };
}

type VideoSize = Extract<RunRequest, { operation: "video.submit" }>["input"]["image_size"];

const videoSizes: readonly VideoSize[] = ["1280x720", "720x1280", "960x960"];

/** SiliconFlow wants a size of a clip, also where it takes the picture's. */
const videoSizeOf = ({ image_size: size }: Record<string, unknown>): VideoSize =>
  videoSizes.find((known) => known === size) ?? "1280x720";

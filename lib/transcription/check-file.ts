import { randomUuid } from "@/lib/core/random-uuid";
import { shelveMedia } from "@/lib/files/media-shelf";
import { prepareInWorker } from "@/lib/files/prepare-in-worker";
import type { Attachment } from "@/lib/history/record";
import { soundFacts } from "@/lib/sound/sound-client";
import { mostBytes, mostSeconds } from "./limits";

/** Why a file is not sent. The words are in the messages of `transcription`. */
export type FileProblem =
  | { kind: "empty" }
  | { kind: "tooLarge"; bytes: number }
  | { kind: "tooLong"; seconds: number }
  /** By its bytes it is no sound, whatever its name says. */
  | { kind: "notSound" }
  /** A film without sound. */
  | { kind: "noSound" }
  | { kind: "notKept" }
  /** What reads it could not be fetched, or failed. */
  | { kind: "notRead" };

export type CheckedFile = { ok: true; attachment: Attachment } | { ok: false; problem: FileProblem };

const refused = (problem: FileProblem): CheckedFile => ({ ok: false, problem });

/**
 * Checks a file and keeps it in this browser, ready to be sent. Read in workers, piece by piece where it is decoded.
 * @param knownSeconds the length of a recording of this page, where its file does not say.
 */
export async function checkFile(file: Blob, name: string, knownSeconds?: number): Promise<CheckedFile> {
  if (file.size === 0) return refused({ kind: "empty" });
  if (file.size > mostBytes) return refused({ kind: "tooLarge", bytes: file.size });
  const prepared = await prepareInWorker(file);
  // A recording of a browser may be a film without pictures by its bytes.
  if (prepared.kind !== "audio" && prepared.kind !== "video") return refused({ kind: "notSound" });
  const { mediaId, blob } = prepared;
  const facts = await soundFacts(blob);
  const isSound = facts.sound ?? prepared.kind === "audio";
  if (!isSound) return refused({ kind: "noSound" });
  const seconds = facts.seconds ?? knownSeconds;
  if (seconds !== undefined && seconds > mostSeconds) return refused({ kind: "tooLong", seconds });
  if (!(await shelveMedia({ id: mediaId, blob, name, temporary: false })))
    return refused({ kind: "notKept" });
  const source = { kind: "media" as const, mediaId, type: blob.type, bytes: blob.size };
  const attachment = { kind: "audio" as const, id: randomUuid(), name, source };
  return { ok: true, attachment: { ...attachment, ...(seconds !== undefined && { seconds }) } };
}

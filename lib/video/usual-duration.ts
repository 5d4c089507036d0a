import type { CreationRecord } from "@/lib/history/creation-record";
import { history } from "@/lib/history/database";

/** Of so many clips, the newest, the middle is taken. */
const mostClips = 100;

export type UsualDuration = { ms: number; clips: number };

/** How long a finished clip took from being asked to being saved, by the server's clock; nothing for any other. */
function durationOf({ output, jobId }: Pick<CreationRecord, "output" | "jobId">): number | undefined {
  // Looked for again, it took longer than its run says.
  return output.state === "completed" && jobId === undefined ? output.durationMs : undefined;
}

export function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return upper === undefined || lower === undefined ? undefined : (lower + upper) / 2;
}

/** How long this model's clips of this browser took so far: the middle one, and of how many. Nothing before the first. */
export async function usualDuration(model: string): Promise<UsualDuration | undefined> {
  const newest = await history()
    .creations.where("[kind+listedAt+groupId]")
    .between(["video", 0], ["video", Number.POSITIVE_INFINITY])
    .reverse()
    .filter((record) => record.model === model && durationOf(record) !== undefined)
    .limit(mostClips)
    .toArray();
  const durations = newest.flatMap((record) => durationOf(record) ?? []);
  const ms = median(durations);
  return ms === undefined ? undefined : { ms, clips: durations.length };
}

import { indexed } from "@/lib/history/creation-index";
import type { CreationRecord } from "@/lib/history/creation-record";
import { againOf, newGroup } from "./creation";
import { loadGroup } from "./store";

/** The job at SiliconFlow that a record is about, if one was taken. */
export const jobOf = ({ jobId, output }: Pick<CreationRecord, "jobId" | "output">): string | undefined =>
  jobId ?? output.job?.requestId;

/**
 * A record's job asked about again: one more record of its group, which makes nothing anew and costs nothing. None for
 * a record without a job.
 */
export async function lookAgainAt(record: CreationRecord): Promise<CreationRecord[]> {
  const requestId = jobOf(record);
  if (requestId === undefined) return [];
  const { groupId, createdAt } = record;
  const [wished] = newGroup([{ ...againOf(record), jobId: requestId }]);
  const others = await loadGroup(groupId);
  const place = Math.max(record.place, ...others.map((other) => other.place)) + 1;
  return wished ? [indexed({ ...wished, groupId, createdAt, place })] : [];
}

/** The records of a group that count: of several about one job the one that asked last. */
export function standing(records: readonly CreationRecord[]): CreationRecord[] {
  return records.filter((record, at) => {
    const job = jobOf(record);
    return job === undefined || !records.slice(at + 1).some((later) => jobOf(later) === job);
  });
}

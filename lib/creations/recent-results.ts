import { isShown } from "@/lib/history/creation-index";
import type { CreationItem, CreationKind, CreationRecord } from "@/lib/history/creation-record";
import { listGroups, loadGroup } from "./store";

/** The newest results of a kind, at most so many, with the requests that they came of. */
export async function recentResults(
  kind: CreationKind,
  most: number,
): Promise<{ record: CreationRecord; item: CreationItem }[]> {
  const results: { record: CreationRecord; item: CreationItem }[] = [];
  for (const { groupId } of (await listGroups(kind)).slice(0, most)) {
    for (const record of await loadGroup(groupId))
      for (const item of record.items) if (isShown(item)) results.push({ record, item });
    if (results.length >= most) break;
  }
  return results.slice(0, most);
}

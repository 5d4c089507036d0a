import { removeDeletedCreations } from "@/lib/history/creations";
import { history } from "@/lib/history/database";
import { forgetResults } from "@/lib/history/results";

/** Long before any deletion that can be undone. */
const longAgo = 1;

/** Takes creations away at once and for good, here and on the server: nobody is to bring them back. */
export async function eraseCreations(ids: readonly string[]): Promise<void> {
  await history()
    .creations.where("id")
    .anyOf(ids)
    .modify((record) => {
      record.deletedAt = longAgo;
    });
  await forgetResults(await removeDeletedCreations(longAgo + 1));
}

import { extensionOf } from "@/lib/core/file-extension";
import type { ShownResult } from "./actions";

/** Hands results to the browser's downloads, each under its day and prompt. What is gone is left out. */
export async function downloadResults(results: readonly ShownResult[]): Promise<void> {
  const [{ resultBlob }, { download, fileNameOf, dayOf }] = await Promise.all([
    import("@/lib/creations/save-result"),
    import("@/lib/history/archive/save-file"),
  ]);
  for (const [at, { record, item }] of results.entries()) {
    const blob = await resultBlob(item.mediaId);
    const title = `${dayOf(new Date(record.createdAt))} ${record.prompt}`;
    const number = results.length > 1 ? at + 1 : undefined;
    if (blob) download(blob, fileNameOf(title, extensionOf(item.type), number));
  }
}

import { extensionOf } from "@/lib/core/file-extension";
import type { Take } from "@/lib/speech/take";

/** Hands a take to the browser's downloads: one file, but for a long text in Opus one for each part. */
export async function saveTake(take: Take, voice: string): Promise<void> {
  const [{ filesToSave }, { download, fileNameOf, dayOf }] = await Promise.all([
    import("@/lib/speech/whole-sound"),
    import("@/lib/history/archive/save-file"),
  ]);
  const [first] = take.parts;
  const files = await filesToSave(take);
  const title = `${dayOf(new Date(first?.createdAt ?? Date.now()))} ${voice} ${take.text}`;
  for (const [at, file] of files.entries()) {
    const ending = take.format === "pcm" ? "pcm" : extensionOf(file.type);
    download(file, fileNameOf(title, ending, files.length > 1 ? at + 1 : undefined));
  }
}

import { liveQuery } from "dexie";
import { loadCreation } from "@/lib/creations/store";
import { history } from "@/lib/history/database";

/** A clip that has come to an end: it is there, or it could not be made. */
export type ClipNotice = { id: string; prompt: string; made: boolean };

/** The clips that are being made. */
async function runningClips(): Promise<Set<string>> {
  const unfinished = await history().creations.where("unfinished").equals(1).toArray();
  const running = unfinished.filter(({ kind, output }) => kind === "video" && output.state === "running");
  return new Set(running.map(({ id }) => id));
}

/** What there is to tell of a clip; nothing of one that the person stopped or took away. */
async function noticeOf(id: string): Promise<ClipNotice | undefined> {
  const record = await loadCreation(id);
  if (!record || record.deletedAt !== undefined || record.output.state === "stopped") return undefined;
  return { id, prompt: record.prompt, made: record.items.length > 0 };
}

/**
 * Tells of each clip that comes to an end from now on, whichever tab follows it. Gives back how to stop being told.
 */
export function watchClips(onEnd: (notice: ClipNotice) => void): () => void {
  let before = new Set<string>();
  const subscription = liveQuery(runningClips).subscribe({
    next(running) {
      const ended = [...before].filter((id) => !running.has(id));
      before = running;
      for (const id of ended)
        void noticeOf(id).then(
          (notice) => notice && onEnd(notice),
          () => {},
        );
    },
    error: () => {},
  });
  return () => subscription.unsubscribe();
}

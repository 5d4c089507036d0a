import { liveQuery } from "dexie";
import { history } from "@/lib/history/database";
import { loadCreation } from "./store";

/** Work of minutes or hours, at whose end somebody may want to be told. */
const told = ["video", "batch"] as const;
export type ToldKind = (typeof told)[number];
const isTold = (kind: string): kind is ToldKind => told.some((one) => one === kind);

/** A clip or a batch that has come to an end: it is there, or it could not be made. */
export type EndNotice = { id: string; kind: ToldKind; prompt: string; made: boolean };

/** What is being made. */
async function running(): Promise<Set<string>> {
  const unfinished = await history().creations.where("unfinished").equals(1).toArray();
  const going = unfinished.filter(({ kind, output }) => isTold(kind) && output.state === "running");
  return new Set(going.map(({ id }) => id));
}

/** What there is to tell of it; nothing of what the person stopped or took away. */
async function noticeOf(id: string): Promise<EndNotice | undefined> {
  const record = await loadCreation(id);
  if (!record || record.deletedAt !== undefined || record.output.state === "stopped") return undefined;
  const { kind, prompt, items } = record;
  return isTold(kind) ? { id, kind, prompt, made: items.length > 0 } : undefined;
}

/**
 * Tells of each clip and batch that comes to an end from now on, whichever tab follows it. Gives back how to stop being
 * told.
 */
export function watchEnds(onEnd: (notice: EndNotice) => void): () => void {
  let before = new Set<string>();
  const subscription = liveQuery(running).subscribe({
    next(now) {
      const ended = [...before].filter((id) => !now.has(id));
      before = now;
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

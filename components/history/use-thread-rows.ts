"use client";

import { useLiveQuery } from "dexie-react-hooks";
import { useMemo, useState } from "react";
import { type Period, periodKey, periodOf } from "@/lib/history/periods";
import type { ThreadRecord } from "@/lib/history/record";
import { listThreads } from "@/lib/history/thread-list";

/** So many conversations are read at a time. */
const pageSize = 200;

/** A line of the list. */
export type ThreadLine =
  | { type: "heading"; key: string; period: Period | "pinned" }
  | { type: "thread"; key: string; thread: ThreadRecord };

const lineOf = (thread: ThreadRecord): ThreadLine => ({ type: "thread", key: thread.id, thread });

function linesOf(pinned: readonly ThreadRecord[], threads: readonly ThreadRecord[], now: Date): ThreadLine[] {
  const lines: ThreadLine[] = [];
  if (pinned.length > 0) lines.push({ type: "heading", key: "pinned", period: "pinned" });
  lines.push(...pinned.map(lineOf));
  let last = "";
  for (const thread of threads) {
    const period = periodOf(thread.updatedAt, now);
    const key = periodKey(period);
    if (key !== last) lines.push({ type: "heading", key, period });
    lines.push(lineOf(thread));
    last = key;
  }
  return lines;
}

/** The list as far as it has been read, with its headings; `readMore` when its end comes near. */
export function useThreadRows(): { lines: ThreadLine[] | undefined; readMore: () => void } {
  const [limit, setLimit] = useState(pageSize);
  const page = useLiveQuery(() => listThreads(limit), [limit]);
  const lines = useMemo(() => page && linesOf(page.pinned, page.threads, new Date()), [page]);
  const readMore = () => {
    if (page?.more) setLimit((now) => Math.max(now, page.threads.length + pageSize));
  };
  return { lines, readMore };
}

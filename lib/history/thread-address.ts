import type { ThreadRecord } from "./record";

/** The address of the page that shows a conversation or a comparison; a blind round has its own until its vote. */
export function threadAddress({ id, kind, round }: Pick<ThreadRecord, "id" | "kind" | "round">): string {
  if (kind !== "compare") return `/chat/${id}`;
  return round && !round.result ? `/compare/blind/${id}` : `/compare/${id}`;
}

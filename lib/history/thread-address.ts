import type { ThreadRecord } from "./record";

/** The address of the page that shows a conversation or a comparison. */
export const threadAddress = ({ id, kind }: Pick<ThreadRecord, "id" | "kind">): string =>
  kind === "compare" ? `/compare/${id}` : `/chat/${id}`;

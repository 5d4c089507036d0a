import { expect, test } from "vitest";
import { groupHits } from "./group-hits";
import type { MessageHit } from "./search-protocol";

const hit = (messageId: string, threadId: string, createdAt: number): MessageHit => ({
  messageId,
  threadId,
  createdAt,
  title: "",
  kind: "chat",
  role: "user",
  snippet: { before: "", match: "x", after: "" },
});

test("hits are shown by conversation, the newest first, each once and not too many of one", () => {
  const hits = [
    hit("1", "a", 1),
    hit("2", "a", 5),
    hit("3", "b", 9),
    hit("2", "a", 5),
    hit("4", "a", 3),
    hit("5", "c", 0),
  ];
  const ids = (limit: number) =>
    groupHits(hits, limit, 2).map((group) => group.map(({ messageId }) => messageId));
  expect(ids(10)).toEqual([["3"], ["2", "4"], ["5"]]);
  expect(ids(2)).toEqual([["3"], ["2"]]);
});

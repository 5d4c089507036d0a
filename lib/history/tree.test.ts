import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { UserRecord } from "./record";
import { copyOf, newestLeaf, pathTo, putFirst, replaceKeepingRest, versionsOf } from "./tree";

const message = (id: string, parentId: string | null, createdAt: number): UserRecord => ({
  id,
  threadId: "t",
  parentId,
  createdAt,
  role: "user",
  text: id,
});

/** Any tree: each message follows an earlier one or begins. */
const trees = fc.array(fc.nat(), { minLength: 1, maxLength: 30 }).map((picks) =>
  picks.map((pick, index) => {
    const parent = pick % (index + 1);
    return message(`m${index}`, parent === index ? null : `m${parent}`, index);
  }),
);
const ids = (records: readonly { id: string }[]) => records.map(({ id }) => id);

describe("the tree of a conversation", () => {
  test("has a path to every message that ends in it and hangs together", () => {
    fc.assert(
      fc.property(trees, (records) => {
        for (const { id } of records) {
          const path = pathTo(records, id);
          expect(path.at(-1)?.id).toBe(id);
          path.forEach((record, index) => {
            expect(record.parentId).toBe(path[index - 1]?.id ?? null);
          });
        }
      }),
    );
  });

  test("keeps its order whatever the clocks said", () => {
    const records = [message("a", null, 300), message("b", "a", 100), message("c", "b", 200)];
    expect(ids(pathTo(records, "c"))).toEqual(["a", "b", "c"]);
  });

  test("does not hang on a circle or a missing parent", () => {
    const circle = [message("a", "b", 1), message("b", "a", 2)];
    expect(ids(pathTo(circle, "a"))).toEqual(["b", "a"]);
    expect(["a", "b"]).toContain(newestLeaf(circle, "a"));
    expect(ids(pathTo([message("a", "gone", 1)], "a"))).toEqual(["a"]);
  });

  test("hides a deleted message and what follows it", () => {
    const records = [message("a", null, 1), { ...message("b", "a", 2), deletedAt: 9 }, message("c", "b", 3)];
    expect(ids(pathTo(records, "c"))).toEqual(["a"]);
    expect(newestLeaf(records, "a")).toBe("a");
    expect(versionsOf(pathTo(records, "a"), records).get("a")).toEqual(["a"]);
  });

  test("names all versions of each message, oldest first", () => {
    const records = [message("q", null, 1), message("b", "q", 3), message("a", "q", 2)];
    expect(versionsOf(pathTo(records, "b"), records).get("b")).toEqual(["a", "b"]);
  });

  test("loses no message when one is replaced: what followed the old one follows the new one", () => {
    fc.assert(
      fc.property(trees, fc.nat(), (records, pick) => {
        const original = records[pick % records.length];
        if (!original) return;
        const replacement = message("new", original.parentId, 99);
        const changed = replaceKeepingRest(records, original, replacement);
        const byId = new Map([...records, ...changed].map((record) => [record.id, record]));
        const all = [...byId.values()];
        expect(all).toHaveLength(records.length + 1);
        for (const { id } of records) {
          const before = ids(pathTo(records, id));
          const after = ids(pathTo(all, id));
          const swapped = before.map((step) => (step === original.id && step !== id ? "new" : step));
          expect(after).toEqual(swapped);
        }
      }),
    );
  });

  test("takes instructions in front of everything", () => {
    const records = [message("a", null, 1), message("b", null, 2), message("c", "a", 3)];
    const changed = putFirst(records, message("s", null, 9));
    const byId = new Map([...records, ...changed].map((record) => [record.id, record]));
    expect(ids(pathTo([...byId.values()], "c"))).toEqual(["s", "a", "c"]);
    expect(ids(pathTo([...byId.values()], "b"))).toEqual(["s", "b"]);
  });

  test("is copied into a thread of its own with nothing shared", () => {
    const path = pathTo([message("a", null, 1), message("b", "a", 2)], "b");
    let next = 0;
    const copies = copyOf(path, "other", () => `n${next++}`);
    expect(copies).toMatchObject([
      { id: "n0", threadId: "other", parentId: null, text: "a" },
      { id: "n1", threadId: "other", parentId: "n0", text: "b" },
    ]);
  });
});

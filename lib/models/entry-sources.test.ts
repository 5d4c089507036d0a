import { describe, expect, test } from "vitest";
import { readSource, sourceTags } from "./entry-sources";
import { catalogue, catalogueMeta } from "./server/catalogue";

describe("who says something", () => {
  test("may be several, with a remark", () => {
    expect(readSource("docs-a, docs-b")).toEqual({ tags: ["docs-a", "docs-b"], remark: null });
    expect(readSource("docs-a vs docs-b")).toEqual({ tags: ["docs-a", "docs-b"], remark: null });
    expect(readSource("docs-a (for all models)")).toEqual({ tags: ["docs-a"], remark: "for all models" });
  });

  test("is spelled out for every figure of the catalogue", () => {
    for (const entry of catalogue.values())
      for (const tag of sourceTags(entry)) expect(catalogueMeta.sources, entry.id).toHaveProperty([tag]);
  });

  test("leaves out nothing that an entry names", () => {
    const entry = catalogue.get("Qwen/Qwen3-8B");
    expect(entry && sourceTags(entry)).toEqual([
      "catalog-2026-07-21",
      "inferred-text-only",
      "seed002",
      "docs-chat-md-2026",
      "speedtest-2026-07-30",
    ]);
  });

  test("is never the name of a file that nobody else has", () => {
    for (const words of Object.values(catalogueMeta.sources)) expect(words).not.toMatch(/\.txt$/);
  });
});

import { expect, test } from "vitest";
import { metadataFault, metadataOf } from "./metadata";

const entry = (name: string, value: string) => ({ name, value });

test("nothing that is written beside a batch is lost without a word", () => {
  const of = (description: string, ...metadata: ReturnType<typeof entry>[]) => ({ description, metadata });
  const sound = of(" Reviews ", entry(" team ", "a b"), entry("", " "));
  expect(metadataFault(sound)).toBeUndefined();
  expect(metadataOf(sound)).toEqual({ description: "Reviews", team: "a b" });
  expect(metadataFault(of("", entry("a", "1"), entry("", "2")))).toEqual({ number: 2 });
  expect(metadataFault(of("", entry("a", "1"), entry("a ", "2")))).toEqual({ name: "a" });
  expect(metadataFault(of("x", entry("description", "y")))).toEqual({ name: "description" });
  expect(metadataFault(of("", entry("description", "y")))).toBeUndefined();
});

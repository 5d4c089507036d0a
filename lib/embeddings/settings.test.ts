import { expect, test } from "vitest";
import { againFrom, type EmbeddingSettings } from "./settings";

const now: EmbeddingSettings = {
  models: ["a"],
  dimensions: { a: 64, c: 256 },
  encoding: "float",
  split: "blocks",
  truncate: "left",
};

test("texts used again are asked for as they were: the same models, dimensions and encoding", () => {
  const fields = { encoding_format: "base64", dimensions: 512 };
  const records = [
    { model: "b", fields },
    { model: "gone", fields },
    { model: "a", fields: { encoding_format: "base64" } },
    { model: "b", fields },
  ];
  expect(againFrom(records, now, (model) => model !== "gone")).toEqual({
    models: ["b", "a"],
    dimensions: { b: 512, c: 256 },
    encoding: "base64",
    split: "blocks",
    truncate: "none",
  });
});

test("vectors that a person brought change nothing", () => {
  expect(againFrom([{ model: "mine.npy", fields: {} }], now, () => false)).toEqual(now);
});

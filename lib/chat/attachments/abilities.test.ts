import { describe, expect, test } from "vitest";
import type { Attachment } from "@/lib/history/record";
import type { ModelSummary } from "@/lib/models/model-summary";
import { modelOf } from "@/lib/models/test-model";
import { lackedAbilities } from "./abilities";
import { addressAttachment } from "./address";
import { fittingModels } from "./fitting-models";

const model = (id: string, more: Partial<ModelSummary> = {}) => modelOf({ id, ...more });

const source = { kind: "url" as const, url: "https://example.com/a" };
const attachment = (kind: "image" | "video" | "audio" | "pdf"): Attachment => ({
  kind,
  id: kind,
  name: kind,
  source,
});
const text: Attachment = { kind: "text", id: "t", name: "t", text: "t" };

describe("what a model cannot take", () => {
  test("is what it is known not to take; what nobody knows is let through", () => {
    const blind = model("blind", { vision: false, videoIn: false });
    const all = [attachment("image"), attachment("video"), attachment("audio"), text];
    expect(lackedAbilities(all, blind)).toEqual(["image", "video"]);
    expect(lackedAbilities(all, model("unknown"))).toEqual([]);
    expect(lackedAbilities([text], blind)).toEqual([]);
  });

  test("is a PDF unless the model is known to read one", () => {
    expect(lackedAbilities([attachment("pdf")], model("unknown"))).toEqual(["pdf"]);
    expect(lackedAbilities([attachment("pdf")], model("ocr", { traits: { readsPdf: true } }))).toEqual([]);
  });
});

test("of the models that fit, those that surely do come first, and of them the cheapest", () => {
  const models = [
    model("blind", { vision: false }),
    model("unknown", { free: true }),
    model("dear", { vision: true, inputPrice: 9 }),
    model("cheap", { vision: true, inputPrice: 1 }),
    model("free", { vision: true, free: true, inputPrice: 0 }),
  ];
  expect(fittingModels(models, [attachment("image"), text]).map(({ id }) => id)).toEqual([
    "free",
    "cheap",
    "dear",
    "unknown",
  ]);
});

describe("an address", () => {
  test.each([
    "javascript:alert(1)",
    "file:///etc/passwd",
    "data:image/png;base64,AA",
    "example.com/a.png",
    "",
    "blob:x",
  ])("is not %j", (address) => {
    expect(addressAttachment("image", address)).toBeUndefined();
  });

  test("is kept as it was written, under the name of what it leads to", () => {
    expect(addressAttachment("video", " https://example.com/%E7%8C%AB.mp4?a=1 ")).toMatchObject({
      kind: "video",
      name: "猫.mp4",
      source: { kind: "url", url: "https://example.com/%E7%8C%AB.mp4?a=1" },
    });
    expect(addressAttachment("image", "http://example.com/%ZZ")).toMatchObject({ name: "%ZZ" });
    expect(addressAttachment("image", "http://example.com")).toMatchObject({ name: "example.com" });
  });
});

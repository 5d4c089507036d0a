import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { audioTokens, type ImageTokenRule, imageTokens, videoTokens } from "./media-tokens";

const rules: ImageTokenRule[] = ["qwen", "glm", "deepseek-vl2", "deepseek-ocr"];

test.each([
  // Low detail does not depend on the size.
  ["qwen", 4000, 3000, "low", 256],
  ["glm", 4000, 3000, "low", 256],
  ["deepseek-vl2", 4000, 3000, "low", 421],
  ["deepseek-ocr", 4000, 3000, "low", 272],
  // Qwen: ceil(h / 28) × ceil(w / 28), sides within 56 and 3584.
  ["qwen", 448, 448, "high", 256],
  ["qwen", 224, 448, "high", 128],
  ["qwen", 1024, 1024, "high", 37 * 37],
  ["qwen", 10, 10, "high", 4],
  ["qwen", 56, 5000, "high", 2 * 128],
  ["qwen", 449, 448, "auto", 17 * 16],
  // GLM: (h / 28) × (w / 28), pixels within 12544 and 4816894.
  ["glm", 448, 448, "high", 256],
  ["glm", 1120, 560, "auto", 40 * 20],
  ["glm", 56, 56, "high", 16],
  ["glm", 8960, 8960, "high", 78 * 78],
  // DeepSeek-VL2: (h × w + 1) × 196 + (w + 1) × 14 + 1.
  ["deepseek-vl2", 384, 384, "high", 421],
  ["deepseek-vl2", 768, 384, "high", 3 * 196 + 3 * 14 + 1],
  ["deepseek-vl2", 384, 768, "high", 3 * 196 + 2 * 14 + 1],
  ["deepseek-vl2", 1152, 1152, "auto", 10 * 196 + 4 * 14 + 1],
  ["deepseek-vl2", 9000, 9000, "high", 10 * 196 + 4 * 14 + 1],
  // DeepSeek-OCR: 272 + 1 up to 640 × 640, else 272 + (h × 10) × (w × 10 + 1) + 1.
  ["deepseek-ocr", 640, 640, "high", 273],
  ["deepseek-ocr", 641, 640, "high", 272 + 10 * 21 + 1],
  ["deepseek-ocr", 1280, 1280, "auto", 272 + 20 * 21 + 1],
] as const)("%s: a picture of %i × %i in %s detail is %i tokens", (rule, width, height, detail, tokens) => {
  expect(imageTokens(rule, { width, height, detail })).toBe(tokens);
});

test.each([
  [10, 1, 16, 10],
  [10, 2, 16, 16],
  [0.2, 1, 16, 1],
  [7.5, 1, 8, 7],
])(
  "a video of %d s at %d frames a second, at most %i, is %i pictures",
  (seconds, fps, maxFrames, pictures) => {
    const video = { width: 448, height: 448, seconds, fps, maxFrames };
    expect(videoTokens("qwen", { ...video, detail: "high" })).toBe(pictures * 256);
    expect(videoTokens("deepseek-vl2", { ...video, detail: "low" })).toBe(pictures * 421);
  },
);

test.each([
  [22.5, 292],
  [1, 13],
  [0, 0],
  [60, 780],
])("a recording of %d s is %i tokens", (seconds, tokens) => expect(audioTokens(seconds)).toBe(tokens));

describe("any picture", () => {
  test("has a whole number of tokens, at least one and bounded by its rule", () => {
    const most = {
      qwen: 128 * 128,
      glm: 6500,
      "deepseek-vl2": 2101,
      "deepseek-ocr": Number.POSITIVE_INFINITY,
    };
    const side = fc.integer({ min: 1, max: 20_000 });
    fc.assert(
      fc.property(fc.constantFrom(...rules), side, side, (rule, width, height) => {
        const tokens = imageTokens(rule, { width, height, detail: "high" });
        expect(Number.isInteger(tokens) && tokens >= 1).toBe(true);
        expect(tokens).toBeLessThanOrEqual(most[rule]);
      }),
    );
  });
});

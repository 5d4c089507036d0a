import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { daysOfMonth, fieldsFor, forecast, type PricedModel } from "./price-forecast";
import { catalogue } from "./server/catalogue";
import { traitsOf } from "./server/model-traits";
import {
  mostOfAnything,
  readAmount,
  readCalculation,
  usualWorkload,
  type Workload,
  type WorkloadField,
  workloadFields,
  writeCalculation,
} from "./workload";

const priced = [...catalogue.values()].map(
  (entry): PricedModel => ({ entry, imageTokens: traitsOf(entry.id).imageTokens ?? null }),
);
const modelOf = (id: string): PricedModel => {
  const found = priced.find(({ entry }) => entry.id === id);
  if (!found) throw new Error(`No model ${id}.`);
  return found;
};
const fields = Object.keys(workloadFields) as WorkloadField[];
const amounts = (most: number): fc.Arbitrary<Workload> =>
  fc.record(Object.fromEntries(fields.map((field) => [field, fc.nat(most)])) as never);
const anyModel = fc.constantFrom(...priced);
const nothing: Workload = {
  ...usualWorkload,
  inputTokens: 0,
  outputTokens: 0,
  pictures: 0,
  clips: 0,
  utf8Bytes: 0,
};
const of = (some: Partial<Workload>): Workload => ({ ...nothing, calls: 1, ...some });

describe("a forecast", () => {
  test("is the price of a call times the calls of a day, and thirty days are a month", () => {
    const model = modelOf("deepseek-ai/DeepSeek-V3");
    const found = forecast(model, of({ inputTokens: 1000, outputTokens: 500, calls: 1000 }));
    expect(found).toEqual({ kind: "known", call: 0.006, day: 6, month: 180 });
  });

  test("takes the prices of batches, and says who takes none", () => {
    const { entry } = modelOf("deepseek-ai/DeepSeek-V3");
    const halved = forecast(modelOf("deepseek-ai/DeepSeek-V3"), of({ inputTokens: 1000 }), { batch: true });
    expect(halved).toMatchObject({ call: (entry.price.batch_input_per_m_tokens ?? Number.NaN) / 1000 });
    expect(forecast(modelOf("Qwen/Qwen3-8B"), usualWorkload, { batch: true })).toEqual({
      kind: "unfit",
      lacks: "batch",
    });
  });

  test("counts pictures and clips that are made, and bytes that are spoken", () => {
    expect(forecast(modelOf("Qwen/Qwen-Image"), of({ pictures: 2 }))).toMatchObject({ call: 0.6 });
    expect(forecast(modelOf("Wan-AI/Wan2.2-I2V-A14B"), of({ clips: 3 }))).toMatchObject({ call: 6 });
    const spoken = forecast(modelOf("FunAudioLLM/CosyVoice2-0.5B"), of({ utf8Bytes: 1000 }));
    expect(spoken).toMatchObject({ call: 0.05 });
  });

  test("counts what is shown as SiliconFlow's guide does, and says who does not see", () => {
    const model = modelOf("Qwen/Qwen3-VL-8B-Instruct");
    // 37 x 37 squares of 28 pixels, at half a yuan a million.
    const rate = model.entry.price.input_per_m_tokens ?? Number.NaN;
    expect(forecast(model, of({ picturesIn: 2 }))).toMatchObject({ call: (2 * 37 * 37 * rate) / 1_000_000 });
    expect(forecast(modelOf("Pro/deepseek-ai/DeepSeek-V3"), of({ picturesIn: 1 }))).toEqual({
      kind: "unfit",
      lacks: "vision",
    });
  });

  test("of a free model is nothing", () => {
    const free = priced.filter(({ entry }) => entry.price.free);
    fc.assert(
      fc.property(fc.constantFrom(...free), amounts(10_000), (model, workload) => {
        const found = forecast(model, workload);
        if (found.kind !== "unfit") expect(found).toMatchObject({ kind: "known", month: 0 });
      }),
    );
  });

  test("grows in step with the calls, exactly", () => {
    fc.assert(
      fc.property(anyModel, amounts(1_000_000), fc.boolean(), (model, workload, batch) => {
        const once = forecast(model, { ...workload, calls: 1 }, { batch });
        const often = forecast(model, workload, { batch });
        expect(often.kind).toBe(once.kind);
        if (once.kind !== "known" || often.kind !== "known") return;
        expect(often.call).toBe(once.call);
        const billionths = Math.round(once.call * 1e9) * workload.calls;
        expect(often.day).toBe(billionths / 1e9);
        expect(often.month).toBe((billionths * daysOfMonth) / 1e9);
      }),
    );
  });

  test("never falls when more is asked, as long as the input keeps its length", () => {
    const more = fc.constantFrom<WorkloadField>("outputTokens", "pictures", "clips", "utf8Bytes", "calls");
    fc.assert(
      fc.property(anyModel, amounts(1_000_000), more, fc.nat(1000), (model, workload, field, by) => {
        const before = forecast(model, workload);
        const after = forecast(model, { ...workload, [field]: workload[field] + by });
        if (before.kind === "known" && after.kind === "known")
          expect(after.month).toBeGreaterThanOrEqual(before.month);
      }),
    );
  });

  test("is never known where a rate of what is used is not", () => {
    fc.assert(
      fc.property(anyModel, amounts(1_000_000), (model, workload) => {
        const { price, sub_type: kind } = model.entry;
        if (price.free || forecast(model, workload).kind !== "known") return;
        if (kind === "chat" && workload.outputTokens > 0) expect(price.output_per_m_tokens).not.toBeNull();
        if (kind === "chat" && Math.min(workload.cachedTokens, workload.inputTokens) > 0)
          expect(price.cached_input_per_m_tokens).not.toBeNull();
        if (kind.endsWith("to-image") && workload.pictures > 0) expect(price.per_image).not.toBeNull();
        if (kind.endsWith("to-video") && workload.clips > 0) expect(price.per_video).not.toBeNull();
        if (kind === "speech-to-text") expect(workload.soundSeconds).toBe(0);
      }),
    );
  });

  test("asks only for what the models have a use for", () => {
    expect(fieldsFor(["text-to-image", "image-to-image"])).toEqual(["pictures"]);
    expect(fieldsFor(["text-to-speech", "reranker"])).toEqual(["utf8Bytes", "inputTokens", "picturesIn"]);
  });
});

describe("an amount", () => {
  test.each([
    ["1000", 1000],
    [" 1,000,000 ", 1_000_000],
    ["1 000", 1000],
    ["１０００", 1000],
    ["1，000", 1000],
    ["0", 0],
  ])("is read from %s", (text, amount) => expect(readAmount(text)).toBe(amount));

  test.each(["", " ", "-1", "1.5", "1e3", "0x10", "ten", "1,00", "1000000001", null])(
    "is not guessed from %s",
    (text) => expect(readAmount(text)).toBeUndefined(),
  );
});

describe("the address of a calculation", () => {
  test("gives it back, and leaves the rest of the address alone", () => {
    const ids = fc.uniqueArray(fc.constantFrom(...catalogue.keys()), { maxLength: 8 });
    fc.assert(
      fc.property(ids, amounts(mostOfAnything), (models, workload) => {
        const before = new URLSearchParams("q=qwen&in=7&for=gone");
        const address = writeCalculation(before, { models, workload }).toString();
        const read = new URLSearchParams(address);
        expect(readCalculation(read)).toEqual({ models, workload });
        expect(read.get("q")).toBe("qwen");
      }),
    );
  });

  test("that makes no sense is as usual", () => {
    const query = new URLSearchParams("in=-1&out=1.5&calls=lots&clips=1e99&for=,,");
    expect(readCalculation(query)).toEqual({ models: [], workload: usualWorkload });
  });
});

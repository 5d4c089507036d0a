import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { againOf, newGroup } from "@/lib/creations/creation";
import { bareSuggestion } from "@/lib/creations/improve-prompt";
import { randomSeed } from "@/lib/creations/seed";
import { type MediaModel, mediaParameters } from "@/lib/models/media-model";
import { imageGenerationRequestSchema } from "@/lib/siliconflow/schema/images";
import { faultOf, faults, fieldsFor, type ImageParameters, readSize, sizeText } from "./parameters";
import { chosenModels, createImageSettings } from "./settings";
import { estimate, variationsOf, wishesOf } from "./wishes";

const model = (change: Partial<MediaModel> = {}): MediaModel => ({
  id: "Kwai-Kolors/Kolors",
  vendor: null,
  catalogued: true,
  subType: "text-to-image",
  free: true,
  price: 0,
  sizes: ["1024x1024"],
  parameters: ["image_size", "batch_size", "seed", "guidance_scale"],
  inputPictures: 0,
  imagesPerMinute: null,
  ...change,
});
const edit = model({
  id: "Qwen/Qwen-Image-Edit",
  subType: "image-to-image",
  free: false,
  price: 0.3,
  parameters: ["seed", "cfg"],
  inputPictures: 1,
});
const unknown = model({
  id: "new",
  catalogued: false,
  parameters: null,
  inputPictures: null,
  free: null,
  price: null,
});
const input = (mediaId: string) => ({ mediaId, name: "", type: "image/png", bytes: 1, width: 1, height: 1 });

/** Values as a person may type them, good and bad. */
const typed = fc.oneof(
  fc.integer({ min: -5, max: 200 }),
  fc.double({ min: -5, max: 30, noNaN: false }),
  fc.string({ maxLength: 12 }),
  fc.constantFrom("1024x1024", "960x1280", "0x0", "99999x1", "axb", undefined),
);
const parameters = fc.dictionary(fc.constantFrom(...mediaParameters), typed) as fc.Arbitrary<ImageParameters>;

describe("what a model is sent", () => {
  test("is only what it takes and what was set, and always within SiliconFlow's ranges", () => {
    fc.assert(
      fc.property(parameters, fc.constantFrom(model(), edit, unknown), (set, asked) => {
        const fields = fieldsFor(asked, set);
        for (const [name, value] of Object.entries(fields)) {
          expect(asked.parameters?.includes(name as never) ?? true).toBe(true);
          if (name in set && set[name as keyof ImageParameters] === value) continue;
          expect([name, value]).toEqual(["image_size", "1024x1024"]);
          expect(value).not.toBe("");
        }
        expect(imageGenerationRequestSchema.safeParse({ model: "m", prompt: "p", ...fields }).success).toBe(
          true,
        );
      }),
    );
  });

  test("has a size also when none is set, because SiliconFlow wants one, but never of a model that changes pictures", () => {
    expect(fieldsFor(model({ sizes: ["960x1280"] }), {})).toEqual({ image_size: "960x1280" });
    expect(fieldsFor(unknown, {})).toEqual({ image_size: "1024x1024" });
    expect(fieldsFor(edit, {})).toEqual({});
    expect(fieldsFor({ ...edit, parameters: null }, {})).toEqual({});
  });

  test("has nothing of what another model refuses", () => {
    const set = { image_size: "1024x1024", cfg: 4, seed: 1 };
    expect(fieldsFor(edit, set)).toEqual({ cfg: 4, seed: 1 });
    expect(fieldsFor(model(), set)).toEqual({ image_size: "1024x1024", seed: 1 });
    expect(fieldsFor(unknown, set)).toEqual(set);
  });

  test("never hides that something set is wrong", () => {
    expect(faults([model()], { batch_size: 9, cfg: -1 })).toEqual(["batch_size"]);
    expect(faultOf("seed", 1.5)).toBe("whole");
    expect(faultOf("seed", 10_000_000_000)).toBe("range");
    expect(faultOf("image_size", "50000x50000")).toBe("size");
    expect(faultOf("guidance_scale", "warm")).toBe("notANumber");
  });

  test("has as many input pictures as it takes", () => {
    const inputs = ["1", "2", "3"].map(input);
    const form = { models: [model(), edit, unknown], prompt: " a cat ", parameters: {}, inputs };
    const wishes = wishesOf(form);
    expect(wishes.map((wish) => wish.inputs?.length)).toEqual([0, 1, 3]);
    expect(wishes[0]?.prompt).toBe("a cat");
  });
});

test("a size reads as it was written", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 4096 }), fc.integer({ min: 1, max: 4096 }), (width, height) => {
      expect(readSize(sizeText({ width, height }))).toEqual({ width, height });
    }),
  );
  expect(readSize("1024")).toBeUndefined();
});

test("a drawn seed is one that SiliconFlow takes", () => {
  for (let time = 0; time < 1000; time += 1) expect(faultOf("seed", randomSeed())).toBeUndefined();
});

test("the price is for every picture of every model, and unknown as soon as one is", () => {
  expect(estimate([edit, edit], {})).toEqual({ kind: "known", cny: 0.6, pictures: 2 });
  const paid = model({ free: false, price: 0.1 });
  expect(estimate([paid, model()], { batch_size: 3 })).toEqual({ kind: "known", cny: 0.3, pictures: 6 });
  expect(estimate([edit, unknown], {})).toEqual({ kind: "unknown", pictures: 2 });
});

describe("variations", () => {
  const [record] = newGroup([{ kind: "image", model: "m", prompt: "p", fields: { seed: 1, cfg: 2 } }]);
  if (!record) throw new Error("no record");

  test("are one request where the model makes several pictures at once", () => {
    const wishes = variationsOf(record, model());
    expect(wishes).toHaveLength(1);
    expect(wishes[0]?.fields).toMatchObject({ batch_size: 4, cfg: 2 });
    expect(wishes[0]?.fields["seed"]).not.toBe(1);
  });

  test("are four requests with other seeds where it does not", () => {
    const seeds = variationsOf(record, edit).map(({ fields }) => fields["seed"]);
    expect(new Set([...seeds, 1]).size).toBe(5);
    expect(againOf(record).fields).toEqual({ seed: 1, cfg: 2 });
  });
});

test("a first visit has a model that costs nothing; one that is gone from the list is no choice", () => {
  expect(chosenModels([edit, model()], [])[0]?.id).toBe("Kwai-Kolors/Kolors");
  expect(chosenModels([edit, model()], ["gone"])[0]?.id).toBe("Kwai-Kolors/Kolors");
  expect(chosenModels([edit, model()], ["Qwen/Qwen-Image-Edit"])).toEqual([edit]);
  expect(createImageSettings().getState().models).toEqual([]);
});

test("a suggestion is without the quotes that models put around it", () => {
  expect(bareSuggestion(' "A red fox." ')).toBe("A red fox.");
  expect(bareSuggestion("“一只狐狸”")).toBe("一只狐狸");
});

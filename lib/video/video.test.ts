import "fake-indexeddb/auto";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { newGroup } from "@/lib/creations/creation";
import { jobOf, lookAgainAt, standing } from "@/lib/creations/look-again";
import { type EndNotice, watchEnds } from "@/lib/creations/notices";
import { requestOf } from "@/lib/creations/request";
import { mostSeed, randomSeed } from "@/lib/creations/seed";
import { addCreations, changeCreation, deleteCreations, loadGroup } from "@/lib/creations/store";
import type { CreationInput, CreationRecord } from "@/lib/history/creation-record";
import { history } from "@/lib/history/database";
import type { MediaModel } from "@/lib/models/media-model";
import { runRequestSchema } from "@/lib/runs/run-request";
import { clipSizes, sizeLike } from "./clip-size";
import { median, usualDuration } from "./usual-duration";
import { type ClipForm, modelsFor, priceOf, readSeed, wishOf } from "./wishes";

const model = (change: Partial<MediaModel> = {}): MediaModel => ({
  id: "Wan-AI/Wan2.2-T2V-A14B",
  vendor: null,
  catalogued: true,
  subType: "text-to-video",
  free: false,
  price: 2,
  sizes: [...clipSizes],
  parameters: ["image_size", "seed", "negative_prompt"],
  inputPictures: 0,
  imagesPerMinute: null,
  ...change,
});
const picture: CreationInput = {
  mediaId: `blob_${"a".repeat(64)}`,
  name: "tall.png",
  type: "image/png",
  bytes: 9,
  width: 300,
  height: 560,
};
const form = (change: Partial<ClipForm> = {}): ClipForm => ({
  mode: "text",
  model: model(),
  prompt: " a fox ",
  seed: "",
  negativePrompt: "",
  ...change,
});

beforeEach(() => Promise.all(history().tables.map((table) => table.clear())));

describe("the shape of a clip", () => {
  test.each([
    [1920, 1080, "1280x720"],
    [1080, 1920, "720x1280"],
    [800, 800, "960x960"],
    [1000, 800, "960x960"],
    [4032, 3024, "1280x720"],
    [3024, 4032, "720x1280"],
    [4000, 1000, "1280x720"],
  ])("for a picture of %i × %i is %s", (width, height, size) =>
    expect(sizeLike({ width, height })).toBe(size),
  );

  test("of a picture laid on its side is that of the picture, laid on its side", () => {
    const side = fc.integer({ min: 1, max: 70_000 });
    const turned = { "1280x720": "720x1280", "720x1280": "1280x720", "960x960": "960x960" };
    fc.assert(
      fc.property(side, side, (width, height) => {
        expect(sizeLike({ width: height, height: width })).toBe(turned[sizeLike({ width, height })]);
      }),
    );
  });
});

describe("what is sent", () => {
  test("is what was set, and nothing else", () => {
    expect(wishOf(form())).toMatchObject({ prompt: "a fox", fields: { image_size: "1280x720" }, inputs: [] });
    const set = wishOf(form({ seed: " 7 ", negativePrompt: " people ", size: "960x960" }));
    expect(set.fields).toEqual({ image_size: "960x960", seed: 7, negative_prompt: "people" });
  });

  test("leaves out what the model is known to refuse, and dares what no source says", () => {
    const typed = { seed: "7", negativePrompt: "people" };
    const refusing = wishOf(form({ ...typed, model: model({ parameters: ["image_size"] }) }));
    expect(refusing.fields).toEqual({ image_size: "1280x720" });
    const unknown = wishOf(form({ ...typed, model: model({ parameters: null }) }));
    expect(unknown.fields).toMatchObject({ seed: 7, negative_prompt: "people" });
  });

  test("has the picture and its shape when a picture is to move, and neither when words are enough", () => {
    const moving = wishOf(form({ mode: "picture", picture }));
    expect(moving).toMatchObject({ fields: { image_size: "720x1280" }, inputs: [picture] });
    expect(wishOf(form({ mode: "picture", picture, size: "960x960" })).fields["image_size"]).toBe("960x960");
    expect(wishOf(form({ picture }))).toMatchObject({ fields: { image_size: "1280x720" }, inputs: [] });
  });

  test("is always a request that the server takes", () => {
    const seed = fc.oneof(fc.string(), fc.integer().map(String), fc.bigInt().map(String));
    fc.assert(
      fc.property(
        fc.constantFrom("text" as const, "picture" as const),
        fc.string(),
        seed,
        fc.string(),
        (mode, prompt, typed, negativePrompt) => {
          const wish = wishOf(form({ mode, prompt, seed: typed, negativePrompt, picture }));
          const [record] = newGroup([wish]);
          expect(record && runRequestSchema.safeParse(requestOf(record)).success).toBe(true);
        },
      ),
    );
  });
});

test("a seed is a whole number that SiliconFlow takes, or none", () => {
  expect([readSeed("0"), readSeed(" 42 "), readSeed(String(mostSeed))]).toEqual([0, 42, mostSeed]);
  for (const text of ["", "-1", "1.5", "1e3", "0x1f", "10000000000", "12 monkeys"])
    expect(readSeed(text)).toBeUndefined();
  for (let time = 0; time < 100; time += 1) expect(readSeed(String(randomSeed()))).toBeDefined();
});

test("a model that no source describes may be chosen for both, behind those that are known", () => {
  const fromPicture = model({ id: "i2v", subType: "image-to-video" });
  const unknown = model({ id: "new", subType: null });
  const list = [unknown, fromPicture, model({ id: "t2v" })];
  expect(modelsFor("text", list).map(({ id }) => id)).toEqual(["t2v", "new"]);
  expect(modelsFor("picture", list).map(({ id }) => id)).toEqual(["i2v", "new"]);
});

test("a price that no source names is not taken for nothing", () => {
  expect(priceOf(model())).toBe(2);
  expect(priceOf(model({ price: null, free: null }))).toBeNull();
  expect(priceOf(model({ price: null, free: true }))).toBe(0);
});

/** A clip of this browser in a certain state. */
async function stored(change: (record: CreationRecord) => void, id = "Wan-AI/Wan2.2-T2V-A14B") {
  const [record] = newGroup([wishOf(form({ model: model({ id }) }))]);
  if (!record) throw new Error("no record");
  change(record);
  await addCreations([record]);
  return record;
}
const completed = (durationMs: number) => (record: CreationRecord) =>
  Object.assign(record.output, { state: "completed", durationMs });

describe("how long it usually takes", () => {
  test("is unknown before the first clip of the model is done", async () => {
    await stored(completed(90_000), "another");
    await stored(({ output }) => Object.assign(output, { state: "failed", durationMs: 5000 }));
    await stored(() => {});
    expect(await usualDuration(model().id)).toBeUndefined();
  });

  test("is the middle of what the clips took; one that was looked for again does not count", async () => {
    for (const ms of [60_000, 300_000, 90_000]) await stored(completed(ms));
    await stored((record) => {
      record.jobId = "job";
      completed(10)(record);
    });
    expect(await usualDuration(model().id)).toEqual({ ms: 90_000, clips: 3 });
  });

  test("lies between the shortest and the longest, whatever their order", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 1 }), (values) => {
        const middle = median(values);
        expect(middle).toBeGreaterThanOrEqual(Math.min(...values));
        expect(middle).toBeLessThanOrEqual(Math.max(...values));
        expect(middle).toBe(median(values.toReversed()));
      }),
    );
  });
});

describe("a job that is asked about again", () => {
  const taken = ({ output }: CreationRecord) =>
    Object.assign(output, { state: "stopped", job: { requestId: "job-1", deadlineAt: 1 } });

  test("makes nothing anew, and stands in the place of the one before", async () => {
    const left = await stored(taken);
    const [look] = await lookAgainAt(left);
    if (!look) throw new Error("no record");
    expect(requestOf(look)).toEqual({
      operation: "video.status",
      input: { model: left.model, requestId: "job-1" },
    });
    expect(look.id).not.toBe(left.id);
    await addCreations([look]);
    const group = await loadGroup(left.groupId);
    expect(group.map(({ id }) => id)).toEqual([left.id, look.id]);
    expect(standing(group).map(({ id }) => id)).toEqual([look.id]);
    const [third] = await lookAgainAt(look);
    expect(third && jobOf(third)).toBe("job-1");
    expect(third?.place).toBe(2);
  });

  test("is none where SiliconFlow never took one", async () => {
    const record = await stored(() => {});
    expect(await lookAgainAt(record)).toEqual([]);
    expect(standing([record])).toEqual([record]);
  });
});

describe("the end of a clip", () => {
  let told: EndNotice[];
  let stop: () => void;
  beforeEach(() => {
    told = [];
    stop = watchEnds((notice) => told.push(notice));
  });
  afterEach(() => stop());

  test("is told once, with whether there is a clip; one that a person ended is not told", async () => {
    const made = await stored(() => {});
    const failed = await stored(() => {});
    const stopped = await stored(() => {});
    const removed = await stored(() => {});
    await seen();
    await changeCreation(stopped.id, ({ output }) => void Object.assign(output, { state: "stopped" }));
    await deleteCreations([removed.id]);
    await changeCreation(removed.id, ({ output }) => void Object.assign(output, { state: "failed" }));
    await changeCreation(made.id, (record) => {
      completed(1)(record);
      record.items = [{ index: 0, mediaId: "media_1", type: "video/webm", bytes: 1 }];
    });
    await changeCreation(failed.id, ({ output }) => void Object.assign(output, { state: "failed" }));
    const ours = new Set([made.id, failed.id, stopped.id, removed.id]);
    const toldOfOurs = () => told.filter(({ id }) => ours.has(id));
    await expect.poll(() => toldOfOurs().length).toBe(2);
    expect(toldOfOurs()).toEqual([
      { id: made.id, kind: "video", prompt: "a fox", made: true },
      { id: failed.id, kind: "video", prompt: "a fox", made: false },
    ]);
  });

  /** Until the watcher knows the clips that are going on: it tells of another one that ends. */
  async function seen(): Promise<void> {
    const probe = await stored(() => {});
    await expect
      .poll(async () => {
        await changeCreation(probe.id, ({ output }) => {
          output.state = output.state === "running" ? "failed" : "running";
        });
        return told.some(({ id }) => id === probe.id);
      })
      .toBe(true);
  }
});

import "fake-indexeddb/auto";
import { beforeEach, describe, expect, test } from "vitest";
import { newGroup } from "@/lib/creations/creation";
import { requestOf } from "@/lib/creations/request";
import { addCreations, changeCreation, listGroups } from "@/lib/creations/store";
import { history } from "@/lib/history/database";
import { getMedia, removeUnusedMedia } from "@/lib/history/media";
import type { SpeechModel } from "@/lib/models/speech-model";
import {
  auditionOf,
  auditionPrice,
  auditionWish,
  type Candidate,
  forgetVoice,
  keepOriginal,
  listAuditions,
  originalOf,
  tidyAuditions,
} from "./auditions";

const cosy: SpeechModel = {
  id: "FunAudioLLM/CosyVoice2-0.5B",
  vendor: null,
  catalogued: true,
  free: false,
  price: 50,
  voices: [{ id: "anna", gender: "female" }],
  formats: ["mp3"],
  sampleRates: {},
  customVoice: true,
  maxInputCharacters: null,
  dialogue: false,
  style: true,
};
const moss: SpeechModel = { ...cosy, id: "fnlp/MOSS-TTSD-v0.5", dialogue: true };
const uri = "speech:mine:abc:def";
const mine: Candidate = { model: cosy, voice: uri };
const anna: Candidate = { model: cosy, voice: "preset:anna" };
const sentence = "The harbour is quiet.";

/** Stores that a voice said the sentence, or that it failed to. */
async function said(candidate: Candidate, words: string, outcome: "completed" | "failed" = "completed") {
  const [record] = newGroup([auditionWish(candidate, words)]);
  if (!record) throw new Error("no record");
  await addCreations([record]);
  await changeCreation(record.id, (stored) => {
    stored.output.state = outcome;
    const item = { index: 0, mediaId: `blob_${record.id}`, type: "audio/mpeg", bytes: 1, kept: true };
    if (outcome === "completed") stored.items = [item];
  });
  return record.id;
}

beforeEach(async () => {
  await history().creations.clear();
});

describe("a voice that is listened to", () => {
  test("is asked for as SiliconFlow wants it, with its price known before", () => {
    const [own, preset, speaker] = newGroup([
      auditionWish(mine, ` ${sentence} `),
      auditionWish(anna, sentence),
      auditionWish({ model: moss, voice: "preset:anna" }, sentence),
    ]);
    expect(own && requestOf(own)).toEqual({
      operation: "audio.speech",
      input: { model: cosy.id, voice: uri, input: sentence, response_format: "mp3" },
    });
    expect(preset?.fields["voice"]).toBe(`${cosy.id}:anna`);
    expect(speaker?.prompt).toBe(`[S1]${sentence}`);
    expect(auditionPrice(cosy, sentence)).toBeCloseTo((sentence.length * 50) / 1e6, 9);
    expect(auditionPrice({ ...cosy, price: null }, sentence)).toBeNull();
  });

  test("is found again by voice and sentence, and not among the texts that were spoken", async () => {
    const id = await said(mine, sentence);
    const records = await listAuditions();
    expect(auditionOf(records, mine, sentence)?.id).toBe(id);
    expect(auditionOf(records, mine, "Another.")).toBeUndefined();
    expect(auditionOf(records, anna, sentence)).toBeUndefined();
    expect(await listGroups("speech")).toEqual([]);
  });

  test("and failed is not kept once it is asked again", async () => {
    await said(mine, sentence, "failed");
    const kept = await said(anna, sentence);
    await tidyAuditions();
    expect((await listAuditions()).map(({ id }) => id)).toEqual([kept]);
  });
});

describe("the recording of a voice", () => {
  const clip = new Blob([new Uint8Array([1, 2, 3])], { type: "audio/wav" });
  const voice = { uri, name: "mine", model: cosy.id, text: sentence };

  test("is kept beside it, and is not taken for what the voice says", async () => {
    await keepOriginal(voice, clip);
    await tidyAuditions();
    const records = await listAuditions();
    const item = originalOf(records, uri);
    expect(item?.bytes).toBe(3);
    expect(auditionOf(records, mine, sentence)).toBeUndefined();
    await removeUnusedMedia(Date.now() + 1000);
    expect((await getMedia(item?.mediaId ?? ""))?.size).toBe(3);
  });

  test("goes with the voice, as all that was heard of it; other voices stay", async () => {
    await keepOriginal(voice, clip);
    await said(mine, sentence);
    const kept = await said(anna, sentence);
    await forgetVoice(uri);
    expect((await listAuditions()).map(({ id }) => id)).toEqual([kept]);
  });
});

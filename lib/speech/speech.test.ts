import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CreationInput } from "@/lib/history/creation-record";
import type { SpeechModel } from "@/lib/models/speech-model";
import { byteCount, priceOfBytes } from "@/lib/models/speech-price";
import { presetVoice, referenceVoice, voiceField, voiceFor, voiceOfField } from "@/lib/voices/chosen-voice";
import { dialogueOf, splitDialogue, textOfDialogue } from "./dialogue";
import { splitText } from "./split-text";
import { takesOf } from "./take";
import { characterCount, splitStyle, withStyle } from "./text";
import {
  blindCandidates,
  blindRecordsOf,
  missingAgain,
  notBlind,
  priceOfForm,
  ratesOf,
  recordsOf,
  type SpeechForm,
  sizeOfTake,
} from "./wishes";

const cosy: SpeechModel = {
  id: "FunAudioLLM/CosyVoice2-0.5B",
  vendor: null,
  catalogued: true,
  free: false,
  price: 50,
  voices: [
    { id: "alex", gender: "male" },
    { id: "anna", gender: "female" },
  ],
  formats: ["mp3", "opus", "wav", "pcm"],
  sampleRates: { mp3: [32_000, 44_100], wav: [8000, 44_100], pcm: [8000, 44_100], opus: [48_000] },
  customVoice: true,
  maxInputCharacters: 128_000,
  dialogue: false,
  style: true,
};
const moss: SpeechModel = { ...cosy, id: "fnlp/MOSS-TTSD-v0.5", dialogue: true, style: false };

const settings = { format: "mp3", speed: 1, gain: 0, style: "", referenceText: "" } as const;
const form = (change: Partial<SpeechForm> = {}): SpeechForm => ({
  text: "Hello there.",
  takes: [{ model: cosy, voice: presetVoice("alex") }],
  settings,
  reference: undefined,
  ...change,
});
const long = (sentences: number) =>
  Array.from({ length: sentences }, (_, at) => `This is sentence number ${at} of a long text.`).join(" ");

describe("a long text", () => {
  const texts = fc.array(
    fc.constantFrom(
      "字",
      "句子。",
      "Hi there. ",
      "3.14 ",
      "，",
      "\n",
      "word ",
      "🙂",
      "“好！”",
      "x".repeat(80),
    ),
    {
      maxLength: 400,
    },
  );

  test("is taken apart without losing or changing anything", () => {
    fc.assert(
      fc.property(texts, (pieces) => {
        expect(splitText(pieces.join("")).join("")).toBe(pieces.join(""));
      }),
    );
    fc.assert(
      fc.property(fc.string({ maxLength: 3000, unit: "binary" }), (text) => {
        expect(splitText(text).join("")).toBe(text);
      }),
    );
  });

  test("has no part that is too long, none without words and no character cut in two", () => {
    fc.assert(
      fc.property(texts, (pieces) => {
        const parts = splitText(pieces.join(""));
        for (const part of parts) {
          expect(part.trimEnd().length).toBeLessThanOrEqual(1000);
          expect(part.isWellFormed()).toBe(true);
          if (pieces.join("").trim() !== "") expect(part.trim()).not.toBe("");
        }
      }),
    );
  });

  test("ends its parts where sentences end, in English and in Chinese", () => {
    const english = splitText(long(40));
    expect(english.length).toBeGreaterThan(2);
    for (const part of english) expect(part.trimEnd()).toMatch(/\.$/);
    const chinese = splitText("今天的天气很好，我们一起去公园散步吧！".repeat(60));
    expect(chinese.length).toBeGreaterThan(2);
    for (const part of chinese) expect(part).toMatch(/！$/);
  });

  test("takes no number apart", () => {
    const said = splitText("The ratio is 3.14 and not 2.72, says version 1.0.3 of the text. ".repeat(40));
    for (const part of said) expect(part).toMatch(/^The ratio.* text\. $/);
  });

  test("begins with a short part, which is heard first", () => {
    const [first = "", second = ""] = splitText(long(40));
    expect(first.length).toBeLessThanOrEqual(200);
    expect(second.length).toBeGreaterThan(first.length);
  });

  test("stays whole when it is short", () => {
    expect(splitText("One. Two. Three.")).toEqual(["One. Two. Three."]);
    expect(splitText("")).toEqual([]);
  });
});

describe("a dialogue", () => {
  const lines = fc.array(
    fc.record({
      speaker: fc.constantFrom("S1" as const, "S2" as const),
      text: fc.string({ maxLength: 60 }).filter((text) => !text.includes("[S")),
    }),
    { minLength: 1 },
  );

  test("comes out of its text as it was put in", () => {
    fc.assert(
      fc.property(lines, (said) => {
        expect(dialogueOf(textOfDialogue(said))).toEqual(said);
      }),
    );
  });

  test("gives words without a mark to the first speaker", () => {
    expect(dialogueOf("Hello.")).toEqual([{ speaker: "S1", text: "Hello." }]);
    expect(dialogueOf("Hello.[S2]Hi.")).toEqual([
      { speaker: "S1", text: "Hello." },
      { speaker: "S2", text: "Hi." },
    ]);
  });

  test("is taken apart between lines, and every part says who speaks", () => {
    const said = Array.from({ length: 60 }, (_, at) => ({
      speaker: at % 2 === 0 ? ("S1" as const) : ("S2" as const),
      text: `Line ${at}, and something more to say about it.`,
    }));
    const parts = splitDialogue(textOfDialogue(said));
    expect(parts.length).toBeGreaterThan(1);
    for (const part of parts) expect(part).toMatch(/^\[S[12]\]/);
    expect(parts.flatMap(dialogueOf)).toEqual(said);
  });
});

describe("the price", () => {
  test("counts bytes in UTF-8, and characters as a person does", () => {
    expect([byteCount("语音"), characterCount("语音")]).toEqual([6, 2]);
    expect([byteCount("🙂"), characterCount("🙂")]).toEqual([4, 1]);
    expect(priceOfBytes(1000, cosy)).toBeCloseTo(0.05);
    expect(priceOfBytes(1000, { free: null, price: null })).toBeNull();
  });

  test("is that of all takes, with what is sent before the text", () => {
    const two = form({ takes: [form().takes, form().takes].flat() });
    expect(priceOfForm(two)).toBeCloseTo((2 * 12 * 50) / 1e6);
    const styled = form({ settings: { ...settings, style: "Happily" } });
    expect(sizeOfTake(styled, cosy).bytes).toBe(byteCount("Happily <|endofprompt|> Hello there."));
    expect(priceOfForm(form({ takes: [{ model: { ...cosy, price: null }, voice: "" }] }))).toBeNull();
  });
});

describe("what is sent", () => {
  test("names a preset with its model, and nothing that was not set", () => {
    const [record] = recordsOf(form());
    expect(record).toMatchObject({
      kind: "speech",
      model: cosy.id,
      prompt: "Hello there.",
      place: 0,
      part: 0,
    });
    expect(record?.fields).toEqual({ voice: `${cosy.id}:alex`, response_format: "mp3", stream: true });
  });

  test("has a style before each part, only for models that take one", () => {
    const styled = form({
      text: long(40),
      settings: { ...settings, style: "Softly" },
      takes: [form().takes, { model: moss, voice: presetVoice("anna") }].flat(),
    });
    for (const { model, prompt } of recordsOf(styled))
      expect(prompt.startsWith("Softly <|endofprompt|> ")).toBe(model === cosy.id);
    expect(splitStyle(withStyle("Softly", "Hi"))).toEqual({ style: "Softly", text: "Hi" });
  });

  test("leaves marks of speakers out for a model that would read them aloud", () => {
    const both = form({
      text: "[S1]Hello.\n[S2]Hi.",
      takes: [
        { model: cosy, voice: presetVoice("alex") },
        { model: moss, voice: presetVoice("anna") },
      ],
    });
    expect(recordsOf(both).map(({ prompt }) => prompt)).toEqual(["Hello.\nHi.", "[S1]Hello.\n[S2]Hi."]);
  });

  test("has the rate that the format allows, and always one for PCM", () => {
    const rateOf = (change: Partial<SpeechForm["settings"]>) =>
      recordsOf(form({ settings: { ...settings, ...change } }))[0]?.fields["sample_rate"];
    expect(rateOf({ format: "mp3", sampleRate: 32_000 })).toBe(32_000);
    expect(rateOf({ format: "opus", sampleRate: 32_000 })).toBeUndefined();
    expect(rateOf({ format: "pcm" })).toBe(44_100);
    expect(ratesOf([cosy], "mp3")).toEqual([32_000, 44_100]);
  });

  test("carries a recording with its words, and no voice beside it", () => {
    const reference: CreationInput = {
      mediaId: "blob_1",
      name: "me",
      type: "audio/wav",
      bytes: 9,
      width: 0,
      height: 0,
    };
    const [record] = recordsOf(
      form({
        reference,
        takes: [{ model: cosy, voice: referenceVoice }],
        settings: { ...settings, referenceText: "My words." },
      }),
    );
    expect(record?.fields).toMatchObject({
      voice: "",
      references: [{ audio: "blob:blob_1", text: "My words." }],
    });
    expect(record?.inputs).toEqual([reference]);
  });

  test("asks for two parts of a long text at once, and for the next when one is there", () => {
    const records = recordsOf(form({ text: long(60) }));
    expect(records.length).toBeGreaterThan(3);
    expect(records.map(({ after }) => after)).toEqual([
      undefined,
      undefined,
      ...records.slice(0, -2).map(({ id }) => id),
    ]);
    const [take] = takesOf(records);
    expect(take?.text).toBe(long(60));
  });

  test("asks again only for the parts that did not come, in their places", () => {
    const records = recordsOf(form({ text: long(60) }));
    for (const [at, { output, items }] of records.entries()) {
      output.state = at === 1 ? "failed" : "completed";
      if (at !== 1) items.push({ index: 0, mediaId: `blob_${at}`, type: "audio/mpeg", bytes: 1 });
    }
    const again = missingAgain(records);
    expect(again).toHaveLength(1);
    expect(again[0]).toMatchObject({ groupId: records[0]?.groupId, part: 1, prompt: records[1]?.prompt });
    expect(again[0]?.id).not.toBe(records[1]?.id);
    // One that broke off has a beginning to hear; all of it is asked for again.
    records[1]?.items.push({ index: 0, mediaId: "blob_1", type: "audio/mpeg", bytes: 1 });
    expect(missingAgain(records).map(({ part }) => part)).toEqual([1]);
  });
});

describe("a blind round", () => {
  const reference: CreationInput = {
    mediaId: "blob_1",
    name: "me",
    type: "audio/wav",
    bytes: 9,
    width: 0,
    height: 0,
  };
  const three = form({
    text: long(40),
    reference,
    takes: [
      { model: cosy, voice: presetVoice("alex") },
      { model: cosy, voice: "speech:mine:abc:def" },
      { model: cosy, voice: referenceVoice },
    ],
  });
  const round = { id: "round_1", lanes: ["blind:round_1:0", "blind:round_1:1", "blind:round_1:2"] };

  test("is drawn from the takes, the voice being what the server keeps to itself", () => {
    expect(blindCandidates(three)).toEqual([
      { model: cosy.id, fields: { voice: `${cosy.id}:alex` } },
      { model: cosy.id, fields: { voice: "speech:mine:abc:def" } },
      { model: cosy.id, fields: { voice: "", references: [{ audio: "blob:blob_1" }] } },
    ]);
  });

  test("is asked for in the same way lane by lane: nothing of a record tells who speaks", () => {
    const records = blindRecordsOf(three, round);
    const takes = takesOf(records);
    expect(takes.map(({ model, text }) => [model, text])).toEqual(
      round.lanes.map((lane) => [lane, long(40)]),
    );
    const told = takes.map(({ parts }) =>
      parts.map(({ prompt, fields, inputs, part, kind }) => ({ prompt, fields, inputs, part, kind })),
    );
    expect(told[1]).toEqual(told[0]);
    expect(told[2]).toEqual(told[0]);
    expect(JSON.stringify(records)).not.toMatch(/alex|mine|CosyVoice|"voice"|references/);
    expect(records.map(({ round: own }) => own?.lane)).toEqual(
      takes.flatMap(({ parts }, lane) => parts.map(() => lane)),
    );
  });

  test("stays sealed where a part is asked for again", () => {
    const records = blindRecordsOf(three, round);
    for (const { output } of records) output.state = "failed";
    expect(missingAgain(records).map(({ model, round: own }) => [model, own])).toEqual(
      records.map(({ model, round: own }) => [model, own]),
    );
  });

  test("is not for one take, for the same take twice, or for takes whose words would tell them apart", () => {
    const other = { model: moss, voice: presetVoice("alex") };
    const plain = { model: { ...cosy, id: "a/plain", style: false }, voice: presetVoice("alex") };
    const styled = { ...settings, style: "Softly" };
    const [take] = form().takes;
    const withTakes = (...takes: SpeechForm["takes"]) => form({ takes });
    if (!take) throw new Error("a form has a take");
    expect(notBlind(form())).toBe("alone");
    expect(notBlind(withTakes(take, take))).toBe("same");
    expect(notBlind(withTakes(take, other))).toBe("words");
    expect(notBlind(withTakes(take, plain))).toBeUndefined();
    expect(notBlind({ ...withTakes(take, plain), settings: styled })).toBe("words");
    expect(notBlind({ ...three, settings: styled })).toBeUndefined();
  });
});

describe("a voice", () => {
  test("comes back from a request as it was chosen", () => {
    for (const voice of [presetVoice("anna"), referenceVoice, "speech:mine:abc:def"])
      expect(voiceOfField(cosy.id, voiceField(cosy.id, voice))).toBe(voice);
  });

  test("that the model does not have gives way to its first", () => {
    expect(voiceFor(cosy, presetVoice("nobody"), [])).toBe(presetVoice("alex"));
    expect(voiceFor(cosy, "speech:gone", [{ uri: "speech:mine" }])).toBe(presetVoice("alex"));
    expect(voiceFor(cosy, "speech:mine", [{ uri: "speech:mine" }])).toBe("speech:mine");
  });
});

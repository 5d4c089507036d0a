import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  cosyVoice,
  fileOf,
  openSpeech,
  postForm,
  samplesOf,
  speak,
  waveOf,
} from "@/lib/simulator/audio-client";
import { type Simulator, startSimulator } from "@/lib/simulator/simulator";
import { control, get, post } from "@/lib/simulator/test-client";
import { hearingRate } from "@/lib/simulator/voice/eight-kilohertz";
import { medianPitch } from "@/lib/simulator/voice/pitch";

const upload = "/v1/uploads/audio/voice";
const deletion = "/v1/audio/voice/deletions";
const words = { model: cosyVoice, customName: "my-voice", text: "What is said in the clip" };
const sentence = "All the birds are singing in the old garden.";

let simulator: Simulator;
let clip: Buffer;
beforeAll(async () => {
  simulator = await startSimulator({ speed: 0 });
  clip = await speak(simulator, { input: sentence, voice: `${cosyVoice}:diana`, response_format: "wav" });
});
afterEach(async () => {
  await control(simulator, "POST", "reset");
});
afterAll(() => simulator.close());

const uri = (bytes: Buffer, type = "audio/wav"): string => `data:${type};base64,${bytes.toString("base64")}`;

async function uploaded(): Promise<string> {
  const answer = await post(simulator, upload, { ...words, audio: uri(clip) });
  expect(answer.status, answer.text).toBe(200);
  const voice: { uri: string } = JSON.parse(answer.text);
  return voice.uri;
}

async function listed(key?: string): Promise<unknown> {
  return (
    await get(simulator, "/v1/audio/voice/list", key === undefined ? {} : { authorization: `Bearer ${key}` })
  ).json;
}

async function pitchOf(voice: string): Promise<number> {
  const bytes = await speak(simulator, {
    input: sentence,
    voice,
    response_format: "wav",
    sample_rate: hearingRate,
  });
  return medianPitch(samplesOf(bytes)) ?? 0;
}

const tone = (seconds: number): Buffer =>
  waveOf(
    Float32Array.from({ length: seconds * 8000 }, (_, at) => Math.sin(at * 0.17)),
    8000,
  );

describe("a voice of one's own", () => {
  it("is made of a file or of a data URI, in a form or as JSON, and listed with what was given", async () => {
    const forms = await Promise.all([
      postForm(simulator, upload, { ...words, file: fileOf(clip, "me.wav") }),
      postForm(simulator, upload, { ...words, audio: uri(clip) }),
      post(simulator, upload, { ...words, audio: uri(clip) }),
    ]);
    for (const { status, json } of forms) {
      const address = expect.stringMatching(/^speech:my-voice:cm[0-9a-f]{23}:[a-z]{20}$/);
      expect([status, json]).toEqual([200, { uri: address }]);
    }
    const entry = { ...words, uri: expect.any(String) };
    expect(await listed()).toEqual({ results: [entry, entry, entry], result: [entry, entry, entry] });
  });

  it("is made of MP3, Opus and bare samples too", async () => {
    for (const [response_format, name] of [
      ["mp3", "a.mp3"],
      ["opus", "a.opus"],
      ["pcm", "a.pcm"],
    ] as const) {
      const bytes = await speak(simulator, { input: sentence, response_format });
      expect((await postForm(simulator, upload, { ...words, file: fileOf(bytes, name) })).status).toBe(200);
    }
  });

  it("speaks at the pitch of its recording, and so does a reference for once", async () => {
    const [high, low] = await Promise.all([pitchOf(`${cosyVoice}:diana`), pitchOf(`${cosyVoice}:benjamin`)]);
    const own = await pitchOf(await uploaded());
    expect(Math.abs(own - high) / high).toBeLessThan(0.15);
    expect(low / high).toBeLessThan(0.6);
    const references = [{ audio: uri(clip), text: sentence }];
    const once = await speak(simulator, {
      input: sentence,
      voice: "",
      references,
      response_format: "wav",
      sample_rate: hearingRate,
    });
    expect(Math.abs((medianPitch(samplesOf(once)) ?? 0) - high) / high).toBeLessThan(0.15);
  });

  it("belongs to its account: another key neither sees, uses nor deletes it", async () => {
    const voice = await uploaded();
    expect(await listed("sk-other")).toEqual({ results: [], result: [] });
    expect((await post(simulator, deletion, { uri: voice }, { key: "sk-other" })).status).toBe(400);
    const body = { model: cosyVoice, voice, input: sentence };
    expect((await post(simulator, "/v1/audio/speech", body, { key: "sk-other" })).status).toBe(400);
  });

  it("is gone once it is deleted, and all are after a reset", async () => {
    const voice = await uploaded();
    expect((await post(simulator, deletion, { uri: voice })).text).toBe('"OK"');
    expect(await listed()).toEqual({ results: [], result: [] });
    expect((await openSpeech(simulator, { input: sentence, voice })).status).toBe(400);
    expect((await post(simulator, deletion, { uri: voice })).status).toBe(400);
    await uploaded();
    await control(simulator, "POST", "reset");
    expect(await listed()).toEqual({ results: [], result: [] });
  });
});

describe("an upload that is refused", () => {
  it.each([
    ["a chat model", { model: "deepseek-ai/DeepSeek-V3" }, "20012"],
    ["no name", { customName: "" }, "customName: "],
    ["a name with a colon", { customName: "a:b" }, "customName: "],
    ["a name too long", { customName: "a".repeat(65) }, "customName: "],
    ["no words", { text: " " }, "text: "],
    ["no clip", { audio: undefined }, "audio: "],
    ["no data URI", { audio: "https://example.com/a.mp3" }, "audio: a recording is required"],
    ["no bytes", { audio: "data:audio/mpeg;base64," }, "audio: the file is empty"],
    ["no sound", { audio: uri(Buffer.from("hellohworld"), "audio/mpeg") }, "audio: no sound"],
    ["30 seconds", { audio: uri(tone(30)) }, "audio: shorter than 30 seconds"],
  ])("says what is wrong: %s", async (_what, change, reason) => {
    const answer = await post(simulator, upload, { ...words, audio: uri(clip), ...change });
    expect([answer.status, answer.text]).toEqual([400, expect.stringContaining(reason)]);
  });

  it("is told of a missing verification as the service tells it", async () => {
    const answer = await post(simulator, upload, { ...words, audio: uri(clip) }, { scenario: "error-403" });
    expect([answer.status, answer.text]).toEqual([403, '"Forbidden"']);
  });

  it("takes a clip of just under 30 seconds", async () => {
    expect((await post(simulator, upload, { ...words, audio: uri(tone(29)) })).status).toBe(200);
  });
});

describe("a list that is odd", () => {
  const faulty = async (scenario: string): Promise<unknown> =>
    (await get(simulator, "/v1/audio/voice/list", { "x-simulator-scenario": scenario })).json;

  it("stands under one key, is null, or has odd entries among the voices", async () => {
    const voice = await uploaded();
    expect(await faulty("voices-key;key=result")).toEqual({
      result: [expect.objectContaining({ uri: voice })],
    });
    expect(await faulty("voices-key;key=results")).toEqual({
      results: [expect.objectContaining({ uri: voice })],
    });
    expect(await faulty("voices-null")).toEqual({ results: null, result: null });
    const odd = await faulty("voices-odd");
    expect(odd).toMatchObject({ results: expect.arrayContaining([null, {}, "speech:text:only"]) });
    expect(JSON.stringify(odd).split(voice)).toHaveLength(5);
  });

  it("and a deletion that is answered with a page", async () => {
    const answer = await post(simulator, deletion, { uri: "speech:a:b:c" }, { scenario: "html-200" });
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
  });
});

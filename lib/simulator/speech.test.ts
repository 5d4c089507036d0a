import fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { cosyVoice, decoded, loudness, openSpeech, samplesOf, speak } from "@/lib/simulator/audio-client";
import { type Simulator, startSimulator } from "@/lib/simulator/simulator";
import { control, get, parsed, post } from "@/lib/simulator/test-client";
import { presetNames } from "@/lib/simulator/voice/traits";

const moss = "fnlp/MOSS-TTSD-v0.5";
const path = "/v1/audio/speech";
const input = "Hello world, this is a test. Do you hear me?";

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ speed: 0 });
});
afterEach(async () => {
  await control(simulator, "POST", "reset");
});
afterAll(() => simulator.close());

async function wave(body: object): Promise<{ samples: Float32Array; seconds: number }> {
  const bytes = await speak(simulator, { response_format: "wav", ...body });
  const samples = samplesOf(bytes);
  return { samples, seconds: samples.length / bytes.readUInt32LE(24) };
}

const said = async (body: object): Promise<number> => (await wave(body)).seconds;

async function refusal(body: object): Promise<string> {
  const answer = await post(simulator, path, {
    model: cosyVoice,
    voice: `${cosyVoice}:alex`,
    input,
    ...body,
  });
  expect([answer.status, answer.headers.get("content-type")]).toEqual([
    400,
    "application/json; charset=utf-8",
  ]);
  return answer.text;
}

describe("speech", () => {
  it.each([
    ["mp3", undefined, "audio/mpeg", "MP3", "mp3"],
    ["mp3", 44_100, "audio/mpeg", "MP3", "mp3"],
    ["opus", 48_000, "audio/opus", "Ogg", "opus"],
    ["wav", 8000, "audio/wav", "WAVE", "pcm-s16"],
    ["wav", 44_100, "audio/wav", "WAVE", "pcm-s16"],
  ])(
    "comes as %s at %s Hz that decodes to sound of the right length",
    async (format, rate, type, ...kind) => {
      const response = await openSpeech(simulator, { input, response_format: format, sample_rate: rate });
      expect([response.headers.get("content-type"), response.headers.get("content-length")]).toEqual([
        type,
        null,
      ]);
      const sound = await decoded(Buffer.from(await response.arrayBuffer()));
      expect([sound.container, sound.codec]).toEqual(kind);
      expect(Math.abs(sound.seconds - (await said({ input })))).toBeLessThan(0.12);
      expect(sound.rms).toBeGreaterThan(0.03);
    },
  );

  it("comes as bare samples of 16 bits, and as MP3 unless told", async () => {
    const pcm = await speak(simulator, { input, response_format: "pcm", sample_rate: 16_000 });
    const { samples } = await wave({ input, sample_rate: 16_000 });
    expect(pcm.length).toBe(samples.length * 2);
    expect((await openSpeech(simulator, { input })).headers.get("content-type")).toBe("audio/mpeg");
  });

  it("names its whole length in the header of a WAV", async () => {
    const bytes = await speak(simulator, { input, response_format: "wav" });
    expect([bytes.readUInt32LE(24), bytes.readUInt32LE(40)]).toEqual([32_000, bytes.length - 44]);
  });

  it("is about as long as a person takes, by the speed asked for", async () => {
    const chinese = "春天来了，花开了，小鸟在树上唱歌，孩子们在草地上奔跑。";
    const perSecond = 24 / (await said({ input: chinese }));
    expect([perSecond > 2.8, perSecond < 4.2]).toEqual([true, true]);
    const words = 10 / (await said({ input }));
    expect([words > 1.8, words < 3.2]).toEqual([true, true]);
    expect((await said({ input, speed: 2 })) / (await said({ input }))).toBeCloseTo(0.5, 2);
    expect((await said({ input, speed: 0.25 })) / (await said({ input }))).toBeCloseTo(4, 1);
  });

  it("is the same again for the same request, and another one by each voice and model", async () => {
    const sound = async (body: object): Promise<string> =>
      (await speak(simulator, { input: "Hello", response_format: "pcm", ...body })).toString("latin1");
    const voices = await Promise.all(presetNames.map((name) => sound({ voice: `${cosyVoice}:${name}` })));
    expect(new Set(voices).size).toBe(8);
    expect(await sound({ voice: `${cosyVoice}:alex` })).toBe(voices[0]);
    const longer = { input: "Hello there, everybody" };
    expect(await sound(longer)).not.toBe(await sound({ ...longer, model: moss, voice: `${moss}:alex` }));
  });

  it("speaks higher with a woman's voice", async () => {
    const pitches = await Promise.all(
      ["benjamin", "diana"].map(async (name) => crossings(`${cosyVoice}:${name}`)),
    );
    expect((pitches[1] ?? 0) / (pitches[0] ?? 1)).toBeGreaterThan(1.8);
  });

  it("is louder or softer by as many decibels as asked", async () => {
    const plain = loudness((await wave({ input })).samples);
    const soft = loudness((await wave({ input, gain: -10 })).samples);
    expect(20 * Math.log10(soft / plain)).toBeCloseTo(-10, 1);
    expect(loudness((await wave({ input, gain: 6 })).samples) / plain).toBeGreaterThan(1.8);
  });

  it("does not speak the wish for a style, and makes a noise for a mark", async () => {
    const styled = await said({ input: `Say it happily, please, as ever you can. <|endofprompt|>${input}` });
    expect(styled).toBeCloseTo(await said({ input }), 3);
    expect((await said({ input: `${input} [laughter]` })) - styled).toBeGreaterThan(0.5);
    expect((await said({ input: `${input} [breath]` })) - styled).toBeGreaterThan(0.3);
  });

  it("can be made of any text", async () => {
    const text = fc
      .string({ unit: "grapheme", minLength: 1, maxLength: 30 })
      .filter((value) => value.trim() !== "");
    await fc.assert(
      fc.asyncProperty(text, async (value) => {
        const { samples } = await wave({ input: value, sample_rate: 8000 });
        expect(samples.every((sample) => sample >= -1 && sample <= 1)).toBe(true);
        expect(samples.length).toBeGreaterThan(1000);
      }),
      { numRuns: 25 },
    );
  });
});

/** How often in a second the softened sound of a long vowel crosses zero upwards: its pitch. */
async function crossings(voice: string): Promise<number> {
  const { samples, seconds } = await wave({ input: "啊啊啊啊", voice, sample_rate: 8000 });
  let [soft, slow, count] = [0, 0, 0];
  for (const sample of samples) {
    const before = slow;
    soft += 0.06 * (sample - soft);
    slow += 0.06 * (soft - slow);
    if (before < 0 && slow >= 0) count += 1;
  }
  return count / seconds;
}

describe("a dialogue", () => {
  it("is spoken by two voices on MOSS-TTSD", async () => {
    const voice = { model: moss, voice: `${moss}:alex` };
    const two = await wave({ ...voice, input: "[S1]Hello there my friend.[S2]Hello there my friend." });
    const one = await wave({ ...voice, input: "[S1]Hello there my friend.[S1]Hello there my friend." });
    expect(two.seconds).not.toBe(one.seconds);
    const half = Math.floor(one.samples.length * 0.4);
    expect(two.samples.subarray(0, half).join()).toBe(one.samples.subarray(0, half).join());
  });

  it("takes two references, and fails on very short text and beyond its tokens", async () => {
    const references = [{ audio: "https://example.com/1.mp3" }, { audio: "https://example.com/2.mp3" }];
    const body = { model: moss, voice: "", references };
    expect(await said({ ...body, input: "[S1]Hello there my friend.[S2]Fine, thanks." })).toBeGreaterThan(
      1.5,
    );
    const short = await post(simulator, path, { ...body, input: "[S1]Hi[S2]Yo" });
    expect([short.status, short.text]).toEqual([500, expect.stringContaining("50507")]);
    expect(await refusal({ ...body, max_tokens: 32_768 })).toContain("has exceeded max_seq_len (32768)");
    expect(await said({ ...body, input, max_tokens: 20 })).toBeCloseTo(1.6, 2);
  });
});

describe("a speech that is refused", () => {
  it.each([
    ["no model", { model: undefined }, "model: a model id is required"],
    ["a chat model", { model: "deepseek-ai/DeepSeek-V3" }, '"code":20012'],
    [
      "no voice",
      { voice: undefined },
      '{"code":20052,"message":"Voice or reference audio should be set","data":null}',
    ],
    ["an unknown voice", { voice: `${cosyVoice}:nobody` }, "has no such voice"],
    ["another model's voice", { voice: `${moss}:alex` }, "has no such voice"],
    ["somebody's own voice", { voice: "speech:me:account:random" }, "has no such voice"],
    ["voice and reference", { references: [{ audio: "https://example.com/a.mp3" }] }, "not together"],
    ["a reference that is none", { voice: "", references: [{ audio: "a.mp3" }] }, "a link or a data URI"],
    ["no text", { input: "" }, "input: "],
    ["blanks", { input: "  \n" }, "nothing to speak"],
    ["a style alone", { input: "Happily<|endofprompt|>" }, "nothing to speak"],
    ["128,001 characters", { input: "a".repeat(128_001) }, "input: "],
    ["an unknown format", { response_format: "aac" }, "response_format: "],
    ["an unknown rate", { sample_rate: 22_050 }, "sample_rate: "],
    ["a rate of another format", { response_format: "opus", sample_rate: 32_000 }, "opus has 48000"],
    ["16 kHz as MP3", { sample_rate: 16_000 }, "mp3 has 32000, 44100"],
    ["too slow", { speed: 0.2 }, "speed: "],
    ["too fast", { speed: 4.1 }, "speed: "],
    ["too loud", { gain: 10.5 }, "gain: "],
  ])("says what is wrong: %s", async (_what, change, reason) => {
    expect(await refusal(change)).toContain(reason);
  });

  it("is refused with an empty balance, and for limits where they are kept", async () => {
    const body = { model: cosyVoice, voice: `${cosyVoice}:alex`, input };
    expect((await post(simulator, path, body, { key: "sk-broke" })).status).toBe(402);
    const limited = await startSimulator({ speed: 0, limits: true });
    const over = await post(limited, path, { ...body, input: "你好".repeat(60_000) });
    expect([over.status, over.text]).toEqual([429, expect.stringContaining("Details: TPM limit reached.")]);
    await limited.close();
  });
});

describe("the time that a speech takes", () => {
  it("lets the first bytes come long before the last, or all at once where no stream is wanted", async () => {
    const slow = await startSimulator({ speechFirstByteMs: 50, speechRate: 10 });
    const timed = async (body: object): Promise<{ first: number; whole: number }> => {
      const from = performance.now();
      const response = await openSpeech(slow, { input, ...body });
      const first = performance.now() - from;
      await response.arrayBuffer();
      return { first, whole: performance.now() - from };
    };
    await timed({ input: "Hi" });
    const streamed = await timed({});
    expect(streamed.first / streamed.whole).toBeLessThan(0.6);
    expect(streamed.whole).toBeGreaterThan(350);
    const whole = await timed({ stream: false });
    expect(whole.first).toBeGreaterThan(400);
    await slow.close();
  });

  it("ends with the client: nothing more is made for one that has left", async () => {
    await speak(simulator, { input });
    await control(simulator, "POST", "pace", { speed: 1, speechFirstByteMs: 0 });
    const leaving = new AbortController();
    const response = await fetch(`${simulator.url}${path}`, {
      method: "POST",
      headers: { authorization: "Bearer sk-test" },
      body: JSON.stringify({ model: cosyVoice, voice: `${cosyVoice}:anna`, input: input.repeat(50) }),
      signal: leaving.signal,
    });
    await response.body?.getReader().read();
    leaving.abort();
    const entry = await simulator.whenRequest((logged) => logged.closedByClient !== null);
    expect([entry.path, entry.jobs, entry.bytes < 100_000]).toEqual([path, 1, true]);
  });
});

describe("speech that goes wrong", () => {
  it("can be silent, short, of another format, without a length, no sound, or an error in the middle", async () => {
    const body = { input, response_format: "wav" };
    const whole = await speak(simulator, body);
    const silent = await speak(simulator, body, "speech-silence");
    expect([silent.length, loudness(samplesOf(silent))]).toEqual([whole.length, 0]);
    expect((await speak(simulator, body, "speech-short;seconds=0.5")).length).toBe(44 + 32_000);
    expect((await decoded(await speak(simulator, body, "speech-other-format;format=opus"))).codec).toBe(
      "opus",
    );
    const open = await speak(simulator, body, "speech-length-unknown");
    expect([open.readUInt32LE(4), open.readUInt32LE(40), open.length]).toEqual([
      0xffffffff,
      0xffffffff,
      whole.length,
    ]);
    expect((await speak(simulator, body, "speech-garbage")).toString()).toMatch(/^(garbage)+/);
    const broken = await speak(simulator, body, "speech-error-inside;bytes=1000");
    expect(broken.subarray(0, 1000)).toEqual(whole.subarray(0, 1000));
    expect(parsed(broken.subarray(1000).toString())).toMatchObject({ code: 50507 });
  });

  it("meets the faults of any answer", async () => {
    const opened = (scenario: string): Promise<Response> => openSpeech(simulator, { input }, scenario);
    expect((await opened("json-200-error")).headers.get("content-type")).toContain("json");
    expect((await opened("html-200")).headers.get("content-type")).toContain("html");
    expect((await opened("content-type;type=text/html")).headers.get("content-type")).toBe("text/html");
    expect((await (await opened("empty-body;type=audio/mpeg")).arrayBuffer()).byteLength).toBe(0);
    await expect((await opened("cut-at-byte;bytes=2000")).arrayBuffer()).rejects.toThrow();
    await expect(opened("drop-after-work")).rejects.toThrow();
    expect((await opened("error-50505")).status).toBe(503);
  });

  it("is told in the list of scenarios", async () => {
    const listed = await get(simulator, "/__control/scenarios");
    expect(listed.text).toContain("speech-error-inside");
  });
});

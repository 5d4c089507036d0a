import OpusScript from "opusscript";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { fileOf, loudness, samplesOf, speak, transcribe, waveOf } from "@/lib/simulator/audio-client";
import { type Simulator, startSimulator } from "@/lib/simulator/simulator";
import { type Answer, control, post } from "@/lib/simulator/test-client";

const english = "The weather is fine today. We walk to the river and look at the boats, do we not?";
const chinese = "今天天气很好，我们去河边散步。你想喝茶还是喝咖啡？";
const wave = { response_format: "wav", sample_rate: 32_000 };

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ speed: 0 });
});
afterEach(async () => {
  await control(simulator, "POST", "reset");
});
afterAll(() => simulator.close());

function textIn(answer: Answer): string {
  expect(answer.status, answer.text).toBe(200);
  const { text }: { text: string } = JSON.parse(answer.text);
  return text;
}

const heard = async (bytes: Uint8Array, name = "speech.wav"): Promise<string> =>
  textIn(await transcribe(simulator, fileOf(bytes, name)));

/** The letters and characters that stay when an error or two are allowed. */
function likeness(one: string, other: string): number {
  const words = (text: string): string[] => text.match(/[a-z]+|\p{Script=Han}/giu) ?? [];
  const [a, b] = [new Set(words(one)), new Set(words(other))];
  return [...a].filter((word) => b.has(word)).length / Math.max(a.size, b.size);
}

const resampled = (samples: Float32Array, from: number, to: number): Float32Array =>
  Float32Array.from({ length: Math.floor((samples.length * to) / from) }, (_, at) => {
    const place = (at * from) / to;
    const [low, part] = [Math.floor(place), place % 1];
    return (samples[low] ?? 0) * (1 - part) + (samples[low + 1] ?? 0) * part;
  });

/** What a codec for telephones leaves of a sound. */
function throughOpus(samples: Float32Array): Float32Array {
  const opus = new OpusScript(48_000, 1, OpusScript.Application.VOIP);
  opus.setBitrate(16_000);
  const packets: number[] = [];
  const pcm = waveOf(samples, 48_000).subarray(44);
  for (let at = 0; at + 1920 <= pcm.length; at += 1920) {
    const decoded = opus.decode(opus.encode(pcm.subarray(at, at + 1920), 960));
    for (let byte = 0; byte < decoded.length; byte += 2) packets.push(decoded.readInt16LE(byte) / 32_768);
  }
  opus.delete();
  return Float32Array.from(packets);
}

describe("speech of the simulator", () => {
  it.each([
    ["wav", 8000, english],
    ["wav", 44_100, chinese],
    ["mp3", 44_100, english],
    ["mp3", 32_000, chinese],
    ["opus", 48_000, english],
    ["opus", 48_000, chinese],
  ])("is understood as %s of %s Hz: %s", async (response_format, sample_rate, input) => {
    const bytes = await speak(simulator, { input, response_format, sample_rate });
    expect(likeness(await heard(bytes), input)).toBeGreaterThan(0.85);
  });

  it("is understood after it was resampled, made softer, given noise and put through a codec", async () => {
    const samples = samplesOf(await speak(simulator, { input: english, ...wave }));
    const random = ((state) => () => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return state / 1_073_741_824 - 1;
    })(7);
    const noise = loudness(samples) * 0.1;
    const changed = [
      waveOf(resampled(samples, 32_000, 16_000), 16_000),
      waveOf(
        samples.map((sample) => sample * 0.1),
        32_000,
      ),
      waveOf(
        samples.map((sample) => sample + noise * random()),
        32_000,
      ),
      waveOf(throughOpus(resampled(samples, 32_000, 48_000)), 48_000),
    ];
    for (const bytes of changed) expect(likeness(await heard(bytes), english)).toBeGreaterThan(0.8);
  });

  it("gives the words of a part, and of several files in one with silence between", async () => {
    const [one, two] = await Promise.all(
      [english, chinese].map(async (input) => samplesOf(await speak(simulator, { input, ...wave }))),
    );
    const [a, b] = [one ?? new Float32Array(), two ?? new Float32Array()];
    const start = await heard(waveOf(a.slice(0, a.length * 0.4), 32_000));
    expect(start).toMatch(/^The weather is fine today\./);
    expect(start).not.toContain("boats");
    const end = await heard(waveOf(a.slice(a.length * 0.6), 32_000));
    expect(end).toContain("do we not?");
    expect(end).not.toContain("weather");
    const silence = new Float32Array(32_000);
    const all = await heard(waveOf(Float32Array.from([...silence, ...a, ...silence, ...b]), 32_000));
    expect(likeness(all, english + chinese)).toBeGreaterThan(0.85);
    expect(all.indexOf("boats")).toBeLessThan(all.indexOf("茶"));
  });

  it("is known by its own words: the same voice saying other ones is not mistaken for it", async () => {
    const bytes = await speak(simulator, { input: english, ...wave });
    await control(simulator, "POST", "reset");
    for (const input of [
      chinese,
      "Please bring me two cups of coffee and the bill.",
      "Seven birds sat on a wall.",
    ]) {
      await speak(simulator, { input, ...wave });
    }
    expect(await heard(bytes)).toMatch(/^A recording of \d\.\d seconds \(WAVE\)/);
  });

  it("is understood without its marks, and by each model with errors of its own", async () => {
    const hard =
      "Whether the weather is extraordinary or not, their interesting understanding of literature matters greatly everywhere.";
    const bytes = await speak(simulator, { input: `[laughter]${hard}`, ...wave });
    const models = ["FunAudioLLM/SenseVoiceSmall", "TeleAI/TeleSpeechASR"];
    const texts = await Promise.all(
      models.map(async (model) => textIn(await transcribe(simulator, fileOf(bytes, "a.wav"), { model }))),
    );
    expect(texts[0]).not.toBe(texts[1]);
    for (const text of texts) {
      expect(likeness(text, hard)).toBeGreaterThan(0.6);
      expect(text).not.toContain("[");
    }
    expect(textIn(await transcribe(simulator, fileOf(bytes, "a.wav")))).toBe(texts[0]);
  });
});

const tone = (seconds: number, rate = 8000, level = 0.3): Buffer =>
  waveOf(
    Float32Array.from(
      { length: seconds * rate },
      (_, at) => level * Math.sin((at * 2 * Math.PI * 220) / rate),
    ),
    rate,
  );

describe("other sound", () => {
  it("is described, in Chinese for a Chinese name or where it is asked for", async () => {
    expect(await heard(tone(2))).toContain("A recording of 2.0 seconds (WAVE)");
    expect(await heard(tone(2), "会议.wav")).toContain("一段 2.0 秒的录音（WAVE）");
    expect(textIn(await transcribe(simulator, fileOf(tone(2), "a.wav"), { language: "zh" }))).toContain(
      "录音",
    );
  });

  it("is an empty text where it is silent", async () => {
    expect(await heard(tone(3, 8000, 0))).toBe("");
  });
});

describe("a recording that is refused", () => {
  const refusal = async (file: File | string, fields: Record<string, string> = {}): Promise<string> => {
    const answer =
      typeof file === "string"
        ? await post(simulator, "/v1/audio/transcriptions", file)
        : await transcribe(simulator, file, fields);
    expect(answer.status).toBe(400);
    return answer.text;
  };

  it("says what is wrong", async () => {
    const program = Buffer.concat([Buffer.from("MZ\x90\0"), Buffer.alloc(4000, 7)]);
    expect(await refusal(fileOf(program, "song.mp3", "audio/mpeg"))).toContain(
      "file: no sound that can be read",
    );
    expect(await refusal(fileOf(Buffer.alloc(0), "a.wav"))).toContain("file: the file is empty");
    expect(await refusal(fileOf(Buffer.alloc(50 * 1024 * 1024 + 1), "a.wav"))).toContain(
      "file: at most 50 MB",
    );
    expect(await refusal(fileOf(tone(3601, 1000, 0), "a.wav"))).toContain("file: at most one hour");
    expect(await refusal(fileOf(tone(1), "a.wav"), { model: "deepseek-ai/DeepSeek-V3" })).toContain("20012");
    expect(await refusal(fileOf(tone(1), "a.wav"), { model: "" })).toContain("model: ");
    expect(await refusal("{}")).toContain("model: ");
    expect(await refusal('{"model":"FunAudioLLM/SenseVoiceSmall"}')).toContain("file: ");
  });
});

describe("the answer to a recording", () => {
  it("takes its time by the length", async () => {
    const slow = await startSimulator({ transcriptionRate: 10 });
    const timed = async (seconds: number): Promise<number> => {
      const from = performance.now();
      await transcribe(slow, fileOf(tone(seconds), "a.wav"));
      return performance.now() - from;
    };
    await timed(1);
    expect(await timed(6)).toBeGreaterThan(790);
    await slow.close();
  });

  it("can lack its text, and meets the faults of any answer", async () => {
    const file = fileOf(tone(1), "a.wav");
    const answered = async (scenario: string): Promise<unknown> =>
      (await transcribe(simulator, file, {}, scenario)).json;
    expect(await answered("transcript-null")).toEqual({ text: null });
    expect(await answered("transcript-missing")).toEqual({});
    expect(await answered("transcript-empty")).toEqual({ text: "" });
    expect((await transcribe(simulator, file, {}, "error-50602")).status).toBe(429);
    await control(simulator, "POST", "scenario", {
      name: "error-50505",
      match: { path: "/v1/audio/*", model: "TeleAI/TeleSpeechASR" },
    });
    expect((await transcribe(simulator, file, { model: "TeleAI/TeleSpeechASR" })).status).toBe(503);
    expect((await transcribe(simulator, file)).status).toBe(200);
  });

  it("is logged with its fields, and the file without its bytes", async () => {
    await transcribe(simulator, fileOf(tone(1), "a.wav"));
    expect(simulator.requests().at(-1)?.body).toEqual({
      model: "FunAudioLLM/SenseVoiceSmall",
      file: "[a.wav, audio/wav, 16044 bytes]",
    });
  });
});

import type { Simulator } from "@/lib/simulator/simulator";
import { type Answer, readAnswer, testKey } from "@/lib/simulator/test-client";
import { openRecording } from "@/lib/simulator/voice/decode";

/* How the tests of speech, transcripts and voices talk to a simulator, and how they look at sound. */

export const cosyVoice = "FunAudioLLM/CosyVoice2-0.5B";
export const senseVoice = "FunAudioLLM/SenseVoiceSmall";

const headersOf = (scenario?: string, key = testKey): Record<string, string> => ({
  authorization: `Bearer ${key}`,
  ...(scenario === undefined ? {} : { "x-simulator-scenario": scenario }),
});

export function openSpeech(simulator: Simulator, body: object, scenario?: string): Promise<Response> {
  return fetch(`${simulator.url}/v1/audio/speech`, {
    method: "POST",
    headers: { ...headersOf(scenario), "content-type": "application/json" },
    body: JSON.stringify({ model: cosyVoice, voice: `${cosyVoice}:alex`, ...body }),
  });
}

/** The bytes of a speech that must succeed. */
export async function speak(simulator: Simulator, body: object, scenario?: string): Promise<Buffer> {
  const response = await openSpeech(simulator, body, scenario);
  const bytes = Buffer.from(await response.arrayBuffer());
  if (response.status !== 200) throw new Error(`${response.status}: ${bytes.subarray(0, 300)}`);
  return bytes;
}

type Sending = { scenario?: string; key?: string };

export async function postForm(
  simulator: Simulator,
  path: string,
  fields: Record<string, string | File>,
  { scenario, key }: Sending = {},
): Promise<Answer> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  return readAnswer(
    await fetch(simulator.url + path, { method: "POST", headers: headersOf(scenario, key), body }),
  );
}

export function fileOf(bytes: Uint8Array, name: string, type = "audio/wav"): File {
  return new File([new Uint8Array(bytes)], name, { type });
}

export function transcribe(
  simulator: Simulator,
  file: File,
  fields: Record<string, string> = {},
  scenario?: string,
): Promise<Answer> {
  const sending = scenario === undefined ? {} : { scenario };
  return postForm(simulator, "/v1/audio/transcriptions", { model: senseVoice, ...fields, file }, sending);
}

/** A WAV file of one channel of 16 bits. */
export function waveOf(samples: Float32Array, rate: number): Buffer {
  const header = Buffer.alloc(44);
  header.write("RIFF\0\0\0\0WAVEfmt ", "latin1");
  header.writeUInt32LE(36 + samples.length * 2, 4);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(rate, 24);
  header.writeUInt32LE(rate * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write("data", 36, "latin1");
  header.writeUInt32LE(samples.length * 2, 40);
  const data = Int16Array.from(samples, (sample) => Math.max(-1, Math.min(1, sample)) * 32_767);
  return Buffer.concat([header, Buffer.from(data.buffer)]);
}

/** The samples of a WAV file as the simulator writes it. */
export function samplesOf(wave: Buffer): Float32Array<ArrayBuffer> {
  const data = wave.subarray(44);
  return Float32Array.from({ length: data.length >> 1 }, (_, at) => data.readInt16LE(at * 2) / 32_768);
}

export function loudness(samples: Float32Array): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, samples.length));
}

export type Decoded = { container: string; codec: string; seconds: number; rms: number };

/** What a decoder makes of a file: its format, its length, and how loud it is. */
export async function decoded(bytes: Buffer): Promise<Decoded> {
  const recording = await openRecording(bytes);
  if (recording === null) throw new Error("No sound");
  let [sum, count, seconds] = [0, 0, 0];
  for await (const { samples, rate } of recording.sound()) {
    for (const sample of samples) sum += sample * sample;
    count += samples.length;
    seconds += samples.length / rate;
  }
  const { container, codec } = recording;
  return { container, codec, seconds, rms: Math.sqrt(sum / Math.max(1, count)) };
}

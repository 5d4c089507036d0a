import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { wavOf } from "@/lib/core/wav";
import { PcmReader, readWavHeader } from "@/lib/sound/pcm-reader";
import { joinMp3, joinWav, mp3Frames } from "./join-sound";

const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());

/** Samples as their bytes. */
const pcm = (samples: readonly number[]) => new Uint8Array(Int16Array.from(samples).buffer);
const samplesOf = (bytes: Uint8Array) => [...new Int16Array(bytes.slice().buffer)];

/** As SiliconFlow sends it while it does not know the length. */
async function endless(samples: readonly number[], rate = 24_000): Promise<Uint8Array<ArrayBuffer>> {
  const file = await bytesOf(wavOf([pcm(samples)], rate));
  new DataView(file.buffer).setUint32(40, 0xffffffff, true);
  return file;
}

const samples = fc.array(fc.integer({ min: -32_768, max: 32_767 }), { minLength: 1, maxLength: 200 });

describe("sound that comes in pieces", () => {
  test("has the same samples however it is cut", async () => {
    await fc.assert(
      fc.asyncProperty(samples, fc.array(fc.integer({ min: 1, max: 60 })), async (said, cuts) => {
        const file = await endless(said);
        const reader = new PcmReader();
        const heard: number[] = [];
        let at = 0;
        for (const cut of [...cuts, file.length]) {
          heard.push(...reader.push(file.slice(at, at + cut)));
          at += cut;
        }
        expect(reader.rate).toBe(24_000);
        expect(heard.map((sample) => Math.round(sample * 32_768))).toEqual(said);
      }),
    );
  });

  test("ends where its header says, and what stands behind is no sound", async () => {
    const file = await bytesOf(wavOf([pcm([1, 2, 3])], 8000));
    expect(new PcmReader().push(new Uint8Array([...file, 76, 73, 83, 84]))).toHaveLength(3);
  });

  test("is refused when it is no WAV file", () => {
    expect(() => new PcmReader().push(new TextEncoder().encode("<html>not found</html>"))).toThrow();
  });

  test("of two channels becomes one", async () => {
    const file = await bytesOf(wavOf([pcm([100, 300, -100, -300])], 8000, 2));
    const heard = [...new PcmReader().push(file)].map((sample) => Math.round(sample * 32_768));
    expect(heard).toEqual([200, -200]);
  });
});

describe("parts joined into one file", () => {
  test("of WAV have every sample once, in order, and a header that says their length", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(samples, { minLength: 1, maxLength: 5 }), async (parts) => {
        const whole = await bytesOf(joinWav(await Promise.all(parts.map((part) => endless(part)))));
        const header = readWavHeader(whole);
        expect(header).toMatchObject({ rate: 24_000, channels: 1, dataBytes: parts.flat().length * 2 });
        expect(samplesOf(whole.subarray(44))).toEqual(parts.flat());
      }),
    );
  });

  /** A frame of MPEG 1 layer III, 128 kbit/s, 44.1 kHz: 417 bytes. */
  const frame = (fill: number) => {
    const bytes = new Uint8Array(417).fill(fill);
    bytes.set([0xff, 0xfb, 0x90, 0x00]);
    return bytes;
  };
  const concat = (...pieces: Uint8Array[]) => new Uint8Array(pieces.flatMap((piece) => [...piece]));
  const text = (words: string) => new TextEncoder().encode(words);

  test("of MP3 are its frames alone, without tags and the lengths of the parts", async () => {
    const info = frame(0);
    info.set(text("Xing"), 36);
    const id3 = concat(text("ID3"), new Uint8Array([4, 0, 0, 0, 0, 0, 5]), new Uint8Array(5));
    const tag = concat(text("TAG"), new Uint8Array(125));
    const file = concat(id3, info, frame(1), frame(2), tag);
    expect(mp3Frames(file)).toEqual(concat(frame(1), frame(2)));
    const whole = await bytesOf(joinMp3([file, frame(3)]));
    expect(whole).toEqual(concat(frame(1), frame(2), frame(3)));
  });

  test("of MP3 stay as they are when nothing is known of them", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const found = mp3Frames(new Uint8Array(bytes));
        expect(found.length).toBeLessThanOrEqual(bytes.length);
      }),
    );
    expect(mp3Frames(frame(7))).toEqual(frame(7));
  });
});

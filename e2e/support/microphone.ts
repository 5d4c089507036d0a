import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "./fixtures";

/**
 * Gives the browser of a file's tests a microphone. Gives the path of what it hears, a WAV file, which each test writes
 * before it records.
 */
export function withMicrophone(name: string): string {
  const heard = join(tmpdir(), `${name}-${process.env["TEST_PARALLEL_INDEX"] ?? 0}-${process.pid}.wav`);
  test.use({
    permissions: ["microphone", "clipboard-read", "clipboard-write"],
    launchOptions: async ({ launchOptions }, use) =>
      use({
        ...launchOptions,
        args: [
          ...(launchOptions.args ?? []),
          "--use-fake-device-for-media-stream",
          `--use-file-for-fake-audio-capture=${heard}%noloop`,
        ],
      }),
  });
  return heard;
}

/**
 * Writes what the microphone hears: half a second of silence, in which also a busy machine gets its recorder going, and
 * then the sound, a WAV file.
 */
export function hear(heard: string, sound: Buffer): void {
  const header = Buffer.from(sound.subarray(0, 44));
  const silence = Buffer.alloc(header.readUInt32LE(28) / 2); // of its bytes a second
  for (const length of [4, 40]) header.writeUInt32LE(header.readUInt32LE(length) + silence.length, length);
  writeFileSync(heard, Buffer.concat([header, silence, sound.subarray(44)]));
}

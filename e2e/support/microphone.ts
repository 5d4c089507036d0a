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

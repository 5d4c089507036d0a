import { parseArgs } from "node:util";
import { z } from "zod";
import { simulatorOptionsSchema } from "@/lib/simulator/options";
import { startSimulator } from "@/lib/simulator/simulator";

/*
 * The simulator as a program: `tsx lib/simulator/main.ts --port 4010`. Prints its address on one line. When it was
 * forked it also sends {type: "listening", port} and ends with its parent; SIGTERM and SIGINT close it.
 */

const text = { type: "string" } as const;
const flag = { type: "boolean" } as const;

function readOptions(): z.input<typeof simulatorOptionsSchema> {
  const { values } = parseArgs({
    options: {
      port: { ...text, default: "4010" },
      host: text,
      seed: text,
      strict: flag,
      limits: flag,
      "legacy-user-info": flag,
      speed: text,
      "tokens-per-second": text,
      "first-token-ms": text,
      jitter: text,
      "image-ms": text,
      "video-queue-ms": text,
      "video-work-ms": text,
      "speech-first-byte-ms": text,
      "speech-rate": text,
      "transcription-rate": text,
      "vector-ms": text,
      "batch-queue-ms": text,
      "batch-line-ms": text,
      "batch-finalize-ms": text,
      "batch-hour-ms": text,
      "batch-file-ttl-ms": text,
      "media-ttl-ms": text,
      "clip-seconds": text,
    },
  });
  const given = Object.entries(values).map(([flagName, value]) => {
    const name = flagName.replace(/-(\w)/g, (_dash, letter: string) => letter.toUpperCase());
    const isText = typeof value === "boolean" || name === "host" || name === "seed";
    return [name, isText ? value : Number(value)];
  });
  return simulatorOptionsSchema.parse(Object.fromEntries(given));
}

function reasonOf(cause: unknown): string {
  if (cause instanceof z.ZodError) return z.prettifyError(cause);
  return cause instanceof Error ? cause.message : String(cause);
}

try {
  const simulator = await startSimulator(readOptions());
  console.log(`SiliconFlow simulator on ${simulator.url}/v1`);
  process.send?.({ type: "listening", port: simulator.port });
  const stop = async (): Promise<void> => {
    await simulator.close();
    process.exit(0);
  };
  for (const event of ["SIGTERM", "SIGINT", "disconnect"] as const) process.once(event, () => void stop());
} catch (cause) {
  console.error(`The simulator did not start: ${reasonOf(cause)}`);
  process.exitCode = 1;
}

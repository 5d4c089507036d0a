import { type MessagePort, parentPort } from "node:worker_threads";
import { desk } from "@/lib/simulator/voice/desk";

/* Answers the calls of `studio.ts`, each on the port that came with it. */

type Call = { name: keyof typeof desk; args: never[]; port: MessagePort };

parentPort?.on("message", async ({ name, args, port }: Call) => {
  try {
    const task: (...given: never[]) => Promise<unknown> = desk[name];
    port.postMessage({ value: await task(...args) });
  } catch (cause) {
    port.postMessage({ error: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) });
  } finally {
    port.close();
  }
});

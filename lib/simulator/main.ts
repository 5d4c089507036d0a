import { parseArgs } from "node:util";
import { startSimulator } from "@/lib/simulator/simulator";

/*
 * The simulator as a program: `tsx lib/simulator/main.ts --port 4010`. Prints its address on one line. When it was
 * forked it also sends {type: "listening", port} and ends with its parent; SIGTERM and SIGINT close it.
 */

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "4010" },
    host: { type: "string", default: "127.0.0.1" },
    seed: { type: "string" },
    strict: { type: "boolean", default: false },
    limits: { type: "boolean", default: false },
    "legacy-user-info": { type: "boolean", default: false },
    speed: { type: "string", default: "1" },
    "tokens-per-second": { type: "string", default: "60" },
    "first-token-ms": { type: "string", default: "300" },
  },
});

const simulator = await startSimulator({
  port: Number(values.port),
  host: values.host,
  ...(values.seed === undefined ? {} : { seed: values.seed }),
  strict: values.strict,
  limits: values.limits,
  legacyUserInfo: values["legacy-user-info"],
  speed: Number(values.speed),
  tokensPerSecond: Number(values["tokens-per-second"]),
  firstTokenMs: Number(values["first-token-ms"]),
});

console.log(`SiliconFlow simulator on ${simulator.url}/v1`);
process.send?.({ type: "listening", port: simulator.port });

async function stop(): Promise<void> {
  await simulator.close();
  process.exit(0);
}

for (const event of ["SIGTERM", "SIGINT", "disconnect"] as const) process.once(event, () => void stop());

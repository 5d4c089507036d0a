import http from "node:http";
import { monotonicMs, pause } from "./clock";
import { clientDoor, type Door, engineDoor } from "./door";
import { openStream } from "./event-stream";
import type { Measurement } from "./measurement";
import { row } from "./row";
import { percentile } from "./statistics";

const warmUps = 40;
const rounds = 300;
/** The answer to a question is timed while nothing else goes on: what was stored for the last one is done. */
const restMs = 8;

const said = /"(?:delta|content)":"bench"/;

/** Milliseconds from the request to the piece of text that holds the first token. */
async function timeToFirstToken(door: Door, agent: http.Agent): Promise<number> {
  const startedMs = monotonicMs();
  let firstMs: number | undefined;
  let text = "";
  const stream = await openStream({
    url: door.url,
    headers: door.headers(),
    body: door.body("say exactly: bench"),
    agent,
    onText: (piece, atMs) => {
      if (firstMs !== undefined) return;
      text += piece;
      if (said.test(text)) firstMs = atMs;
    },
  });
  await stream.ended;
  if (firstMs === undefined) throw new Error(`${door.url} gave no token (status ${stream.status}): ${text}`);
  return firstMs - startedMs;
}

export const firstToken: Measurement = {
  name: "first-token",
  async measure({ stage }) {
    const simulator = await stage.simulator();
    const server = await stage.server(simulator.url);
    const agent = new http.Agent({ keepAlive: true });
    const direct = clientDoor(simulator.url, "sk-bench");
    const doors = { engine: engineDoor(server.url), client: clientDoor(server.url), direct };
    const times = { engine: [] as number[], client: [] as number[], direct: [] as number[] };
    for (let round = -warmUps; round < rounds; round += 1)
      for (const name of ["engine", "client", "direct"] as const) {
        await pause(restMs);
        const ms = await timeToFirstToken(doors[name], agent);
        if (round >= 0) times[name].push(ms);
      }
    agent.destroy();
    await server.end();
    await simulator.end();
    const figures = (name: "engine" | "client", share: number) => ({
      unit: "ms",
      product: percentile(times[name], share),
      reference: percentile(times.direct, share),
      referenceName: "direct",
    });
    return [
      row({
        name: "first token, run engine, p50",
        ...figures("engine", 0.5),
        goal: { kind: "added", atMost: 5 },
      }),
      row({ name: "first token, run engine, p99", ...figures("engine", 0.99) }),
      row({ name: "first token, /v1, p50", ...figures("client", 0.5), goal: { kind: "added", atMost: 2 } }),
      row({ name: "first token, /v1, p99", ...figures("client", 0.99), goal: { kind: "added", atMost: 15 } }),
    ];
  },
};

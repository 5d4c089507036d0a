import http from "node:http";
import { z } from "zod";
import { control } from "./control";
import { clientDoor, type Door, engineDoor } from "./door";
import { type OpenStream, openStream } from "./event-stream";
import type { Measurement } from "./measurement";
import { row } from "./row";
import { percentile } from "./statistics";

const times = 50;
const prompt = "repeat 2000 words";

const logSchema = z.object({ requests: z.array(z.object({ closedByClient: z.number().nullable() })) });

/** Milliseconds from leaving an answer in its middle to the moment at which the upstream's socket closed. */
async function timeToClose(
  simulatorUrl: string,
  door: Door,
  leave: (stream: OpenStream) => void,
): Promise<number> {
  await control(simulatorUrl, "DELETE", "requests");
  const agent = new http.Agent();
  let began = () => {};
  const words = new Promise<void>((resolve) => {
    began = resolve;
  });
  const onText = (text: string) => {
    if (/"(?:delta|content)":"[^"]/.test(text)) began();
  };
  const body = door.body(prompt);
  const stream = await openStream({ url: door.url, headers: door.headers(), body, agent, onText });
  await words;
  const leftAt = Date.now(); // the simulator's log is in wall clock time too
  leave(stream);
  const log = logSchema.parse(await control(simulatorUrl, "GET", "requests?ended=1&timeoutMs=3000"));
  const closedAt = log.requests[0]?.closedByClient;
  agent.destroy();
  return closedAt == null ? Number.POSITIVE_INFINITY : closedAt - leftAt;
}

export const stopping: Measurement = {
  name: "stopping",
  async measure({ stage }) {
    const simulator = await stage.simulator();
    const server = await stage.server(simulator.url);
    await control(simulator.url, "POST", "pace", { speed: 1, tokensPerSecond: 60, firstTokenMs: 0 });
    const pressStop = (stream: OpenStream) => {
      const url = `${server.url}/api/runs/${stream.header("x-run-id")}/stop`;
      void fetch(url, { method: "POST", headers: { origin: server.url } });
    };
    const leave = (stream: OpenStream) => stream.leave();
    const figures = { engine: [] as number[], client: [] as number[], direct: [] as number[] };
    const close = (door: Door, how: typeof leave) => timeToClose(simulator.url, door, how);
    for (let count = 0; count < times; count += 1) {
      figures.engine.push(await close(engineDoor(server.url), pressStop));
      figures.client.push(await close(clientDoor(server.url), leave));
      figures.direct.push(await close(clientDoor(simulator.url, "sk-bench"), leave));
    }
    await server.end();
    await simulator.end();
    const worst = (name: "engine" | "client") => ({
      unit: "ms",
      product: percentile(figures[name], 1),
      reference: percentile(figures.direct, 1),
      referenceName: "direct",
      goal: { kind: "figure" as const, atMost: 250 },
      note: `p50 ${percentile(figures[name], 0.5)} ms`,
    });
    return [
      row({ name: `Stop → upstream closed, max of ${times}`, ...worst("engine") }),
      row({ name: `/v1 client leaves → upstream closed, max of ${times}`, ...worst("client") }),
    ];
  },
};

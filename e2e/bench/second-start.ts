import type { Measurement } from "./measurement";
import { row } from "./row";
import { median } from "./statistics";

const rounds = 3;

export const secondStart: Measurement = {
  name: "second-start",
  async measure({ stage }) {
    const rig = await stage.rig();
    const dataDirectory = stage.folder();
    const start = async () => {
      const startedMs = performance.now();
      const server = await stage.server(rig.url, dataDirectory, true);
      const readyMs = performance.now() - startedMs;
      await server.end();
      return readyMs / 1000;
    };
    const first = await start();
    const seconds: number[] = [];
    for (let round = 0; round < rounds; round += 1) seconds.push(await start());
    await rig.end();
    return [
      row({
        name: "second npm start until ready",
        unit: "s",
        product: median(seconds),
        reference: first,
        referenceName: "first, empty data",
        goal: { kind: "figure", atMost: 2 },
      }),
    ];
  },
};

import { pause } from "./clock";
import { engineDoor } from "./door";
import type { Measurement } from "./measurement";
import { residentMb } from "./process-meter";
import { row } from "./row";
import { readStamped } from "./stamped-streams";

const load = { streams: 300, frames: 50, everyMs: 100 };
const quietMs = 3000;

export const memory: Measurement = {
  name: "memory",
  async measure({ stage }) {
    const rig = await stage.rig();
    const dataDirectory = stage.folder();
    const first = await stage.server(rig.url, dataDirectory);
    await pause(quietMs);
    const creating = residentMb(first.pid); // this process has made the database too
    await first.end();
    const server = await stage.server(rig.url, dataDirectory);
    await pause(quietMs);
    const idle = residentMb(server.pid);
    let open: number | undefined;
    const { errors } = await readStamped(engineDoor(server.url), load, async () => {
      await pause(2500);
      open = residentMb(server.pid);
    });
    await pause(quietMs);
    const after = residentMb(server.pid);
    await server.end();
    await rig.end();
    const figures = { unit: "MB", reference: idle, referenceName: "idle" };
    return [
      row({ name: "memory, idle", unit: "MB", product: idle, goal: { kind: "figure", atMost: 300 } }),
      row({ name: "memory, idle, first start of all", ...figures, product: creating }),
      row({ name: `memory, ${load.streams} open runs`, ...figures, product: open }),
      row({ name: `memory, 3 s after they ended`, ...figures, product: after }),
      row({
        name: "broken or incomplete streams",
        unit: `of ${load.streams}`,
        product: errors,
        goal: { kind: "figure", atMost: 0 },
      }),
    ];
  },
};

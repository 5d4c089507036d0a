import { pause } from "./clock";
import { clientDoor, type Door, engineDoor } from "./door";
import type { Measurement } from "./measurement";
import { cpuMs, watchOthers } from "./process-meter";
import { row } from "./row";
import type { Running } from "./stage";
import { readStamped } from "./stamped-streams";
import { median, percentile, sum } from "./statistics";

const load = { streams: 200, frames: 200, everyMs: 20 };
const warmUp = { streams: 60, frames: 60, everyMs: 20 };
const rounds = 5;
/** Rounds in which other programs took more than a third of a core are repeated, but not for ever. */
const mostRounds = 6;
const mostOthers = 1 / 3;
/** What a relay stores after the last byte belongs to its cost. */
const settleMs = 400;

type Relay = { name: string; door: Door; process: Running | undefined };

type Round = {
  cpu: number | undefined;
  delay: number | undefined;
  first50: number | undefined;
  first99: number | undefined;
  errors: number;
};

async function measureRound({ door, process }: Relay): Promise<Round> {
  const before = process && cpuMs(process.pid);
  const { delays, firstFrames, errors } = await readStamped(door, load);
  await pause(settleMs);
  const after = process && cpuMs(process.pid);
  const cpu = before === undefined || after === undefined ? undefined : after - before;
  return {
    cpu: cpu === undefined ? undefined : (cpu / (load.streams * load.frames)) * 10_000,
    delay: percentile(delays, 0.5),
    first50: percentile(firstFrames, 0.5),
    first99: percentile(firstFrames, 0.99),
    errors,
  };
}

/** Every relay once a round, so that whatever else the machine does meets all of them. */
async function measureRounds(relays: readonly Relay[], pids: number[], note: (text: string) => void) {
  const kept = new Map<string, Round[]>(relays.map(({ name }) => [name, []]));
  let count = 0;
  let keptBusy = 0;
  for (let tried = 1; tried <= mostRounds && count < rounds; tried += 1) {
    const others = watchOthers(pids);
    const round: [string, Round][] = [];
    for (const relay of relays) round.push([relay.name, await measureRound(relay)]);
    const cores = others() ?? 0;
    note(`relaying, round ${tried}: other programs took ${cores.toFixed(2)} cores`);
    const busy = cores > mostOthers;
    // Better disturbed figures, marked as such, than too few.
    if (busy && mostRounds - tried >= rounds - count) continue;
    count += 1;
    if (busy) keptBusy += 1;
    for (const [name, figures] of round) kept.get(name)?.push(figures);
  }
  return { kept, keptBusy };
}

export const relaying: Measurement = {
  name: "relaying",
  async measure({ stage, note }) {
    const rig = await stage.rig();
    const nginx = await stage.nginx(rig.url);
    const server = await stage.server(rig.url);
    const relays: Relay[] = [
      { name: "direct", door: clientDoor(rig.url), process: undefined },
      ...(nginx ? [{ name: "nginx", door: clientDoor(nginx.url), process: nginx }] : []),
      { name: "client", door: clientDoor(server.url), process: server },
      { name: "engine", door: engineDoor(server.url), process: server },
    ];
    for (const { door } of relays) await readStamped(door, warmUp);
    const pids = [rig.pid, server.pid, ...(nginx ? [nginx.pid] : [])];
    const { kept, keptBusy } = await measureRounds(relays, pids, note);
    for (const running of [server, nginx, rig]) await running?.end();

    const of = (name: string, figure: keyof Round) =>
      median((kept.get(name) ?? []).flatMap((round) => round[figure] ?? []));
    const toDirect = (name: string, figure: keyof Round) => ({
      unit: "ms",
      product: of(name, figure),
      reference: of("direct", figure),
      referenceName: "direct",
    });
    const toNginx = (name: string) => ({
      unit: "ms / 10,000 frames",
      product: of(name, "cpu"),
      reference: of("nginx", "cpu"),
      referenceName: nginx ? "nginx" : "nginx is not installed",
    });
    const at = `${load.streams} streams`;
    const noted = keptBusy > 0 ? { note: `other programs were busy in ${keptBusy} of ${rounds} rounds` } : {};
    return [
      row({
        name: `frame delay p50, run engine, ${at}`,
        ...toDirect("engine", "delay"),
        goal: { kind: "figure", atMost: 35 },
        ...noted,
      }),
      row({
        name: `frame delay p50, /v1, ${at}`,
        ...toDirect("client", "delay"),
        goal: { kind: "figure", atMost: 1 },
      }),
      ...(nginx
        ? [
            row({
              name: `frame delay p50, nginx, ${at}`,
              ...toDirect("nginx", "delay"),
              note: "for comparison",
            }),
          ]
        : []),
      row({ name: `first frame p50, run engine, ${at}`, ...toDirect("engine", "first50") }),
      row({
        name: `first frame p50, /v1, ${at}`,
        ...toDirect("client", "first50"),
        goal: { kind: "added", atMost: 2 },
      }),
      row({
        name: `first frame p99, /v1, ${at}`,
        ...toDirect("client", "first99"),
        goal: { kind: "added", atMost: 15 },
      }),
      row({ name: `CPU, run engine, ${at}`, ...toNginx("engine"), goal: { kind: "ratio", atMost: 5 } }),
      row({ name: `CPU, /v1, ${at}`, ...toNginx("client"), goal: { kind: "ratio", atMost: 3 } }),
      row({
        name: `broken or incomplete streams, both doors`,
        unit: `of ${2 * load.streams * (kept.get("engine")?.length ?? 0)}`,
        product: sum(
          ["engine", "client"].flatMap((name) => (kept.get(name) ?? []).map(({ errors }) => errors)),
        ),
        goal: { kind: "figure", atMost: 0 },
      }),
    ];
  },
};

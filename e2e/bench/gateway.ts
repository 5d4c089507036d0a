import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import http from "node:http";
import path from "node:path";
import { pause } from "./clock";
import { clientDoor, type Door, portkeyDoor } from "./door";
import type { Context, Measurement } from "./measurement";
import { cpuMs, mostDuring, residentMb } from "./process-meter";
import { type Goal, type Row, row } from "./row";
import type { Running, Stage } from "./stage";
import { readStamped } from "./stamped-streams";
import { median, percentile, sum } from "./statistics";

const key = "sk-bench-0123456789abcdef";
/** How many streams at once, and how many rounds of them; 1,000 warm nothing up and are measured once. */
const loads = [
  { streams: 1, rounds: 5 },
  { streams: 50, rounds: 3 },
  { streams: 200, rounds: 5 },
  { streams: 1000, rounds: 1 },
] as const;
const frames = { frames: 200, everyMs: 20 };
/** A server runs for months: by then Node has compiled what is called often, after a few hundred calls not yet. */
const warmUp = { rounds: 4, load: { streams: 200, frames: 60, everyMs: 20 } };
const settleMs = 400;
const stalled = { readers: 50, forMs: 8000 };
const uploadMegabytes = 1024;

/** Shows what of a ratio to nginx is Node's own. */
const bareName = "bare Node";
/** What `/v1` may cost at 200 streams, as a multiple of another relay. */
const most: Record<string, number> = { nginx: 3, portkey: 0.5 };

function goalOver(name: string, streams: number): { goal?: Goal } {
  const atMost = most[name];
  return streams === 200 && atMost !== undefined ? { goal: { kind: "ratio", atMost } } : {};
}

type Relay = { name: string; door: Door; process: Running | undefined };
type Round = { cpu: number; first: number[]; errors: number; most: number | undefined };

/** The server with a key that has every limit, all of them out of reach: each is kept account of. */
async function keyedServer(stage: Stage, upstreamUrl: string): Promise<Running> {
  const folder = stage.folder();
  const limits = {
    requestsPerMinute: 1e6,
    tokensPerMinute: 1e9,
    yuanPerDay: 1e6,
    yuanPerMonth: 1e6,
    streamsAtOnce: 1e5,
  };
  const sha256 = createHash("sha256").update(key).digest("hex");
  const keys = [{ name: "bench", sha256, ...limits }];
  writeFileSync(path.join(folder, "keys.json"), JSON.stringify({ keys }));
  return stage.server(upstreamUrl, folder);
}

async function measureRound({ door, process }: Relay, streams: number): Promise<Round> {
  const pid = process?.pid ?? 0;
  const before = cpuMs(pid) ?? 0;
  const reading = readStamped(door, { streams, ...frames });
  const most = await mostDuring(pid, reading);
  await pause(settleMs);
  const { firstFrames, errors } = await reading;
  const cpu = ((cpuMs(pid) ?? 0) - before) / ((streams * frames.frames) / 10_000);
  return { cpu, first: firstFrames, errors, most };
}

/** Every relay once a round, so that whatever else the machine does meets all of them. */
async function measureLoad(relays: readonly Relay[], load: (typeof loads)[number], note: Context["note"]) {
  const rounds = new Map<string, Round[]>(relays.map(({ name }) => [name, []]));
  for (let count = 1; count <= load.rounds; count += 1) {
    note(`gateway: ${load.streams} streams, round ${count} of ${load.rounds}`);
    for (const relay of relays) rounds.get(relay.name)?.push(await measureRound(relay, load.streams));
  }
  const first = (name: string, share: number) =>
    median((rounds.get(name) ?? []).flatMap((round) => percentile(round.first, share) ?? []));
  const cpu = (name: string) => median((rounds.get(name) ?? []).map((round) => round.cpu));
  const most = (name: string) => median((rounds.get(name) ?? []).flatMap((round) => round.most ?? []));
  const errors = (name: string) => sum((rounds.get(name) ?? []).map((round) => round.errors));
  return { first, cpu, most, errors };
}

type Figures = Awaited<ReturnType<typeof measureLoad>>;

function loadRows(
  { streams }: (typeof loads)[number],
  { first, cpu, most, errors }: Figures,
  others: string[],
): Row[] {
  const at = `${streams} stream${streams === 1 ? "" : "s"}`;
  const compared = others.map((name) => `${name} ${first(name, 0.5)?.toFixed(1) ?? "n.a."} ms`).join(", ");
  const direct = (share: number) => ({
    unit: "ms",
    product: first("/v1", share),
    reference: first("direct", share),
    referenceName: "direct",
  });
  const many = streams === 1000;
  return [
    row({
      name: `first frame p50, /v1 with a limited key, ${at}`,
      ...direct(0.5),
      goal: many ? { kind: "figure", atMost: 100 } : { kind: "added", atMost: 2 },
      note: compared,
    }),
    row({
      name: `first frame p99, /v1, ${at}`,
      ...direct(0.99),
      ...(!many && { goal: { kind: "added", atMost: 15 } }),
    }),
    ...others.map((name) =>
      row({
        name: `CPU, /v1 to ${name}, ${at}`,
        unit: "ms / 10,000 frames",
        product: cpu("/v1"),
        reference: cpu(name),
        referenceName: name,
        ...goalOver(name, streams),
      }),
    ),
    row({
      name: `memory, /v1, ${at}`,
      unit: "MB",
      product: most("/v1"),
      ...(many && { goal: { kind: "figure", atMost: 200 } }),
      note: others.map((name) => `${name} ${most(name)?.toFixed(0) ?? "n.a."} MB`).join(", "),
    }),
    row({
      name: `broken or incomplete streams, ${at}`,
      unit: "",
      product: errors("/v1"),
      goal: { kind: "figure", atMost: 0 },
      note: others.map((name) => `${name} ${errors(name)}`).join(", "),
    }),
  ];
}

/** Readers that read nothing of an endless stream: what the server holds for them. */
async function stalledReaders(server: Running): Promise<Row> {
  const before = residentMb(server.pid);
  const agent = new http.Agent({ maxSockets: Number.POSITIVE_INFINITY });
  const { url, headers, body } = clientDoor(server.url, key);
  const requests = Array.from({ length: stalled.readers }, () => {
    const request = http.request(url, {
      method: "POST",
      agent,
      headers: { "content-type": "application/json", ...headers() },
    });
    request.on("response", (response) => response.pause().on("error", () => {}));
    request.on("error", () => {});
    return request.end(JSON.stringify(body("bench flood")));
  });
  const most = await mostDuring(server.pid, pause(stalled.forMs));
  for (const request of requests) request.destroy();
  agent.destroy();
  return row({
    name: `memory, ${stalled.readers} readers that do not read an endless stream`,
    unit: "MB",
    product: most,
    reference: before,
    referenceName: "before",
    goal: { kind: "added", atMost: 150 },
  });
}

const boundary = "bench-0123456789";

/** A form with one file, made while it is sent. */
async function* form(megabytes: number): AsyncGenerator<Buffer> {
  const field = (name: string, more = "") =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${more}\r\n`;
  yield Buffer.from(`${field("purpose")}\r\nbatch\r\n`);
  yield Buffer.from(`${field("file", '; filename="x.jsonl"')}Content-Type: application/jsonl\r\n\r\n`);
  const piece = Buffer.alloc(1024 * 1024, "{}\n");
  for (let sent = 0; sent < megabytes; sent += 1) yield piece;
  yield Buffer.from(`\r\n--${boundary}--\r\n`);
}

function upload(url: string, megabytes: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${key}`,
      "content-type": `multipart/form-data; boundary=${boundary}`,
    };
    const request = http.request(`${url}/v1/files`, { method: "POST", headers }, (response) => {
      let said = "";
      response.setEncoding("utf8").on("data", (text: string) => {
        said += text;
      });
      response.on("end", () => resolve(said)).on("error", reject);
    });
    request.on("error", reject);
    const pieces = form(megabytes);
    const next = async () => {
      for await (const piece of pieces)
        if (!request.write(piece)) await new Promise<void>((drained) => request.once("drain", drained));
      request.end();
    };
    next().catch(reject);
  });
}

async function uploadRow(server: Running): Promise<Row> {
  await upload(server.url, 32);
  await pause(2000);
  const before = residentMb(server.pid);
  const sent = upload(server.url, uploadMegabytes);
  const most = await mostDuring(server.pid, sent);
  const said = await sent;
  if (!said.includes("file-bench")) throw new Error(`It was not uploaded: ${said.slice(0, 500)}`);
  return row({
    name: `memory while ${uploadMegabytes} MB go through /v1/files`,
    unit: "MB",
    product: most,
    reference: before,
    referenceName: "before",
    goal: { kind: "added", atMost: 64 },
  });
}

export const gateway: Measurement = {
  name: "gateway",
  async measure({ stage, note }) {
    const rig = await stage.rig();
    const nginx = await stage.nginx(rig.url);
    const bare = await stage.bareRelay(rig.url);
    const portkey = await stage.portkey();
    const server = await keyedServer(stage, rig.url);
    const relays: Relay[] = [
      { name: "direct", door: clientDoor(rig.url), process: undefined },
      ...(nginx ? [{ name: "nginx", door: clientDoor(nginx.url), process: nginx }] : []),
      { name: bareName, door: clientDoor(bare.url), process: bare },
      ...(portkey ? [{ name: "portkey", door: portkeyDoor(portkey.url, rig.url), process: portkey }] : []),
      { name: "/v1", door: clientDoor(server.url, key), process: server },
    ];
    for (const { door } of relays)
      for (let count = 0; count < warmUp.rounds; count += 1) await readStamped(door, warmUp.load);
    const others = relays.map(({ name }) => name).filter((name) => name !== "direct" && name !== "/v1");
    const rows: Row[] = [];
    for (const load of loads) rows.push(...loadRows(load, await measureLoad(relays, load, note), others));
    rows.push(await stalledReaders(server), await uploadRow(server));
    for (const running of [server, portkey, bare, nginx, rig]) await running?.end();
    return rows;
  },
};

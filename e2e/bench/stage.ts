import { type ChildProcess, fork, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { startParameters } from "../support/start-command";
import { pause } from "./clock";

export const root = fileURLToPath(new URL("../..", import.meta.url));
const rigFile = fileURLToPath(import.meta.resolve("./rig-upstream.ts"));
const bareRelayFile = fileURLToPath(import.meta.resolve("./bare-relay.ts"));
const nginxProgram = process.env["NGINX_PATH"] ?? "nginx";
/**
 * A folder in which `npm i @portkey-ai/gateway` was run; without one its rows are left out. Its 1.15.2 answers streams only
 * with `"overrides": { "@hono/node-server": "1.12.2" }`: with newer ones it writes into fetch's own headers (TypeError: immutable).
 */
const portkeyFolder = process.env["PORTKEY_PATH"];
const startLimitMs = 30_000;

/** A program that was started for a measurement. */
export type Running = { url: string; pid: number; end: () => Promise<void> };

const canListen = (port: number) =>
  new Promise<boolean>((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });

/** Settings of the person who runs the benchmark must neither change the product nor reach a real service. */
function environment(settings: Record<string, string>) {
  const product = /^(SILICONFLOW_|SIMULATOR_|UPSTREAM_|SF_BASE|ALLOW_|HOST$|PORT$|DATA_DIR$|NODE_ENV$)/;
  const kept = Object.entries(process.env).filter(([name]) => !product.test(name));
  const fixed = { NODE_ENV: "production" as const, LOG_LEVEL: "warn", HOST: "127.0.0.1" };
  return { ...Object.fromEntries(kept), ...fixed, ...settings };
}

async function untilOk(url: string, child: ChildProcess): Promise<void> {
  const limit = performance.now() + startLimitMs;
  while (child.exitCode === null && performance.now() < limit) {
    const ready = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return;
    await pause(20);
  }
  throw new Error(`${url} did not answer.`);
}

/** Starts the programs of a measurement, on loopback, and takes every one of them and their folders away again. */
export class Stage {
  private readonly children = new Set<ChildProcess>();
  private readonly folders = new Set<string>();
  private nextPort = 5200;

  folder(): string {
    const folder = mkdtempSync(path.join(tmpdir(), "bench-"));
    this.folders.add(folder);
    return folder;
  }

  async port(): Promise<number> {
    for (let tried = 0; tried < 100; tried += 1) {
      const port = this.nextPort;
      this.nextPort = port === 5299 ? 5200 : port + 1;
      if (await canListen(port)) return port;
    }
    throw new Error("No port between 5200 and 5299 is free.");
  }

  /** The production server, as `npm start` starts it. */
  async server(upstreamUrl: string, dataDirectory = this.folder(), throughNpm = false): Promise<Running> {
    const port = await this.port();
    const url = `http://127.0.0.1:${port}`;
    const settings = { PORT: String(port), DATA_DIR: dataDirectory, SIMULATOR_URL: `${upstreamUrl}/v1` };
    const [command, parameters] = throughNpm
      ? ["npm", ["start", "--silent"]]
      : [process.execPath, startParameters];
    const child = spawn(command, parameters, {
      cwd: root,
      env: environment(settings),
      stdio: "ignore",
      detached: throughNpm, // so that one signal reaches npm, its shell and the server
      shell: throughNpm && process.platform === "win32",
    });
    return this.ready(child, url, `${url}/api/ready`, throughNpm);
  }

  async simulator(): Promise<Running> {
    const port = await this.port();
    const child = spawn(
      process.execPath,
      ["--import", "tsx", "lib/simulator/main.ts", "--port", String(port), "--speed", "0"],
      { cwd: root, env: environment({}), stdio: "ignore" },
    );
    const url = `http://127.0.0.1:${port}`;
    return this.ready(child, url, `${url}/__control/scenarios`);
  }

  /** The upstream that writes at an exact pace. */
  async rig(): Promise<Running> {
    const port = await this.port();
    const child = fork(rigFile, [String(port)], { cwd: root, execArgv: ["--import", "tsx"] });
    const url = `http://127.0.0.1:${port}`;
    return this.ready(child, url, `${url}/v1/models`);
  }

  /** A relay in Node that does nothing else, before the given upstream. */
  async bareRelay(upstreamUrl: string): Promise<Running> {
    const port = await this.port();
    const parameters = [String(port), upstreamUrl];
    const child = fork(bareRelayFile, parameters, { cwd: root, execArgv: ["--import", "tsx"] });
    const url = `http://127.0.0.1:${port}`;
    return this.ready(child, url, `${url}/v1/models`);
  }

  /** nginx before the given upstream, held back by nothing; nothing where it is not installed. */
  async nginx(upstreamUrl: string): Promise<Running | undefined> {
    if (spawnSync(nginxProgram, ["-v"]).error) return undefined;
    const port = await this.port();
    const folder = this.folder();
    const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
    writeFileSync(
      path.join(folder, "nginx.conf"),
      `daemon off; master_process off; pid ${folder}/pid; error_log ${folder}/error.log;
events { worker_connections 4096; }
http {
  access_log off;
  ${temporary.map((name) => `${name}_temp_path ${folder}/${name};`).join(" ")}
  upstream rig { server ${new URL(upstreamUrl).host}; keepalive 512; }
  server {
    listen 127.0.0.1:${port};
    location / { proxy_pass http://rig; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_buffering off; }
  }
}`,
    );
    const parameters = [
      "-p",
      folder,
      "-c",
      path.join(folder, "nginx.conf"),
      "-e",
      path.join(folder, "error.log"),
    ];
    const child = spawn(nginxProgram, parameters, { stdio: "ignore" });
    const url = `http://127.0.0.1:${port}`;
    return this.ready(child, url, `${url}/v1/models`);
  }

  /** Another gateway in Node, the one that is best known; nothing where it is not installed. */
  async portkey(): Promise<Running | undefined> {
    if (!portkeyFolder) return undefined;
    const port = await this.port();
    const program = path.join(portkeyFolder, "node_modules/@portkey-ai/gateway/build/start-server.js");
    const child = spawn(process.execPath, [program, `--port=${port}`, "--headless"], {
      env: environment({}),
      stdio: "ignore",
    });
    const url = `http://127.0.0.1:${port}`;
    return this.ready(child, url, url);
  }

  /** Ends whatever is still running, at once. */
  dispose(): void {
    for (const child of this.children) this.kill(child, "SIGKILL");
    this.children.clear();
    for (const folder of this.folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    this.folders.clear();
  }

  private readonly groups = new WeakSet<ChildProcess>();

  private async ready(child: ChildProcess, url: string, readyUrl: string, group = false): Promise<Running> {
    this.children.add(child);
    if (group) this.groups.add(child);
    child.on("error", () => {}); // no such program: then it never gets ready
    await untilOk(readyUrl, child);
    const end = async () => {
      const gone = child.exitCode === null && child.signalCode === null ? once(child, "exit") : undefined;
      this.kill(child, "SIGINT");
      await Promise.race([gone, pause(5000)]);
      this.kill(child, "SIGKILL");
      this.children.delete(child);
    };
    return { url, pid: child.pid ?? 0, end };
  }

  private kill(child: ChildProcess, signal: NodeJS.Signals): void {
    if (child.pid === undefined) return;
    try {
      if (this.groups.has(child) && process.platform !== "win32") process.kill(-child.pid, signal);
      else if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    } catch {
      // it has gone already
    }
  }
}

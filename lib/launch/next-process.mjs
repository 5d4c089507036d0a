// Runs Next inside this very process: a grandchild would outlive npm and hold the port and the database.
import http from "node:http";
import { createRequire, syncBuiltinESMExports } from "node:module";
import path from "node:path";
import { root } from "./ensure.mjs";
import { startSimulatorProcess } from "./simulator-process.mjs";

const require = createRequire(import.meta.url);

/** Node ends every request after 300 s and Next has no option for it; long uploads and streams need more. */
function liftRequestTimeout() {
  const create = http.createServer;
  http.createServer = (...parameters) => {
    const server = create(...parameters);
    server.requestTimeout = 0;
    return server;
  };
  syncBuiltinESMExports();
}

/** When npm is killed it does not always pass the signal on. */
function leaveWithParent() {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, "SIGTERM");
  }, 500).unref();
}

/** Without a key and without a named upstream the built-in simulator answers. */
async function provideUpstream() {
  const { SILICONFLOW_API_KEY, SILICONFLOW_BASE_URL, SF_BASE, SIMULATOR_URL } = process.env;
  if ([SILICONFLOW_API_KEY, SILICONFLOW_BASE_URL, SF_BASE, SIMULATOR_URL].some((value) => value?.trim()))
    return;
  process.env.SIMULATOR_URL = await startSimulatorProcess();
}

/** Starts `next start` or `next dev` with the settings of `.env` files and the environment. */
export async function runNext(command) {
  process.chdir(root);
  const dev = command === "dev";
  process.env.NODE_ENV = dev ? "development" : "production";
  require("@next/env").loadEnvConfig(root, dev);
  process.env.NEXT_TELEMETRY_DISABLED = "1";
  process.env.NEXT_MANUAL_SIG_HANDLE = dev ? "" : "1"; // instrumentation.ts drains the runs first
  await provideUpstream();
  liftRequestTimeout();
  leaveWithParent();
  const host = process.env.HOST?.trim() || "127.0.0.1";
  const port = process.env.PORT?.trim() || "3000";
  process.argv.splice(2, process.argv.length, command, "-p", port, "-H", host);
  await import(path.join(root, "node_modules/next/dist/bin/next"));
}

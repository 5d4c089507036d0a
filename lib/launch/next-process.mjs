// Runs Next inside this very process: a grandchild would outlive npm and hold the port and the database.
import http from "node:http";
import { createRequire, syncBuiltinESMExports } from "node:module";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { root } from "./ensure.mjs";
import { provideUpstream } from "./upstream.mjs";

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

/** Says in one line what Next would say in a stack trace. */
function requireFreePort(host, port) {
  return new Promise((resolve) => {
    const probe = http.createServer();
    probe.once("error", (error) => {
      const reason = error.code === "EADDRINUSE" ? "is in use" : `cannot be listened on (${error.code})`;
      console.error(`${host}:${port} ${reason}. Set another PORT or HOST, or stop what listens there.`);
      process.exit(1);
    });
    probe.listen(Number(port), host, () => probe.close(resolve));
  });
}

/** Prints the address as soon as it answers. */
async function announce(host, port) {
  const shown = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
  const address = `http://${shown.includes(":") ? `[${shown}]` : shown}:${port}`;
  const answers = () =>
    fetch(`${address}/api/health`).then(
      (reply) => reply.ok,
      () => false,
    );
  while (!(await answers())) await wait(100);
  const demo = process.env.SIMULATOR_URL
    ? " (demo mode: no API key is set, the built-in simulator answers)"
    : "";
  console.log(`\nSiliconFlow Playground is at ${address}${demo}`);
}

/** Starts `next start` or `next dev` with the settings of `.env` files and the environment. */
export async function runNext(command) {
  process.chdir(root);
  const dev = command === "dev";
  process.env.NODE_ENV = dev ? "development" : "production";
  require("@next/env").loadEnvConfig(root, dev);
  process.env.NEXT_TELEMETRY_DISABLED = "1";
  process.env.NEXT_MANUAL_SIG_HANDLE = dev ? "" : "1"; // instrumentation.ts drains the runs first
  const host = process.env.HOST?.trim() || "127.0.0.1";
  const port = process.env.PORT?.trim() || "3000";
  await requireFreePort(host, port);
  // `next dev` gives its child the environment as it was before the .env files were read.
  if (await provideUpstream())
    require("@next/env").updateInitialEnv({ SIMULATOR_URL: process.env.SIMULATOR_URL });
  liftRequestTimeout();
  leaveWithParent();
  void announce(host, port);
  process.argv.splice(2, process.argv.length, command, "-p", port, "-H", host);
  await import(path.join(root, "node_modules/next/dist/bin/next"));
}

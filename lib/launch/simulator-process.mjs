// Starts the simulator as a process of its own that ends with this one.
import { fork } from "node:child_process";
import path from "node:path";
import { root } from "./ensure.mjs";

/** Resolves with the simulator's base URL as soon as it listens; port 0 lets the system choose. */
export function startSimulatorProcess(parameters = ["--port", "0"]) {
  const child = fork(path.join(root, "lib/simulator/main.ts"), parameters, {
    cwd: root,
    execArgv: ["--import", "tsx"],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  return new Promise((resolve, reject) => {
    child.once("message", (message) => resolve(`http://127.0.0.1:${message.port}/v1`));
    child.once("exit", (code) => reject(new Error(`The simulator ended with code ${code}.`)));
  });
}

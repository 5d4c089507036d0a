// npm run simulator [-- --port 4010 --seed 7 --strict]: the simulator alone, for other programs.
import { spawn } from "node:child_process";
import path from "node:path";
import { ensureDependencies, root } from "./ensure.mjs";

ensureDependencies();
const main = path.join(root, "lib/simulator/main.ts");
const child = spawn(process.execPath, ["--import", "tsx", main, ...process.argv.slice(2)], {
  cwd: root,
  stdio: "inherit",
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code) => process.exit(code ?? 0));

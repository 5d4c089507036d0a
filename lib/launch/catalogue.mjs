// npm run catalogue: how SiliconFlow's list of models differs from the catalogue (0: not at all, 1: it does, 2: unknown).
import { fork } from "node:child_process";
import { createRequire } from "node:module";
import { ensureDependencies, root } from "./ensure.mjs";
import { provideUpstream } from "./upstream.mjs";

ensureDependencies();
process.chdir(root);
createRequire(import.meta.url)("@next/env").loadEnvConfig(root, false, { info() {}, error: console.error });
await provideUpstream();
const child = fork("lib/services/server/check-catalogue.ts", {
  cwd: root,
  execArgv: ["--conditions=react-server", "--import", "tsx"],
});
child.on("exit", (code) => process.exit(code ?? 2));

// npm run key: makes, lists and removes the keys with which other programs come.
import { fork } from "node:child_process";
import { createRequire } from "node:module";
import { ensureDependencies, root } from "./ensure.mjs";

ensureDependencies();
process.chdir(root);
createRequire(import.meta.url)("@next/env").loadEnvConfig(root, false, { info() {}, error: console.error });
const child = fork("lib/keys/server/key-command.ts", process.argv.slice(2), {
  cwd: root,
  execArgv: ["--conditions=react-server", "--import", "tsx"],
});
child.on("exit", (code) => process.exit(code ?? 1));

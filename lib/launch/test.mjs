// npm test: every gate in one order, the same here and in CI. The first red one ends it.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { ensureBrowser, ensureBuild, ensureDependencies, ensureHeadlessShell, root } from "./ensure.mjs";

ensureDependencies();
const chromium = await ensureBrowser();
const browsers = { CHROMIUM_PATH: chromium, HEADLESS_SHELL_PATH: ensureHeadlessShell(chromium) };
ensureBuild();

const gates = [
  ["lint and format", "@biomejs/biome/bin/biome", "ci", "--error-on-warnings"],
  ["types", "typescript/bin/tsc", "--noEmit"],
  ["dead code", "knip/bin/knip.js"],
  ["unit tests", "vitest/vitest.mjs", "run"],
  ["journeys", "@playwright/test/cli.js", "test", "--config", "e2e/playwright.config.ts"],
];

for (const [name, script, ...parameters] of gates) {
  console.log(`\n── ${name}`);
  const { status } = spawnSync(process.execPath, [path.join(root, "node_modules", script), ...parameters], {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, ...browsers, NEXT_TELEMETRY_DISABLED: "1" },
  });
  if (status !== 0) process.exit(status ?? 1);
}

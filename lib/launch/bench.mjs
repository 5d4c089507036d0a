// npm run bench [-- --json] [-- --only relaying]: measures the production build against the goals (e2e/bench).
import { fork } from "node:child_process";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { ensureBrowser, ensureBuild, ensureDependencies, root } from "./ensure.mjs";

const { json, only = [] } = parseArgs({
  options: { json: { type: "boolean" }, only: { type: "string", multiple: true } },
}).values;

ensureDependencies();
const chromium = await ensureBrowser();
ensureBuild();

const rows = [];
const failures = [];

const child = fork(
  fileURLToPath(import.meta.resolve("../../e2e/bench/main.ts")),
  only.flatMap((name) => ["--only", name]),
  { cwd: root, execArgv: ["--import", "tsx"], env: { ...process.env, CHROMIUM_PATH: chromium } },
);

child.on("message", (message) => {
  if (message.kind === "note") process.stderr.write(`… ${message.text}\n`);
  if (message.kind === "rows")
    rows.push(...message.rows.map((row) => ({ measurement: message.measurement, ...row })));
  if (message.kind === "failed") failures.push(message);
});

// The child takes everything that it has started away before it ends; this process waits for that.
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill("SIGTERM"));
child.on("exit", (code) => {
  if (json)
    console.log(JSON.stringify({ node: process.version, cores: cpus().length, rows, failures }, null, 2));
  else printTable();
  process.exitCode = code ?? 1;
});

const figure = (value) => (value === null ? "n.a." : value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0));
const verdict = ({ goal, holds }) => (goal === "" ? "" : holds === null ? "n.a." : holds ? "yes" : "NO");

function cells(row) {
  const reference = row.referenceName ? `${figure(row.reference)} (${row.referenceName})` : "";
  const ratio = row.referenceName ? figure(row.ratio) : "";
  return [row.name, `${figure(row.product)} ${row.unit}`, reference, ratio, row.goal, verdict(row), row.note];
}

function printTable() {
  const lines = [["row", "this product", "reference", "ratio", "goal", "holds", ""], ...rows.map(cells)];
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  for (const line of lines)
    console.log(
      line
        .map((cell, column) => cell.padEnd(widths[column]))
        .join("  ")
        .trimEnd(),
    );
  for (const { measurement, reason } of failures)
    console.log(`${measurement} could not be measured: ${reason}`);
}

import { parseArgs } from "node:util";
import { batchFile } from "./batch-file";
import { compare } from "./compare";
import { firstLoad } from "./first-load";
import { firstToken } from "./first-token";
import { gallery } from "./gallery";
import { gateway } from "./gateway";
import { hearing } from "./hearing";
import { history } from "./history";
import { longThread } from "./long-thread";
import type { Measurement } from "./measurement";
import { memory } from "./memory";
import { promptSet } from "./prompt-set";
import { recording } from "./recording";
import { relaying } from "./relaying";
import { rendering } from "./rendering";
import type { Row } from "./row";
import { saving } from "./saving";
import { secondStart } from "./second-start";
import { Stage } from "./stage";
import { stopping } from "./stopping";
import { uploading } from "./uploading";
import { vectors } from "./vectors";

/* The program that measures. lib/launch/bench.mjs starts it and prints what it sends. */

const measurements: Measurement[] = [
  secondStart,
  firstLoad,
  firstToken,
  stopping,
  memory,
  saving,
  uploading,
  hearing,
  recording,
  relaying,
  gateway,
  rendering,
  history,
  longThread,
  compare,
  promptSet,
  gallery,
  vectors,
  batchFile,
];

/** All together end by then, whatever hangs. */
const timeLimitMs = 900_000;

export type Message =
  | { kind: "note"; text: string }
  | { kind: "rows"; measurement: string; rows: Row[] }
  | { kind: "failed"; measurement: string; reason: string };

const say = (message: Message) => process.send?.(message);
const stage = new Stage();

function leave(code: number): void {
  stage.dispose();
  process.exit(code);
}

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => leave(130));
process.once("disconnect", () => leave(130));

async function runAll(chosen: readonly Measurement[]): Promise<boolean> {
  let complete = true;
  for (const { name, measure } of chosen) {
    say({ kind: "note", text: name });
    try {
      const note = (text: string) => say({ kind: "note", text });
      const rows = await measure({ stage, chromiumPath: process.env["CHROMIUM_PATH"] ?? "", note });
      say({ kind: "rows", measurement: name, rows });
    } catch (error) {
      complete = false;
      const reason = error instanceof Error ? error.message : String(error);
      say({ kind: "failed", measurement: name, reason });
    }
    stage.dispose();
  }
  return complete;
}

const { only } = parseArgs({ options: { only: { type: "string", multiple: true } } }).values;
const chosen = measurements.filter(({ name }) => !only || only.includes(name));
if (chosen.length === 0) {
  const names = measurements.map(({ name }) => name).join(", ");
  say({ kind: "failed", measurement: only?.join(", ") ?? "", reason: `There are: ${names}.` });
}
setTimeout(() => {
  say({ kind: "failed", measurement: "the rest", reason: "The time for all measurements is over." });
  leave(1);
}, timeLimitMs).unref();
leave((await runAll(chosen)) && chosen.length > 0 ? 0 : 1);

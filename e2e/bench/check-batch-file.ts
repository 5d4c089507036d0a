import { openAsBlob } from "node:fs";
import { readFile } from "node:fs/promises";
import { checkFile } from "@/lib/batches/check-file";
import { checkLine } from "@/lib/batches/check-line";

/* A program that checks one file and says how long it took: as the product does, or the plain way. */

const [, , way = "", file = ""] = process.argv;

async function product(): Promise<{ requests: number; found: number }> {
  const report = await checkFile(await openAsBlob(file), { takesBatches: () => true });
  return { requests: report.requests.length, found: report.found };
}

/** The whole file as a text, its lines as an array, and everything that was parsed kept for what comes after. */
async function naive(): Promise<{ requests: number; found: number }> {
  const text = await readFile(file, "utf8");
  const checked = text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line, at) => ({ value: JSON.parse(line), ...checkLine(line, at + 1) }));
  const ids = new Set(checked.map(({ customId }) => customId));
  const findings = checked.flatMap((one) => one.findings).length + checked.length - ids.size;
  return { requests: checked.length, found: findings };
}

const startedAt = performance.now();
const counts = await (way === "naive" ? naive() : product());
process.send?.({ ms: performance.now() - startedAt, ...counts });
process.disconnect?.();

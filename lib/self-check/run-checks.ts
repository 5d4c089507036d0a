import { type AppError, AppFailure, appError } from "@/lib/core/app-error";
import { canKeep } from "@/lib/history/can-keep";
import { requestJson } from "@/lib/http/request-json";
import { keptTexts, missingPolicy, servedHeaders, servedTexts } from "./gather";
import { searchSecrets, type Text } from "./secret-search";
import { type ServerReport, serverReportSchema } from "./server-report";

export const checks = [
  "pages",
  "storage",
  "headers",
  "upstream",
  "clock",
  "disk",
  "database",
  "storageWorks",
] as const;
export type Check = (typeof checks)[number];

/** What a check came to, or how far it is, and the facts that its words need. */
export type Outcome = { state: "good" | "bad" | "unknown" | "running" } & Facts;

type Facts =
  | { told: "searched"; texts: number; bytes: number }
  | { told: "found"; place: string }
  | { told: "no-secret" }
  | { told: "weak-policy"; missing: string[] }
  | { told: "models"; count: number; milliseconds: number; simulated: boolean }
  | { told: "clock"; apartMs: number }
  | { told: "disk"; freeBytes: number; totalBytes: number }
  | { told: "unwritable" | "no-database" | "database" | "nothing-kept" }
  | { told: "kept"; usage: number | undefined; quota: number | undefined }
  | { told: "failed"; error: AppError };

type Tell = (check: Check, outcome: Outcome) => void;

/** Minutes are wrong on a page from here on. */
const apartMs = 60_000;
/** Below this a clip or a batch may not fit. */
const lowDiskBytes = 1_000_000_000;

const failed = (thrown: unknown): Outcome => ({
  state: "unknown",
  told: "failed",
  error: thrown instanceof AppFailure ? thrown.error : appError("internal"),
});

/** Runs every check but the microphone's, which the person begins, and tells each outcome as it comes. */
export async function runChecks(tell: Tell, signal: AbortSignal): Promise<void> {
  const run = async (check: Check, work: () => Promise<Outcome>) => {
    const outcome = await work().catch(failed);
    if (!signal.aborted) tell(check, outcome);
  };
  await run("storageWorks", checkKeeping);
  await checkServer(tell, signal);
  await run("headers", () => checkHeaders(signal));
  // A long history takes a while.
  const sofar = (check: Check) => (outcome: Outcome) => {
    if (!signal.aborted) tell(check, outcome);
  };
  await run("storage", () => checkTexts(keptTexts(), signal, sofar("storage")));
  await run("pages", () => checkTexts(servedTexts(signal), signal, sofar("pages")));
}

async function checkTexts(
  texts: AsyncIterable<Text>,
  signal: AbortSignal,
  sofar?: (outcome: Outcome) => void,
): Promise<Outcome> {
  const {
    place,
    possible,
    texts: count,
    bytes,
  } = await searchSecrets(texts, signal, (result) =>
    sofar?.({ state: "running", told: "searched", texts: result.texts, bytes: result.bytes }),
  );
  if (place !== undefined) return { state: "bad", told: "found", place };
  if (!possible) return { state: "good", told: "no-secret" };
  return { state: "good", told: "searched", texts: count, bytes };
}

async function checkHeaders(signal: AbortSignal): Promise<Outcome> {
  const found = await checkTexts(servedHeaders(signal), signal);
  const missing = await missingPolicy(signal);
  return found.state === "bad" || missing.length === 0
    ? found
    : { state: "bad", told: "weak-policy", missing };
}

async function checkKeeping(): Promise<Outcome> {
  if (!(await canKeep())) return { state: "bad", told: "nothing-kept" };
  const { storage }: { storage?: StorageManager } = navigator;
  const { usage, quota } = (await storage?.estimate().catch(() => undefined)) ?? {};
  return { state: "good", told: "kept", usage, quota };
}

async function checkServer(tell: Tell, signal: AbortSignal): Promise<void> {
  const asked = Date.now();
  try {
    const report = await requestJson("/api/self-check", serverReportSchema, signal);
    const heard = Date.now();
    if (signal.aborted) return;
    for (const [check, outcome] of outcomesOf(report, asked, heard)) tell(check, outcome);
  } catch (thrown) {
    if (signal.aborted) return;
    for (const check of ["upstream", "clock", "disk", "database"] as const) tell(check, failed(thrown));
  }
}

/** What a server's report means to a page that asked and heard at these moments by its own clock. */
export function outcomesOf(report: ServerReport, asked: number, heard: number): [Check, Outcome][] {
  const { now, simulated, upstream, disk, writable, database } = report;
  // It was read somewhere between: a slow answer is no wrong clock.
  const apart = now < asked ? asked - now : now > heard ? now - heard : 0;
  return [
    [
      "upstream",
      upstream.state === "fails"
        ? { state: "bad", told: "failed", error: upstream.error }
        : {
            state: "good",
            told: "models",
            count: upstream.models,
            milliseconds: upstream.milliseconds,
            simulated,
          },
    ],
    ["clock", { state: apart < apartMs ? "good" : "bad", told: "clock", apartMs: apart }],
    ["disk", diskOutcome(disk, writable)],
    ["database", database ? { state: "good", told: "database" } : { state: "bad", told: "no-database" }],
  ];
}

function diskOutcome(disk: ServerReport["disk"], writable: boolean): Outcome {
  if (!writable) return { state: "bad", told: "unwritable" };
  if (!disk) return { state: "unknown", told: "failed", error: appError("internal") };
  return { state: disk.freeBytes < lowDiskBytes ? "bad" : "good", told: "disk", ...disk };
}

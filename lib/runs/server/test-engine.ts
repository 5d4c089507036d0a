import "server-only";
import { tmpdir } from "node:os";
import path from "node:path";
import pino from "pino";
import { appError } from "@/lib/core/app-error";
import { err, ok } from "@/lib/core/result";
import type { Database } from "@/lib/db/server/database";
import type { Upstream } from "@/lib/siliconflow/server/upstream";
import { type EngineParts, RunEngine } from "./engine";
import { JobStore } from "./job-store";
import { LineJournals } from "./line-journal";
import { RunStore } from "./run-store";

/* What tests share. */

/** An engine over a database and an upstream: without uploads, without prices, and with nowhere to keep media. */
export function testEngine(
  open: () => Promise<Database>,
  upstream: Upstream,
  parts: Partial<EngineParts> = {},
): RunEngine {
  return new RunEngine({
    store: new RunStore(open),
    jobs: new JobStore(open),
    upstream,
    bodyOf: async (input) => ok(JSON.stringify(input)),
    fileOf: async () => err(appError("blob-missing")),
    media: {
      hasRoom: async () => true,
      save: async () => err(appError("storage-unavailable")),
      keep: async () => ({ saved: undefined, error: appError("storage-unavailable") }),
    },
    journals: new LineJournals(path.join(tmpdir(), "journals-of-tests")),
    concurrency: 4,
    batchPolling: { firstPauseMs: 5, slowestPauseMs: 20 },
    polling: { firstPauseMs: 5, slowestPauseMs: 20, deadlineMs: 20_000 },
    priceOf: () => ({ kind: "unknown" }),
    admission: { admit: async () => ok(() => {}), hold: () => () => {} },
    onLimit: () => {},
    logger: pino({ level: "silent" }),
    ...parts,
  });
}

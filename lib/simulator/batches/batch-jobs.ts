import type { BatchStatus } from "@/lib/siliconflow/schema/batches";
import type { Json, JsonObject } from "@/lib/simulator/json";
import type { BatchFault } from "@/lib/simulator/scenarios/scenario";

/** The moments of a batch that its object names, each with `_at` behind it. */
const moments = [
  "created",
  "in_progress",
  "finalizing",
  "completed",
  "failed",
  "expired",
  "cancelling",
  "cancelled",
] as const;
type Moment = (typeof moments)[number];

/** One batch. What changes is written by `work.ts` and by a cancellation. */
export type BatchJob = {
  readonly id: string;
  readonly key: string;
  readonly inputFileId: string;
  readonly fileName: string;
  /** Hours. */
  readonly window: number;
  readonly metadata: JsonObject | null;
  /** Answers in place of the model that the file names. */
  readonly model: string | undefined;
  readonly faults: readonly BatchFault[];
  /** Ends the work without a word: the simulator is reset or closed. */
  readonly end: AbortController;
  status: BatchStatus;
  errors: string[] | null;
  outputFileId: string | null;
  errorFileId: string | null;
  counts: { total: number; completed: number; failed: number } | null;
  /** Milliseconds since 1970. */
  readonly at: { created: number } & Partial<Record<Moment, number>>;
};

/** Moves a batch on, at this moment. */
export function enter(job: BatchJob, status: Moment & BatchStatus, now: number): void {
  job.status = status;
  job.at[status] = now;
}

const hourMs = 3_600_000;
const secondsOf = (ms: number | undefined): Json => (ms === undefined ? null : Math.floor(ms / 1000));

/** The object that SiliconFlow answers (contract, Batch); its times are those of the real clock. */
export function batchObject(job: BatchJob): JsonObject {
  const times = moments.map((moment): [string, Json] => [`${moment}_at`, secondsOf(job.at[moment])]);
  const told = job.faults.find((fault) => fault.kind === "status");
  return {
    id: job.id,
    object: "batch",
    endpoint: "/v1/chat/completions",
    errors: job.errors,
    input_file_id: job.inputFileId,
    completion_window: `${job.window}h`,
    status: told ? told.value : job.status,
    output_file_id: job.outputFileId,
    error_file_id: job.errorFileId,
    ...Object.fromEntries(times),
    expires_at: secondsOf(job.at.created + job.window * hourMs),
    request_counts: job.counts,
    metadata: job.metadata,
  };
}

/** All batches of all accounts, as long as the simulator lives. */
export class BatchJobs {
  readonly #jobs = new Map<string, BatchJob>();

  add(job: BatchJob): void {
    this.#jobs.set(job.id, job);
  }

  /** Only an account's own. */
  get(key: string, id: string): BatchJob | undefined {
    const job = this.#jobs.get(id);
    return job?.key === key ? job : undefined;
  }

  /** The newest first. */
  all(key: string): BatchJob[] {
    return [...this.#jobs.values()].filter((job) => job.key === key).reverse();
  }

  clear(): void {
    for (const job of this.#jobs.values()) job.end.abort();
    this.#jobs.clear();
  }
}

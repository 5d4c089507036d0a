import "server-only";
import { randomUUID } from "node:crypto";
import { isBlank, type Line } from "@/lib/batches/read-lines";
import { type AppError, type AppErrorCode, AppFailure, appError } from "@/lib/core/app-error";
import { ok } from "@/lib/core/result";
import { paidRetries, type RetryPolicy } from "@/lib/siliconflow/server/retry";
import type { BatchNowInput } from "../run-request";
import { readAnswer } from "./attempt";
import { fileLines } from "./file-lines";
import { keepResults } from "./keep-results";
import type { LineJournal } from "./line-journal";
import { type LineRequest, lineRequest } from "./line-request";
import { answeredLine, failedLine, invalidLine, unknownLine } from "./line-result";
import type { CarryContext, CarryOutcome, JobNotes, UploadedFile } from "./operation";
import { Pace } from "./pace";
import { startPaid, toldUnsure } from "./paid-call";

/** A limit by the minute is waited for as long as it takes: the account's other work may have used it up. */
const patient: RetryPolicy = { ...paidRetries, maxAttempts: 30, budgetMs: 3_600_000 };

/** What is refused for these is refused for every request: the rest is not asked for. */
const endsAll: ReadonlySet<AppErrorCode> = new Set([
  "upstream-key-invalid",
  "upstream-key-missing",
  "balance-insufficient",
  "quota-exhausted",
  "model-disabled",
  "model-not-found",
  "upstream-path-not-found",
  "withdrawn",
  "rate-limited",
  "overloaded",
  "upstream-unreachable",
  "circuit-open",
  "storage-full",
  "storage-unavailable",
]);

/** The inspector shows some of the calls; thousands would be a burden to everybody. */
const recordedAttempts = 20;
const toldEveryMs = 1000;
const roomEveryMs = 1000;
/** How long what is on its way may go on when the server ends. */
const leavingGraceMs = 20_000;

/** The requests of one file, asked for one by one. */
class NowRun {
  private readonly input: BatchNowInput;
  private readonly context: CarryContext;
  private readonly journal: LineJournal;
  private readonly pace = new Pace();
  private readonly calls = new AbortController();
  private readonly begunBefore: ReadonlySet<number>;
  private recorded = 0;
  private toldAt = 0;
  private lookedAt = 0;
  private room = Promise.resolve(true);
  private total = 0;
  failure: AppError | undefined;

  constructor(input: BatchNowInput, context: CarryContext, journal: LineJournal) {
    this.input = input;
    this.context = context;
    this.journal = journal;
    this.begunBefore = new Set(journal.unended);
  }

  async carry(file: UploadedFile): Promise<void> {
    const { signal, leaving, concurrency } = this.context;
    const end = () => {
      if (leaving()) setTimeout(() => this.calls.abort(), leavingGraceMs).unref();
      else this.calls.abort(signal.reason);
    };
    signal.addEventListener("abort", end);
    if (signal.aborted) end();
    // One reader for all: each takes the next line when it is free.
    const lines = requestsOf(file);
    try {
      this.total = await countRequests(file);
      this.tell("in_progress");
      await Promise.all(Array.from({ length: concurrency }, () => this.work(lines)));
    } finally {
      await lines.return(undefined);
      signal.removeEventListener("abort", end);
    }
  }

  tell(status: string): void {
    const { answered, failed } = this.journal;
    this.toldAt = Date.now();
    this.context.emit({ type: "batch-state", status, total: this.total, completed: answered, failed });
  }

  private async work(lines: AsyncGenerator<Line>): Promise<void> {
    while (!this.failure && !this.context.signal.aborted) {
      const next = await lines.next();
      if (next.done) return;
      try {
        await this.take(next.value);
      } catch (thrown) {
        this.failure ??= thrown instanceof AppFailure ? thrown.error : appError("internal");
      }
      if (Date.now() - this.toldAt > toldEveryMs) this.tell("in_progress");
    }
  }

  private async take({ number, bytes }: Line): Promise<void> {
    const { journal } = this;
    const wasBegun = this.begunBefore.has(number);
    if (!wasBegun && journal.knows(number)) return;
    const id = `now_${randomUUID()}`;
    const text =
      bytes &&
      Buffer.from(bytes)
        .toString("utf8")
        .replace(/^\uFEFF/u, "");
    const request = text === undefined ? undefined : lineRequest(text, this.input.replace?.model);
    if (!request?.ok) {
      const fault = request?.error ?? {
        customId: "",
        code: "invalid_line",
        message: "The line is too long.",
      };
      return journal.end(number, "E", invalidLine({ id, customId: fault.customId }, fault));
    }
    const { value } = request;
    const asked = { id, customId: value.customId };
    if (wasBegun) return journal.end(number, "E", unknownLine(asked));
    if (value.model !== this.input.model) {
      const fault = { code: "other_model", message: `The line names ${value.model ?? "no model"}.` };
      return journal.end(number, "E", invalidLine(asked, fault));
    }
    await this.ask(number, asked, value);
  }

  private async ask(
    number: number,
    asked: { id: string; customId: string },
    { body }: LineRequest,
  ): Promise<void> {
    const { journal, context } = this;
    const answer = await this.call(number, body);
    if (answer.ok) {
      const line = answeredLine(asked, answer.value.body, answer.value.traceId);
      return journal.end(number, "O", line);
    }
    const { error } = answer;
    const begun = journal.isOpen(number);
    if (begun && error.code === "outcome-unknown") {
      // Left to the next process, which will find that it was begun.
      return context.leaving() ? undefined : journal.end(number, "E", unknownLine(asked));
    }
    if (context.signal.aborted) return undefined; // it was not sent
    if (endsAll.has(error.code)) this.failure ??= error;
    else await journal.end(number, "E", failedLine(asked, error));
  }

  /** Looking costs, and the answers of a second fit into what is spared. */
  private hasRoom(): Promise<boolean> {
    if (Date.now() - this.lookedAt > roomEveryMs) {
      this.lookedAt = Date.now();
      this.room = this.context.media.hasRoom();
    }
    return this.room;
  }

  private async call(number: number, body: string) {
    const { journal, pace, calls } = this;
    const { signal } = this.context;
    const notes = {
      submitting: async () => {
        // Nobody begins anything when all is to end; what is on its way may go on a while.
        await pace.pass(signal);
        await journal.begin(number);
        if (!calls.signal.aborted) return;
        await journal.refused(number);
        calls.signal.throwIfAborted();
      },
      refused: () => journal.refused(number),
    };
    const context: CarryContext = {
      ...this.context,
      signal: calls.signal,
      bodyOf: async () => ok(body),
      media: { ...this.context.media, hasRoom: () => this.hasRoom() },
      emit: (event) => {
        if (event.type === "progress") pace.hold(event.retryInMs ?? 0);
        this.context.emit(event);
      },
      record: (attempt) => {
        this.recorded += 1;
        if (this.recorded <= recordedAttempts) this.context.record({ ...attempt, number: this.recorded });
      },
    };
    const reply = await startPaid("chat.completions", undefined, context, notes, patient);
    if (!reply.ok) return reply;
    const { traceId } = reply.value.headers;
    try {
      return ok({ body: (await readAnswer(reply.value)).text.trim(), traceId });
    } catch (thrown) {
      return { ok: false as const, error: toldUnsure(thrown, traceId) };
    }
  }
}

/** The lines of a file that are not blank. */
async function* requestsOf({ path }: Pick<UploadedFile, "path">): AsyncGenerator<Line> {
  for await (const line of fileLines(path)) if (!line.bytes || !isBlank(line.bytes)) yield line;
}

async function countRequests(file: UploadedFile): Promise<number> {
  let count = 0;
  for await (const _ of requestsOf(file)) count += 1;
  return count;
}

/**
 * Answers a file of requests at once, one by one and some at a time, each once: what became of it is on the disk, so that a
 * run that goes on in another process asks only for what was never begun. At its end, or when it is stopped, it keeps an
 * output file (0) and an error file (1) as a batch has them.
 */
export async function carryBatchNow(input: BatchNowInput, context: CarryContext): Promise<CarryOutcome> {
  const nothing = { traceId: undefined, usage: undefined };
  try {
    const { known } = context.job;
    if (!(await context.media.hasRoom())) return { ...nothing, error: appError("storage-full") };
    const file = await context.fileOf(input.file);
    const goesOn = known.state === "submitted";
    if (!file.ok && !goesOn) return { ...nothing, error: file.error };
    const journal = await context.journal();
    try {
      if (!goesOn) await handOver(context.job);
      // What was asked before is written nowhere any more.
      else if (journal.isNew) return { ...nothing, error: appError("outcome-unknown") };
      const run = new NowRun(input, context, journal);
      if (file.ok) await run.carry(file.value);
      const failure = run.failure ?? (file.ok ? undefined : file.error);
      if (context.signal.aborted && context.leaving())
        return { ...nothing, error: appError("run-interrupted") };
      run.tell("finalizing");
      const outcome = await keepResults(failure, journal, context, input.model);
      if (!context.signal.aborted || !context.leaving()) run.tell(outcome.error ? "cancelled" : "completed");
      return outcome;
    } finally {
      await journal.close();
    }
  } catch (thrown) {
    return { ...nothing, error: thrown instanceof AppFailure ? thrown.error : appError("internal") };
  }
}

/** From here on another process can carry it on. */
async function handOver(job: JobNotes): Promise<void> {
  await job.submitting();
  await job.submitted("now", Date.now());
}

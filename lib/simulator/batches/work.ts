import { createInterface } from "node:readline";
import { PassThrough } from "node:stream";
import { setImmediate as nextTurn } from "node:timers/promises";
import { type BatchJob, enter } from "@/lib/simulator/batches/batch-jobs";
import type { StoredFile } from "@/lib/simulator/batches/file-store";
import { type InputLine, LineCheck, mostLineBytes, readLine } from "@/lib/simulator/batches/input-line";
import { answeredLine, expiredLine } from "@/lib/simulator/batches/result-line";
import { chatRequestFields } from "@/lib/simulator/chat/validate";
import type { SimulatorState } from "@/lib/simulator/exchange";
import { sleep } from "@/lib/simulator/http/pacer";
import type { Reply } from "@/lib/simulator/http/reply";
import type { Pace } from "@/lib/simulator/options";
import { hexOf, lettersOf, randomOf } from "@/lib/simulator/random";
import { answerChat } from "@/lib/simulator/routes/chat";
import { combineEffects } from "@/lib/simulator/scenarios/scenario";

/*
 * The work on a batch, from the queue to its files: each of its requests is answered as a call of its own would be.
 */

const stepMs = 50;

/** Works until the batch has ended, in whatever state. Never rejects. */
export async function workOn(job: BatchJob, state: SimulatorState): Promise<void> {
  try {
    await new BatchWork(job, state).run();
  } catch (cause) {
    if (job.end.signal.aborted) return;
    job.errors = [`simulator: ${String(cause)}`];
    enter(job, "failed", state.options.now());
  }
}

/** A file that is written line by line. */
class ResultFile {
  readonly #lines = new PassThrough();
  readonly #stored: Promise<StoredFile>;
  #count = 0;

  constructor(state: SimulatorState, facts: { id: string; key: string; filename: string }) {
    this.#stored = state.files.write(this.#lines, { ...facts, purpose: "batch_output" }, state.options.now);
    this.#stored.catch(() => {}); // told by `close`
  }

  write(line: string): void {
    this.#count += 1;
    this.#lines.write(`${line}\n`);
  }

  /** The file's id; null, and no file, when nothing was written. */
  async close(state: SimulatorState): Promise<string | null> {
    this.#lines.end();
    const { id } = await this.#stored;
    if (this.#count > 0) return id;
    await state.files.delete(id);
    return null;
  }
}

/** So many answers are under way at once: they come back in another order than they were asked for. */
const underWay = 8;

class BatchWork {
  readonly #job: BatchJob;
  readonly #state: SimulatorState;
  readonly #random;
  readonly #waiting: string[] = [];
  readonly #output: ResultFile;
  readonly #errors: ResultFile;
  /** The completion window has ended. */
  #late = false;

  constructor(job: BatchJob, state: SimulatorState) {
    this.#job = job;
    this.#state = state;
    this.#random = randomOf("batch", job.id);
    const file = (name: string) =>
      new ResultFile(state, {
        id: `file-${lettersOf(10, name, job.id)}`,
        key: job.key,
        filename: `${job.id}_${name}.jsonl`,
      });
    this.#output = file("output");
    this.#errors = file("error");
  }

  async run(): Promise<void> {
    const job = this.#job;
    await this.#wait("in_queue", ({ batchQueueMs }) => batchQueueMs);
    if (!this.#isOver()) await this.#check();
    if (job.status === "failed") return;
    if (!this.#isOver()) await this.#answer();
    if (!this.#isOver()) enter(job, "finalizing", this.#now());
    await this.#wait("finalizing", ({ batchFinalizeMs }) => batchFinalizeMs);
    await this.#close();
    if (job.end.signal.aborted) return;
    enter(job, this.#cancelling ? "cancelled" : this.#late ? "expired" : "completed", this.#now());
  }

  #now(): number {
    return this.#state.options.now();
  }

  get #cancelling(): boolean {
    return this.#job.status === "cancelling";
  }

  #isOver(): boolean {
    return this.#cancelling || this.#job.end.signal.aborted;
  }

  /** Whether the completion window has ended, by the clock or by a scenario. */
  #isLate(): boolean {
    const { at, window, faults, counts } = this.#job;
    const answered = (counts?.completed ?? 0) + (counts?.failed ?? 0);
    const early = faults.some((fault) => fault.kind === "expire" && answered >= fault.after);
    return early || this.#now() >= at.created + window * this.#state.pace.batchHourMs;
  }

  /**
   * Waits in a stage as long as it takes by the pace of each moment; for ever where it is stuck. What is being answered
   * when the batch is cancelled is answered still.
   */
  async #wait(
    stage: "in_queue" | "in_progress" | "finalizing",
    takes: (pace: Pace) => number,
  ): Promise<void> {
    const from = performance.now();
    const { signal } = this.#job.end;
    const stuck = this.#job.faults.some((fault) => fault.kind === "stuck" && fault.status === stage);
    const left = () => {
      const { pace } = this.#state;
      if (stuck) return stepMs;
      return pace.speed === 0 ? 0 : takes(pace) / pace.speed - (performance.now() - from);
    };
    const skipped = () => this.#cancelling && (stuck || stage !== "in_progress");
    while (!skipped() && !signal.aborted && left() > 0) await sleep(Math.min(stepMs, left()), signal);
  }

  async *#lines(): AsyncGenerator<string> {
    const input = await this.#state.files.read(this.#job.inputFileId);
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY }))
      if (line.trim() !== "") yield line;
  }

  async #check(): Promise<void> {
    const { key, inputFileId, model, faults } = this.#job;
    const check = new LineCheck(model);
    const file = this.#state.files.get(key, inputFileId);
    if ((file?.longestLine ?? 0) > mostLineBytes) check.errors.push(`a line has over ${mostLineBytes} bytes`);
    else for await (const line of this.#lines()) check.take(line);
    const given = faults.flatMap((fault) => (fault.kind === "failed" ? [fault.reason] : []));
    const errors = [...given, ...check.errors];
    if (errors.length > 0) {
      this.#job.errors = errors;
      await this.#close();
      return enter(this.#job, "failed", this.#now());
    }
    this.#job.counts = { total: check.lines, completed: 0, failed: 0 };
    enter(this.#job, "in_progress", this.#now());
  }

  async #answer(): Promise<void> {
    let number = 0;
    for await (const text of this.#lines()) {
      number += 1;
      await this.#wait("in_progress", ({ batchLineMs }) => batchLineMs);
      await nextTurn(); // others want to be answered too
      if (this.#job.end.signal.aborted) return;
      this.#late ||= this.#isLate();
      this.#take(number, text);
      if (this.#cancelling) return;
    }
  }

  #take(number: number, text: string): void {
    const { id, faults, counts } = this.#job;
    const line = readLine(text);
    if (typeof line === "string" || counts === null) return;
    const identity = `${id} ${number}`;
    const request = {
      id: `batch_req_${hexOf("line", identity)}`,
      customId: line.custom_id,
      traceId: `ti_${hexOf("trace", identity)}`,
    };
    if (this.#late) {
      counts.failed += 1;
      this.#errors.write(expiredLine(request));
      return;
    }
    const hits = faults.filter((fault) => "every" in fault && number % fault.every === 0);
    const refusal = hits.find((fault) => fault.kind === "line-error");
    const { ok, line: result } = answeredLine(request, refusal?.reply ?? this.#replyTo(line, identity));
    counts[ok ? "completed" : "failed"] += 1;
    if (hits.some(({ kind }) => kind === "missing")) return;
    const times = hits.some(({ kind }) => kind === "twice") ? 2 : 1;
    for (let time = 0; time < times; time += 1)
      if (ok) this.#waiting.push(result);
      else this.#errors.write(result);
    while (this.#waiting.length > underWay) this.#writeOne();
  }

  #replyTo({ body: given }: InputLine, identity: string): Reply {
    const { key, model } = this.#job;
    const body = { ...given, ...(model !== undefined && { model }), stream: false };
    return answerChat({
      // Batches do not count against the limits by the minute (notes.md section 6).
      state: { ...this.#state, options: { ...this.#state.options, limits: false } },
      key,
      identity,
      body,
      faults: combineEffects([], []),
      entry: { undocumentedFields: Object.keys(body).filter((name) => !chatRequestFields.includes(name)) },
    });
  }

  #writeOne(): void {
    const [line] = this.#waiting.splice(Math.floor(this.#random() * this.#waiting.length), 1);
    if (line !== undefined) this.#output.write(line);
  }

  async #close(): Promise<void> {
    while (this.#waiting.length > 0) this.#writeOne();
    this.#job.outputFileId = await this.#output.close(this.#state);
    this.#job.errorFileId = await this.#errors.close(this.#state);
  }
}

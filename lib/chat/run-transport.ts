import type { ChatTransport } from "ai";
import { type AppError, appError } from "@/lib/core/app-error";
import type { AnswerRecord, MessageRecord } from "@/lib/history/record";
import { saveAnswer } from "@/lib/history/threads";
import { followRun, startRun, stopRun } from "@/lib/runs/run-client";
import { applyEvent } from "@/lib/runs/snapshot";
import { buildRequest } from "./build-request";
import { type ChatUIMessage, metadataOf } from "./chat-message";
import { type ChatChunk, toChunks } from "./run-chunks";

const saveEveryMs = 1000;

/** A start that the server never confirmed is asked for again only this soon: nobody expects it later. */
const startAgainWithinMs = 10 * 60 * 1000;

type Emit = (chunk: ChatChunk) => void;

/**
 * Carries the SDK's chat over runs: the server owns the answer, this tab follows it, and what arrives is kept in
 * the local history as it comes. `path` is the conversation as records; its last answer, while it is running,
 * is the one that is started or followed. A reload at any moment finds the record and goes on.
 */
export class RunTransport implements ChatTransport<ChatUIMessage> {
  /** From the first message to the last, set by the screen before it sends or resumes. */
  path: readonly MessageRecord[];
  private readonly onSaveFailed: (reason: string) => void;
  private runId: string | undefined;
  private stopWanted = false;

  constructor(path: readonly MessageRecord[], onSaveFailed: (reason: string) => void) {
    this.path = path;
    this.onSaveFailed = onSaveFailed;
  }

  async sendMessages(): Promise<ReadableStream<ChatChunk>> {
    const stream = await this.reconnectToStream();
    if (!stream) throw new Error("The conversation does not end in an answer to come.");
    return stream;
  }

  /** Starts or follows the answer that is running; nothing when none is. */
  async reconnectToStream(): Promise<ReadableStream<ChatChunk> | null> {
    const answer = this.path.at(-1);
    if (answer?.role !== "assistant" || answer.output.state !== "running") return null;
    this.runId = answer.runId;
    this.stopWanted = false;
    return toStream((emit, signal) => this.carry(answer, emit, signal));
  }

  /** Ends the run on the server; the answer then ends by itself. Asked before the run has an id, it waits for it. */
  async stop(): Promise<void> {
    this.stopWanted = true;
    if (this.runId) await stopRun(this.runId);
  }

  private async carry(stored: AnswerRecord, emit: Emit, signal: AbortSignal): Promise<void> {
    emit({ type: "start", messageId: stored.id, messageMetadata: metadataOf(stored) });
    const started = await this.open(stored, signal);
    if ("error" in started) return this.endEarly(stored, started.error, emit);
    // What the history has is on the screen already: the run goes on behind it.
    const answer: AnswerRecord = { ...structuredClone(stored), runId: started.runId };
    reopenParts(answer, emit);
    const failure = await this.follow(answer, started, emit, signal);
    if (failure) await this.endEarly(answer, failure, emit);
  }

  /** The run of an answer: known, or started now under the answer's own key, which never starts a second. */
  private async open(
    answer: AnswerRecord,
    signal: AbortSignal,
  ): Promise<{ runId: string; first?: Response } | { error: AppError }> {
    if (answer.runId) return { runId: answer.runId };
    if (Date.now() - answer.createdAt > startAgainWithinMs) return { error: appError("run-interrupted") };
    const started = await startRun(buildRequest(this.path.slice(0, -1), answer), answer.id, signal);
    if (!started.ok) return { error: started.error };
    const { runId, response } = started.value;
    this.runId = runId;
    if (this.stopWanted) void stopRun(runId);
    await this.keep({ ...answer, runId });
    return { runId, first: response };
  }

  private async follow(
    answer: AnswerRecord,
    run: { runId: string; first?: Response },
    emit: Emit,
    signal: AbortSignal,
  ): Promise<AppError | undefined> {
    const onConnection = (connected: boolean) =>
      emit({
        type: "message-metadata",
        messageMetadata: { ...metadataOf(answer), connectionLost: !connected },
      });
    const { sequence: after } = answer;
    const events = followRun(run.runId, {
      signal,
      onConnection,
      after,
      ...(run.first && { first: run.first }),
    });
    let savedAt = 0;
    for (;;) {
      const next = await events.next();
      if (next.done) return next.value;
      const { sequence, event } = next.value;
      applyEvent(answer.output, event);
      answer.sequence = Math.max(answer.sequence, sequence);
      for (const chunk of toChunks(event, answer.output)) emit(chunk);
      if (event.type === "run-end" || Date.now() - savedAt > saveEveryMs) {
        savedAt = Date.now();
        await this.keep(structuredClone(answer));
      }
    }
  }

  /** The answer ends by this program's own finding; what had arrived stays. */
  private async endEarly(answer: AnswerRecord, error: AppError, emit: Emit): Promise<void> {
    const lost = error.code === "not-found" || error.code === "run-interrupted";
    const end = lost ? { state: "interrupted" as const } : { state: "failed" as const, error };
    const ended: AnswerRecord = { ...answer, output: { ...answer.output, ...end } };
    // Out of reach is not over: the run may go on there, and the next visit follows it again.
    if (error.code !== "server-unreachable" || !answer.runId) await this.keep(ended);
    emit({ type: "message-metadata", messageMetadata: { ...metadataOf(ended), connectionLost: false } });
  }

  private async keep(answer: AnswerRecord): Promise<void> {
    this.path = this.path.map((record) => (record.id === answer.id ? answer : record));
    try {
      await saveAnswer(answer);
    } catch (error) {
      this.onSaveFailed(error instanceof Error ? error.name : String(error));
    }
  }
}

/** Tells the SDK of the parts that were still growing when the history kept them. */
function reopenParts(answer: AnswerRecord, emit: Emit): void {
  for (const { kind, part, endedMs } of answer.output.parts)
    if (kind !== "tool-call" && endedMs === undefined) emit({ type: `${kind}-start`, id: part });
}

/** Runs work that emits chunks, as the stream of them; a reader that cancels ends it. */
function toStream(work: (emit: Emit, signal: AbortSignal) => Promise<void>): ReadableStream<ChatChunk> {
  const reader = new AbortController();
  return new ReadableStream({
    async start(controller) {
      const emit: Emit = (chunk) => {
        if (!reader.signal.aborted) controller.enqueue(chunk);
      };
      // The stream has to be readable while the work goes on, so this is not awaited.
      void work(emit, reader.signal)
        .then(() => emit({ type: "finish" }))
        .then(() => reader.signal.aborted || controller.close())
        .catch((error: unknown) => reader.signal.aborted || controller.error(error));
    },
    cancel: () => reader.abort(),
  });
}

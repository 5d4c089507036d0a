import type { ChatTransport } from "ai";
import { type AppError, appError } from "@/lib/core/app-error";
import type { Result } from "@/lib/core/result";
import type { AnswerRecord, MessageRecord } from "@/lib/history/record";
import type { RunSource, StartedRun } from "@/lib/runs/run-source";
import { applyEvent } from "@/lib/runs/snapshot";
import { buildRequest } from "./build-request";
import { type ChatUIMessage, choiceMetadata, metadataOf } from "./chat-message";
import { type ChatChunk, toChunks } from "./run-chunks";

const saveEveryMs = 1000;

/** A start that the server never confirmed is asked for again only this soon: nobody expects it later. */
const startAgainWithinMs = 10 * 60 * 1000;

type Emit = (chunk: ChatChunk) => void;

export type RunTransportParts = {
  /** Keeps how far the answer has come. */
  save: (answer: AnswerRecord) => Promise<void>;
  /** Told of each state that was handed to `save`, the last one included. */
  onAnswer: (answer: AnswerRecord) => void;
  onSaveFailed: (error: unknown) => void;
  /** Makes what an answer refers to known to the server before the run starts. */
  prepare: (history: readonly MessageRecord[]) => Promise<Result<undefined, AppError>>;
  runs: RunSource;
};

/**
 * Carries the SDK's chat over runs: the server owns the answer, this tab follows it, and what arrives is kept in
 * the local history as it comes. A reload at any moment finds the record and goes on.
 */
export class RunTransport implements ChatTransport<ChatUIMessage> {
  private readonly parts: RunTransportParts;
  private target: { history: readonly MessageRecord[]; answer: AnswerRecord } | undefined;
  private runId: string | undefined;
  private stopWanted = false;

  constructor(parts: RunTransportParts) {
    this.parts = parts;
  }

  /** Chooses the answer to start or follow: the last of a conversation, where it is running. */
  aim(path: readonly MessageRecord[]): boolean {
    const answer = path.at(-1);
    const running = answer?.role === "assistant" && answer.output.state === "running";
    this.target = running ? { history: path.slice(0, -1), answer } : undefined;
    this.runId = running ? answer.runId : undefined;
    return running;
  }

  async sendMessages(): Promise<ReadableStream<ChatChunk>> {
    const stream = await this.reconnectToStream();
    if (!stream) throw new Error("The conversation does not end in an answer to come.");
    return stream;
  }

  /** Starts or follows the answer that was aimed at; nothing when none is running. */
  async reconnectToStream(): Promise<ReadableStream<ChatChunk> | null> {
    const { target } = this;
    if (!target) return null;
    return toStream((emit, signal) =>
      this.carry(target.history, target.answer, emit, signal).finally(() => {
        this.stopWanted = false;
      }),
    );
  }

  /**
   * Ends the run on the server; the answer then ends by itself. Asked before the run has an id, it waits for it.
   * Only for an answer that has been asked for.
   */
  async stop(): Promise<void> {
    this.stopWanted = true;
    if (this.runId) await this.parts.runs.stop(this.runId);
  }

  private async carry(
    history: readonly MessageRecord[],
    stored: AnswerRecord,
    emit: Emit,
    signal: AbortSignal,
  ): Promise<void> {
    emit({ type: "start", messageId: stored.id, messageMetadata: metadataOf(stored) });
    const started = await this.open(history, stored, signal);
    if ("error" in started) return this.endEarly(stored, started.error, emit);
    // Which choice is taken is the person's to say, also while they still come.
    const { choice: _, ...said } = structuredClone(stored);
    // What the history has is on the screen already: the run goes on behind it.
    const answer: AnswerRecord = { ...said, runId: started.runId };
    reopenParts(answer, emit);
    const failure = await this.follow(answer, started, emit, signal);
    if (failure) await this.endEarly(answer, failure, emit);
  }

  /** The run of an answer: known, or started now under the answer's own key, which never starts a second. */
  private async open(
    history: readonly MessageRecord[],
    answer: AnswerRecord,
    signal: AbortSignal,
  ): Promise<StartedRun | { error: AppError }> {
    if (answer.runId) return { runId: answer.runId };
    if (Date.now() - answer.createdAt > startAgainWithinMs) return { error: appError("run-interrupted") };
    const prepared = await this.parts.prepare(history);
    if (!prepared.ok) return prepared;
    const { runs } = this.parts;
    const started = await runs.start(buildRequest(history, answer), answer.id, signal);
    if (!started.ok) return { error: started.error };
    const { runId } = started.value;
    this.runId = runId;
    if (this.stopWanted) void runs.stop(runId);
    await this.keep({ ...answer, runId });
    return started.value;
  }

  private async follow(
    answer: AnswerRecord,
    run: StartedRun,
    emit: Emit,
    signal: AbortSignal,
  ): Promise<AppError | undefined> {
    const onConnection = (connected: boolean) =>
      emit({
        type: "message-metadata",
        messageMetadata: { ...metadataOf(answer), connectionLost: !connected },
      });
    const { sequence: after } = answer;
    const events = await this.parts.runs.follow(run, { signal, onConnection, after });
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

  /** Shows and stores how far an answer has come. */
  async keep(answer: AnswerRecord): Promise<void> {
    this.parts.onAnswer(answer);
    try {
      await this.parts.save(answer);
    } catch (error) {
      this.parts.onSaveFailed(error);
    }
  }
}

/** Tells the SDK of the parts that were still growing when the history kept them. */
function reopenParts(answer: AnswerRecord, emit: Emit): void {
  for (const { kind, part, choice, endedMs } of answer.output.parts)
    if (kind !== "tool-call" && endedMs === undefined)
      emit({ type: `${kind}-start`, id: part, providerMetadata: choiceMetadata(choice) });
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

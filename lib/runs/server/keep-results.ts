import "server-only";
import { setTimeout as wait } from "node:timers/promises";
import { type AppError, type AppErrorCode, appError } from "@/lib/core/app-error";
import { AnswerCount } from "./answer-count";
import type { LineJournal } from "./line-journal";
import type { CarryContext, CarryOutcome } from "./operation";

/** Where there is no room for the results, they are kept as soon as there is. */
const waitedFor: ReadonlySet<AppErrorCode> = new Set(["storage-full", "storage-unavailable"]);

/**
 * Ends a run that asked one by one: keeps its output file (0) and its error file (1), and adds up what its answers cost.
 * @param failure why not all was asked for.
 */
export async function keepResults(
  failure: AppError | undefined,
  journal: LineJournal,
  context: CarryContext,
  model: string,
): Promise<CarryOutcome> {
  let count = new AnswerCount((usage, at) => context.priceOf(model, usage, at));
  const answers = () => {
    count = new AnswerCount((usage, at) => context.priceOf(model, usage, at));
    return count.read(journal.results("O"));
  };
  const lost = [
    journal.answered > 0 ? await keep(answers, 0, context) : undefined,
    journal.failed > 0 ? await keep(() => plain(journal.results("E")), 1, context) : undefined,
  ].find((error) => error !== undefined);
  if (context.signal.aborted && context.leaving())
    return { error: appError("run-interrupted"), traceId: undefined, usage: undefined };
  const stopped = context.signal.aborted ? appError("run-interrupted") : undefined;
  const error = failure ?? stopped ?? lost;
  return {
    error,
    finishReason: error ? undefined : "completed",
    traceId: undefined,
    keepsJournal: lost !== undefined,
    ...count.settled(),
  };
}

async function* plain(entries: AsyncIterable<{ text: string }>): AsyncGenerator<Uint8Array> {
  for await (const { text } of entries) yield Buffer.from(`${text}\n`);
}

/** Keeps a file of results; where there is no room for it, as soon as there is. */
async function keep(
  content: () => AsyncIterable<Uint8Array>,
  index: number,
  context: CarryContext,
): Promise<AppError | undefined> {
  const { emit, media, signal, batchPolling } = context;
  const retryInMs = batchPolling.firstPauseMs;
  emit({ type: "media-start", index });
  let kept = await media.keep(content(), { raw: true, onFile: () => {} });
  for (let attempt = 2; kept.error && waitedFor.has(kept.error.code) && !signal.aborted; attempt += 1) {
    emit({ type: "progress", step: "retrying", attempt, error: kept.error, retryInMs });
    await wait(retryInMs, undefined, { signal }).catch(() => {});
    kept = await media.keep(content(), { raw: true, onFile: () => {} });
  }
  const { saved, error } = kept;
  if (saved && !error) {
    emit({ type: "media-end", index, id: saved.id, bytes: saved.bytes, mediaType: saved.type });
    return undefined;
  }
  const lost = error ?? appError("internal");
  emit({ type: "media-lost", index, error: lost });
  return lost;
}

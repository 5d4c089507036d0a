import { answerText } from "@/lib/chat/answer-words";
import { type AppError, AppFailure, appError } from "@/lib/core/app-error";
import { randomUuid } from "@/lib/core/random-uuid";
import { err, ok, type Result } from "@/lib/core/result";
import type { AnswerRecord, ColumnRecord, MessageRecord, ThreadRecord } from "@/lib/history/record";
import { storedThreads } from "@/lib/history/stored-threads";
import { keepVote } from "@/lib/history/votes";
import { type Candidate, laneOf, type Round, type Vote } from "@/lib/rounds/round";
import { createRound, loadRound, voteRound } from "@/lib/rounds/round-client";
import { namesItself } from "@/lib/rounds/self-naming";
import type { RunState } from "@/lib/runs/event";
import { snapshotQuery } from "@/lib/runs/run-queries";
import { newSetup } from "./column-setup";
import { type Ask, Comparison } from "./comparison";

type RoundWishes = { lanes: number; task: string; pool: readonly Candidate[] | null };

/** How the lanes of a round are asked: under their aliases, with nothing that tells them apart. */
export const askBlindly: Ask = ({ model }) => (model === null ? undefined : { model, fields: {} });

/** Has a round drawn, as a comparison whose columns are its lanes. Nothing is stored before its first question. */
export async function beginRound({ lanes, task, pool }: RoundWishes): Promise<Result<Comparison, AppError>> {
  const drawn = await createRound({
    operation: "chat.completions",
    lanes,
    ...(pool && { candidates: [...pool] }),
  });
  if (!drawn.ok) return drawn;
  const round = { id: drawn.value.id, task };
  const setups = drawn.value.lanes.map((alias) => newSetup(alias));
  return ok(new Comparison({ threadId: randomUuid(), loaded: undefined, setups, round }));
}

/**
 * How a lane stands. One that was never asked is still to be asked, unless the page was left in between: then nobody
 * asks it any more.
 */
export function laneState(
  { busy, path }: { busy: boolean; path: readonly MessageRecord[] },
  reopened: boolean,
): RunState {
  const last = path.at(-1);
  if (busy) return "running";
  if (last?.role === "assistant") return last.output.state;
  return reopened ? "interrupted" : "running";
}

/** Votes, and has the comparison know its models. Where another tab has voted before, its vote counts. */
export async function castVote(
  threadId: string,
  roundId: string,
  vote: Vote,
): Promise<Result<Vote, AppError>> {
  const answer = await voteRound(roundId, vote);
  const frozen = !answer.ok && answer.error.code === "vote-frozen";
  const voted = frozen ? await loadRound(roundId) : answer;
  return voted.ok ? reveal(threadId, voted.value) : voted;
}

/** Goes on with a vote that reached the server and not this browser's history. */
export async function catchUpVote(threadId: string, roundId: string): Promise<void> {
  const round = await loadRound(roundId);
  if (round.ok && round.value.result) await reveal(threadId, round.value);
}

/** Puts the models into a round's records, whose vote is then the last thing that is stored: cut off, it is done again. */
async function reveal(threadId: string, round: Round): Promise<Result<Vote, AppError>> {
  const { result } = round;
  if (!result) return err(appError("internal"));
  const { vote } = result;
  try {
    const thread = await storedThreads.thread(threadId);
    if (!thread?.round || thread.round.result) return ok(vote);
    const messages = await storedThreads.messages(threadId);
    const models = result.models.map(({ model }) => model);
    const toldItself = selfNaming(messages, models);
    const answers = messages.filter((message) => message.role === "assistant");
    const named = await Promise.all(answers.map((answer) => withModel(answer, result.models)));
    const columns = thread.columns?.map((column) => namedColumn(column, models)) ?? [];
    await keepVote({
      roundId: round.id,
      threadId,
      operation: round.operation,
      task: thread.round.task,
      lanes: models,
      vote,
      toldItself: toldItself.length > 0,
      at: Date.now(),
    });
    const change: Partial<ThreadRecord> = {
      columns,
      round: { ...thread.round, result: { vote, models, toldItself } },
    };
    await storedThreads.write({ threadId, messages: named, thread: change });
    return ok(vote);
  } catch (thrown) {
    if (thrown instanceof AppFailure) return err(thrown.error);
    return err(appError("internal", { detail: thrown instanceof Error ? thrown.message : String(thrown) }));
  }
}

/** The lanes in which an answer says who gives it. */
function selfNaming(messages: readonly MessageRecord[], models: readonly string[]): number[] {
  const questions = messages.flatMap((message) => (message.role === "user" ? message.text : [])).join("\n");
  const telling = messages.flatMap((message) => {
    if (message.role !== "assistant") return [];
    const lane = laneOf(message.model)?.lane ?? -1;
    const model = models[lane];
    return model !== undefined && namesItself(answerText(message), model, questions) ? [lane] : [];
  });
  return [...new Set(telling)].sort((a, b) => a - b);
}

/** An answer with its model, and the price that nobody was told before. */
async function withModel(answer: AnswerRecord, candidates: readonly Candidate[]): Promise<AnswerRecord> {
  const candidate = candidates[laneOf(answer.model)?.lane ?? -1];
  if (!candidate) return answer;
  const price = answer.runId === undefined ? undefined : await priceOf(answer.runId);
  return {
    ...answer,
    model: candidate.model,
    fields: { ...answer.fields, ...candidate.fields },
    output: { ...answer.output, ...(price && { price }) },
  };
}

/** Nothing where the server cannot tell it any more. */
async function priceOf(runId: string): Promise<AnswerRecord["output"]["price"]> {
  const { signal } = new AbortController();
  const snapshot = await snapshotQuery(runId)
    .queryFn({ signal })
    .catch(() => undefined);
  return snapshot?.output.price;
}

/** A column as one of any comparison. */
function namedColumn(column: ColumnRecord, models: readonly string[]): ColumnRecord {
  const { model: alias } = column.setup;
  const model = typeof alias === "string" ? models[laneOf(alias)?.lane ?? -1] : undefined;
  if (model === undefined) return column;
  return { ...column, revision: column.revision + 1, setup: { ...column.setup, model } };
}

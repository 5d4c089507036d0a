import { type AppError, AppFailure, appError } from "@/lib/core/app-error";
import { err, ok, type Result } from "@/lib/core/result";
import type { CreationKind, CreationRecord, VisualKind } from "@/lib/history/creation-record";
import { keepVote } from "@/lib/history/votes";
import type { Candidate, Round, Vote } from "@/lib/rounds/round";
import { createRound, loadRound, voteRound } from "@/lib/rounds/round-client";
import { snapshotQuery } from "@/lib/runs/run-queries";
import type { CreationWish } from "./creation";
import { changeCreation } from "./store";

/** Two are held against each other. */
const lanes = 2;

/** The operation whose results of a kind are voted on. */
export function operationOf(kind: CreationKind) {
  if (kind === "image") return "images.generations";
  return kind === "video" ? "video.submit" : "audio.speech";
}

/** Has the server draw two of the candidates; gives what to ask of them, under their aliases. */
export async function drawRound(
  wish: Omit<CreationWish, "model" | "fields" | "kind"> & { kind: VisualKind },
  candidates: readonly Candidate[],
): Promise<Result<CreationWish[], AppError>> {
  const drawn = await createRound({ operation: operationOf(wish.kind), lanes, candidates: [...candidates] });
  if (!drawn.ok) return drawn;
  const { id } = drawn.value;
  return ok(drawn.value.lanes.map((model, lane) => ({ ...wish, model, fields: {}, round: { id, lane } })));
}

/** Votes, and has the records know their models. Where another tab has voted before, its vote counts. */
export async function castVote(
  records: readonly CreationRecord[],
  vote: Vote,
): Promise<Result<undefined, AppError>> {
  const roundId = records[0]?.round?.id;
  if (roundId === undefined) return err(appError("not-found"));
  const answer = await voteRound(roundId, vote);
  const frozen = !answer.ok && answer.error.code === "vote-frozen";
  const voted = frozen ? await loadRound(roundId) : answer;
  return voted.ok ? reveal(records, voted.value) : voted;
}

/** Goes on with a vote that reached the server and not this browser's history. */
export async function catchUpVote(records: readonly CreationRecord[]): Promise<void> {
  const roundId = records[0]?.round?.id;
  const round = roundId === undefined ? undefined : await loadRound(roundId);
  if (round?.ok && round.value.result) await reveal(records, round.value);
}

/** The vote is kept first: records that still hold an alias then are revealed when they are next shown. */
async function reveal(
  records: readonly CreationRecord[],
  { id: roundId, operation, result }: Round,
): Promise<Result<undefined, AppError>> {
  if (!result) return err(appError("internal"));
  try {
    await keepVote({
      roundId,
      threadId: records[0]?.groupId ?? "",
      operation,
      task: "",
      lanes: result.models.map(contestantOf),
      vote: result.vote,
      toldItself: false,
      at: Date.now(),
    });
    await Promise.all(
      records.map((record) => {
        const candidate = result.models[record.round?.lane ?? -1];
        return candidate && nameModel(record, candidate);
      }),
    );
    return ok(undefined);
  } catch (thrown) {
    if (thrown instanceof AppFailure) return err(thrown.error);
    return err(appError("internal", { detail: thrown instanceof Error ? thrown.message : String(thrown) }));
  }
}

/** What was voted on: a model, and of speech its voice, as SiliconFlow writes the two. */
function contestantOf({ model, fields }: Candidate): string {
  const { voice } = fields;
  if (typeof voice !== "string") return model;
  return voice.startsWith(`${model}:`) ? voice : `${model}:${voice || "reference"}`;
}

/** Puts in the model, what it was asked with, and the price that nobody was told before. */
async function nameModel({ id, runId }: CreationRecord, { model, fields }: Candidate): Promise<void> {
  const { signal } = new AbortController();
  const snapshot = runId
    ? await snapshotQuery(runId)
        .queryFn({ signal })
        .catch(() => undefined) // the server has forgotten it: the price stays unknown
    : undefined;
  await changeCreation(id, (record) => {
    record.model = model;
    record.fields = { ...record.fields, ...fields };
    if (snapshot?.output.price) record.output.price = snapshot.output.price;
  });
}

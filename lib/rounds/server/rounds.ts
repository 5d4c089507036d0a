import "server-only";
import { randomInt, randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { type AppError, appError } from "@/lib/core/app-error";
import { err, ok, type Result } from "@/lib/core/result";
import type { ModelList } from "@/lib/models/server/model-list";
import type { RunPrice } from "@/lib/runs/event";
import { type RunRequest, runRequestSchema } from "@/lib/runs/run-request";
import type { Unsealed } from "@/lib/runs/server/engine";
import type { RunSnapshot } from "@/lib/runs/snapshot";
import { aliasOf, type Candidate, isAlias, laneOf, type Round, type Vote } from "../round";
import type { ReadRoundRequest } from "../round-request";
import { drawLanes, freeCandidates, type RandomBelow } from "./draw";
import type { RoundStore, StoredRound } from "./round-store";

const keptUnvotedMs = 7 * 24 * 60 * 60 * 1000;

export type RoundParts = {
  store: RoundStore;
  models: Pick<ModelList, "chatModels">;
  /** False while a run of the round is going; else true, once the ends of all of them are stored. */
  whenSettled: (roundId: string) => Promise<boolean>;
  /** What a run cost, by the ledger. */
  settledPrice: (runId: string) => Promise<RunPrice | undefined>;
  /** Draws; the operating system's randomness unless a test has its own. */
  randomBelow?: RandomBelow;
};

/** Blind rounds: models that answer under an alias, and are named once a vote has been cast. */
export class Rounds {
  private readonly parts: RoundParts;

  constructor(parts: RoundParts) {
    this.parts = parts;
  }

  /** Draws a round. Fails when there are fewer models than lanes, or SiliconFlow cannot be asked for its list. */
  async create({ operation, lanes: count, candidates }: ReadRoundRequest): Promise<Result<Round, AppError>> {
    const pool = candidates ? ok(candidates) : await this.freeModels(operation);
    if (!pool.ok) return pool;
    const lanes = drawLanes(pool.value, count, this.parts.randomBelow ?? randomInt);
    if (!lanes) return err(appError("too-few-models"));
    const round = { id: `round_${randomUUID()}`, operation, lanes };
    await this.parts.store.create(round);
    return ok(told({ ...round, vote: null }));
  }

  async show(roundId: string): Promise<Result<Round, AppError>> {
    const round = await this.parts.store.find(roundId);
    return round ? ok(told(round)) : err(appError("not-found"));
  }

  /** Casts the vote, which cannot be changed after: it reveals the models. */
  async vote(roundId: string, vote: Vote): Promise<Result<Round, AppError>> {
    const { store, whenSettled } = this.parts;
    const round = await store.find(roundId);
    if (!round) return err(appError("not-found"));
    if (vote.kind === "best" && vote.lane >= round.lanes.length)
      return err(appError("bad-request", { field: "vote.lane" }));
    if (!round.vote) {
      if (!(await whenSettled(roundId))) return err(appError("round-running"));
      await store.vote(roundId, vote);
    }
    const voted = await store.find(roundId);
    if (!voted) return err(appError("not-found"));
    return isDeepStrictEqual(voted.vote, vote) ? ok(told(voted)) : err(appError("vote-frozen"));
  }

  /** Puts the model and the fields of the lane in, where a request names an alias. */
  readonly unseal = async (request: RunRequest): Promise<Result<Unsealed, AppError>> => {
    const { operation, input } = request;
    if (!isAlias(input.model)) return ok({ request });
    const found = await this.find(input.model);
    if (!found) return err(appError("not-found", { field: "input.model" }));
    const { round, candidate } = found;
    if (round.operation !== operation) return err(appError("bad-request", { field: "operation" }));
    const filled = runRequestSchema.safeParse({ operation, input: filledIn(input, candidate) });
    if (filled.success) return ok({ request: filled.data, sealedBy: round.id });
    return err(appError("bad-request", { field: filled.error.issues[0]?.path.join(".") ?? "input" }));
  };

  /** A run with its model, the request as it went out and its price, once there was a vote. */
  readonly reveal = async (snapshot: RunSnapshot): Promise<RunSnapshot> => {
    const found = isAlias(snapshot.model) ? await this.find(snapshot.model) : undefined;
    if (!found?.round.vote) return snapshot;
    const { candidate } = found;
    const price = await this.parts.settledPrice(snapshot.id);
    return {
      ...snapshot,
      model: candidate.model,
      input: filledIn(snapshot.input, candidate),
      output: { ...snapshot.output, ...(price && { price }) },
    };
  };

  /** Forgets rounds without a vote when the logs of their runs are forgotten, after a week. */
  forgetOld(): Promise<void> {
    return this.parts.store.removeUnvotedBefore(new Date(Date.now() - keptUnvotedMs));
  }

  private async find(alias: string): Promise<{ round: StoredRound; candidate: Candidate } | undefined> {
    const place = laneOf(alias);
    const round = place && (await this.parts.store.find(place.roundId));
    const candidate = place && round?.lanes[place.lane];
    return round && candidate && { round, candidate };
  }

  private async freeModels(operation: RunRequest["operation"]): Promise<Result<Candidate[], AppError>> {
    const list = await this.parts.models.chatModels();
    return list.ok ? ok(freeCandidates(list.value.models, operation)) : list;
  }
}

function filledIn(input: unknown, { model, fields }: Candidate): Record<string, unknown> {
  return { ...(typeof input === "object" ? input : {}), ...fields, model };
}

/** A round as a browser may know it. */
function told({ id, operation, lanes, vote }: StoredRound): Round {
  const aliases = lanes.map((_, lane) => aliasOf(id, lane));
  return { id, operation, lanes: aliases, ...(vote && { result: { vote, models: lanes } }) };
}

import "server-only";
import type { AppError } from "@/lib/core/app-error";
import { ok, type Result } from "@/lib/core/result";
import type { RouteRequest } from "@/lib/http/server/define-route";
import type { Reply } from "@/lib/http/server/reply";
import type { ReadRoundRequest, VoteRequest } from "../round-request";
import type { Rounds } from "./rounds";

const roundIdOf = (request: Pick<RouteRequest<unknown>, "params">) => request.params["id"] ?? "";

/** POST /api/rounds: draws a round. */
export async function createRound(
  rounds: Rounds,
  request: RouteRequest<ReadRoundRequest>,
): Promise<Result<Reply, AppError>> {
  const round = await rounds.create(request.body);
  return round.ok ? ok({ kind: "json", status: 201, body: round.value }) : round;
}

/** GET /api/rounds/:id: the lanes, and the models once there was a vote. */
export async function showRound(
  rounds: Rounds,
  request: RouteRequest<undefined>,
): Promise<Result<Reply, AppError>> {
  const round = await rounds.show(roundIdOf(request));
  return round.ok ? ok({ kind: "json", body: round.value }) : round;
}

/** POST /api/rounds/:id/vote: casts the vote and names the models. */
export async function voteRound(
  rounds: Rounds,
  request: RouteRequest<VoteRequest>,
): Promise<Result<Reply, AppError>> {
  const round = await rounds.vote(roundIdOf(request), request.body.vote);
  return round.ok ? ok({ kind: "json", body: round.value }) : round;
}

import { type AppError, appError } from "@/lib/core/app-error";
import { err, ok, type Result } from "@/lib/core/result";
import { readErrorReply } from "@/lib/http/request-json";
import { type Round, roundSchema, type Vote } from "./round";
import type { RoundRequest } from "./round-request";

/** Asks for a round at a path below /api/rounds; with a body the path is posted to. */
async function ask(path: string, body?: unknown): Promise<Result<Round, AppError>> {
  const post = {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  };
  try {
    const response = await fetch(`/api/rounds${path}`, body === undefined ? {} : post);
    if (!response.ok) return err(await readErrorReply(response));
    return ok(roundSchema.parse(await response.json()));
  } catch {
    return err(appError("server-unreachable"));
  }
}

/** Has the server draw a round. Fails with `too-few-models` when there are not as many as lanes. */
export const createRound = (request: RoundRequest): Promise<Result<Round, AppError>> => ask("", request);

/** A round as far as it may be known. Fails with `not-found` once the server has forgotten it. */
export const loadRound = (roundId: string): Promise<Result<Round, AppError>> =>
  ask(`/${encodeURIComponent(roundId)}`);

/**
 * Votes, which reveals the models. The same vote again changes nothing; another one fails with `vote-frozen`, and
 * one while an answer is still being written with `round-running`.
 */
export const voteRound = (roundId: string, vote: Vote): Promise<Result<Round, AppError>> =>
  ask(`/${encodeURIComponent(roundId)}/vote`, { vote });

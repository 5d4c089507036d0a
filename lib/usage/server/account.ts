import "server-only";
import { type AppError, AppFailure, appError } from "@/lib/core/app-error";
import { err, ok, type Result } from "@/lib/core/result";
import { upstreamError } from "@/lib/siliconflow/errors";
import { operations } from "@/lib/siliconflow/operations";
import { userInfoResponseSchema } from "@/lib/siliconflow/schema/account";
import { readText, type Upstream } from "@/lib/siliconflow/server/upstream";
import type { Account } from "../account";

const maxReplyBytes = 64 * 1024;
const { method, path } = operations.account;

/** Blank fields are how SiliconFlow leaves something out since June 2025. */
const given = (value: string | null | undefined) => value?.trim() || null;

function accountOf(text: string): Result<Account, AppError> {
  const { data } = userInfoResponseSchema.safeParse(parsed(text));
  if (!data) return err(appError("malformed-response"));
  const { name, email, status, balance, chargeBalance, totalBalance } = data.data;
  return ok({
    state: "known",
    name: given(name),
    email: given(email),
    status: given(status),
    balance: given(balance),
    chargeBalance: given(chargeBalance),
    totalBalance: given(totalBalance),
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * What SiliconFlow says of the account behind this server's key. It withdrew the route on 2026-08-14 (410); services that
 * are compatible may still have it. Where there never was one (404) it is as good as withdrawn.
 */
export async function readAccount(
  upstream: Upstream,
  signal: AbortSignal,
): Promise<Result<Account, AppError>> {
  const reply = await upstream.call({ method, path }, signal);
  if (!reply.ok) return reply;
  const { status, headers, body } = reply.value;
  try {
    const text = await readText(body, maxReplyBytes);
    if (status === 200) return accountOf(text);
    const error = upstreamError({ status, body: text, ...headers });
    const gone = error.code === "withdrawn" || error.code === "upstream-path-not-found";
    return gone ? ok({ state: "withdrawn" }) : err(error);
  } catch (thrown) {
    return err(thrown instanceof AppFailure ? thrown.error : appError("internal"));
  }
}

import type { ZodMiniType } from "zod/mini";
import { type AppError, AppFailure, appError, appErrorSchema } from "@/lib/core/app-error";

/** What the server said instead of what was asked for. */
export async function readErrorReply(response: Response): Promise<AppError> {
  const body: unknown = await response.json().catch(() => undefined);
  const error = typeof body === "object" && body !== null && "error" in body ? body.error : undefined;
  return appErrorSchema.safeParse(error).data ?? appError("internal", { upstreamStatus: response.status });
}

/** Asks our own server for JSON. Fails with an AppFailure, which a query keeps as its error. */
export async function requestJson<Value>(
  path: string,
  schema: ZodMiniType<Value>,
  signal: AbortSignal,
): Promise<Value> {
  const response = await fetch(path, { signal }).catch((cause: unknown) => {
    throw new AppFailure(appError("server-unreachable"), { cause });
  });
  if (!response.ok) throw new AppFailure(await readErrorReply(response));
  return schema.parse(await response.json());
}

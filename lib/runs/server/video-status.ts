import "server-only";
import { type AppError, appError } from "@/lib/core/app-error";
import { err, ok, type Result } from "@/lib/core/result";
import { operations } from "@/lib/siliconflow/operations";
import { type VideoStatusResponse, videoStatusResponseSchema } from "@/lib/siliconflow/schema/video";
import type { CarryContext } from "./operation";
import { askOnce, pollJob } from "./poll-job";

const { method, path } = operations["video.status"];

/** Asks SiliconFlow about a clip, once. */
export function askStatus(
  requestId: string,
  context: Pick<CarryContext, "upstream" | "signal">,
): Promise<Result<VideoStatusResponse, AppError>> {
  const request = { method, path, body: JSON.stringify({ requestId }) };
  return askOnce(request, (body) => videoStatusResponseSchema.safeParse(body).data, context);
}

/** Asks about a clip until it is made, or is not; `generation-failed` has SiliconFlow's reason. Else as `pollJob`. */
export function waitForVideo(
  requestId: string,
  deadlineAt: number,
  context: CarryContext & { asksAtOnce: boolean },
): Promise<Result<VideoStatusResponse, AppError>> {
  const { polling, signal, asksAtOnce, emit } = context;
  let step: "queued" | "working" | undefined;
  return pollJob({
    ask: () => askStatus(requestId, context),
    end: (answer) => {
      const { status, reason } = answer;
      if (status === "Succeed") return ok(answer);
      if (status === "Failed") return err(appError("generation-failed", reason ? { detail: reason } : {}));
      const next = status === "InQueue" ? "queued" : "working";
      if (next !== step) emit({ type: "job-step", step: next });
      step = next;
      return undefined;
    },
    deadlineAt,
    polling,
    asksAtOnce,
    signal,
  });
}

import "server-only";
import { type AppError, AppFailure, appError } from "@/lib/core/app-error";
import { err, ok, type Result } from "@/lib/core/result";
import {
  type VideoStatusResponse,
  type VideoSubmitRequest,
  videoSubmitResponseSchema,
} from "@/lib/siliconflow/schema/video";
import type { RunUsage } from "../event";
import { traced } from "./attempt";
import type { CarryContext, CarryOutcome } from "./operation";
import { callPaid } from "./paid-call";
import { saveResults } from "./save-results";
import { askStatus, waitForVideo } from "./video-status";

/** The shorter of the two lives that SiliconFlow's pages give a link to a clip (api/notes, section 7). */
const linkLifeMs = 10 * 60 * 1000;

type Job = { requestId: string; submittedAt: number; traceId?: string | undefined };

const clips = (videos: number, estimated: boolean): RunUsage => ({
  inputTokens: 0,
  outputTokens: 0,
  videos,
  estimated,
});

/** Hands the job over, once: its id is on the disk before anything else is done with it. */
async function submit(input: VideoSubmitRequest, context: CarryContext): Promise<Result<Job, AppError>> {
  const answer = await callPaid("video.submit", input, context, context.job);
  if (!answer.ok) return answer;
  const { body, traceId } = answer.value;
  const parsed = videoSubmitResponseSchema.safeParse(body);
  if (!parsed.success || parsed.data.requestId === "")
    return err(traced(appError("outcome-unknown", { detail: "no requestId" }), traceId));
  const job = { requestId: parsed.data.requestId, submittedAt: Date.now(), traceId };
  // Should it not reach the disk, this process knows it still.
  await context.job.submitted(job.requestId, job.submittedAt).catch(() => {});
  return ok(job);
}

/**
 * Has a clip made and saves it. Carried on after a restart it asks about the job that was handed over, and never
 * hands it over again: when nobody knows whether SiliconFlow took it, it fails with `outcome-unknown`.
 */
export async function carryVideo(input: VideoSubmitRequest, context: CarryContext): Promise<CarryOutcome> {
  const { known } = context.job;
  if (known.state === "unknown")
    return { error: appError("outcome-unknown"), traceId: undefined, usage: undefined };
  const job = known.state === "submitted" ? ok(known) : await submit(input, context);
  if (!job.ok) return { error: job.error, traceId: job.error.traceId, usage: undefined };
  const outcome = await followJob(job.value, { ...context, asksAtOnce: known.state === "submitted" });
  // One that was left to itself will most likely be charged; a failed one said nothing of it.
  const abandoned = outcome.error && outcome.error.code !== "generation-failed";
  return abandoned && !outcome.usage ? { ...outcome, usage: clips(1, true) } : outcome;
}

/** Asks again about a job that was handed over in an earlier run. That costs nothing. */
export async function carryJobLookup(
  { requestId }: { requestId: string },
  context: CarryContext,
): Promise<CarryOutcome> {
  const outcome = await followJob({ requestId, submittedAt: Date.now() }, { ...context, asksAtOnce: true });
  return { ...outcome, usage: undefined };
}

async function followJob(
  { requestId, submittedAt, traceId }: Job,
  context: CarryContext & { asksAtOnce: boolean },
): Promise<CarryOutcome> {
  const deadlineAt = submittedAt + context.polling.deadlineMs;
  context.emit({ type: "job-start", requestId, deadlineAt });
  const made = await waitForVideo(requestId, deadlineAt, context);
  if (!made.ok) return { error: traced(made.error, traceId), traceId, usage: undefined };
  return { traceId, ...(await keep(requestId, made.value, context)) };
}

const urlsOf = ({ results }: VideoStatusResponse): string[] =>
  (results?.videos ?? []).flatMap(({ url }) => url || []);

async function keep(
  requestId: string,
  made: VideoStatusResponse,
  context: CarryContext,
): Promise<Pick<CarryOutcome, "error" | "usage">> {
  const { seed, timings } = made.results ?? {};
  const inferenceSeconds = timings?.inference ?? undefined;
  context.emit({
    type: "result",
    ...(seed != null && { seed }),
    ...(inferenceSeconds !== undefined && { inferenceSeconds }),
  });
  const urls = urlsOf(made);
  if (urls.length === 0) return { error: appError("malformed-response"), usage: clips(1, true) };
  const addresses = urls.map((url, index) => async (attempt: number) => {
    if (attempt === 1) return url;
    // The link may be dead; asked again, SiliconFlow may give another.
    const again = await askStatus(requestId, context);
    if (!again.ok && context.signal.aborted) throw new AppFailure(again.error);
    return (again.ok && urlsOf(again.value)[index]) || url;
  });
  const lost = await saveResults({ kind: "video", addresses, linkLifeMs }, context);
  return { error: lost, usage: clips(urls.length, false) };
}

import "server-only";
import type { AppError } from "@/lib/core/app-error";
import type { Result } from "@/lib/core/result";
import type { ChatUsage } from "@/lib/siliconflow/schema/chat";
import type { Upstream } from "@/lib/siliconflow/server/upstream";
import type { RunEvent, RunUsage } from "../event";
import type { UpstreamAttempt } from "../snapshot";

/** What an operation needs from the engine while it is carried. */
export type CarryContext = {
  upstream: Upstream;
  /** An input as the JSON that goes to SiliconFlow, with the uploads that it names; fails when one is gone. */
  bodyOf: (input: unknown) => Promise<Result<string, AppError>>;
  signal: AbortSignal;
  emit: (event: RunEvent) => void;
  /** Called for each attempt, when its status is known. */
  record: (attempt: UpstreamAttempt) => void;
};

/** How carrying ended. */
export type CarryOutcome = {
  /** Why it is not complete; absent when SiliconFlow said how it finished. */
  error: AppError | undefined;
  finishReason: string | undefined;
  traceId: string | undefined;
  usage: ChatUsage | undefined;
  outputText: string;
};

/** One operation with its input, as the engine sees it: it is carried, then settled. */
export type RunOperation = {
  /** Never throws: whatever had arrived stays with the outcome. */
  carry(context: CarryContext): Promise<CarryOutcome>;
  /** What it used; nothing when nothing was generated and nothing named. */
  settle(outcome: CarryOutcome): RunUsage | undefined;
};

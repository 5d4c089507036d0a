import { failureNamed } from "@/lib/simulator/failures";
import type { ScenarioTable } from "@/lib/simulator/scenarios/scenario";

const stages = ["in_queue", "in_progress", "finalizing"] as const;

/** What may be wrong with a batch. Set at its creation they stay with it. */
export const batchScenarios: ScenarioTable = {
  "batch-failed": {
    description: "The batch ends in failed, with `reason` among its errors.",
    params: { reason: "line 1: is not valid JSON" },
    effect: (params) => ({ batch: { kind: "failed", reason: params.text("reason") } }),
  },
  "batch-stuck": {
    description: "The batch stays in `status` until it is cancelled: in_queue, in_progress or finalizing.",
    params: { status: "in_progress" },
    effect: (params) => ({
      batch: { kind: "stuck", status: stages.find((one) => one === params.text("status")) ?? "in_progress" },
    }),
  },
  "batch-unknown-status": {
    description: "The status is `value`, which no reference names.",
    params: { value: "paused" },
    effect: (params) => ({ batch: { kind: "status", value: params.text("value") } }),
  },
  "batch-line-error": {
    description: "Each request whose number is a multiple of `every` is answered with `error`.",
    params: { every: "3", error: "error-50507" },
    effect: (params) => ({
      batch: {
        kind: "line-error",
        every: params.number("every"),
        reply: failureNamed(params.text("error")),
      },
    }),
  },
  "batch-missing": {
    description: "Each request whose number is a multiple of `every` is in neither file.",
    params: { every: "5" },
    effect: (params) => ({ batch: { kind: "missing", every: params.number("every") } }),
  },
  "batch-twice": {
    description: "Each request whose number is a multiple of `every` stands twice in the results.",
    params: { every: "5" },
    effect: (params) => ({ batch: { kind: "twice", every: params.number("every") } }),
  },
  "batch-expire": {
    description: "The completion window is over once `after` requests were answered.",
    params: { after: "2" },
    effect: (params) => ({ batch: { kind: "expire", after: params.number("after") } }),
  },
};

import { failureNamed, failureReply, invalidParameter } from "@/lib/simulator/failures";
import type { ScenarioTable } from "@/lib/simulator/scenarios/scenario";

/** What may be wrong with a video job. Set at its submission they stay with it; set at a poll they are for that poll. */
export const videoScenarios: ScenarioTable = {
  "video-failed": {
    description: "The job ends in Failed with `reason`.",
    params: { reason: "The prompt was rejected." },
    effect: (params) => ({ video: { kind: "failed", reason: params.text("reason") } }),
  },
  "video-stuck": {
    description: "The job stays in `phase` for ever: InQueue or InProgress.",
    params: { phase: "InProgress" },
    effect: (params) => ({
      video: { kind: "stuck", phase: params.text("phase") === "InQueue" ? "InQueue" : "InProgress" },
    }),
  },
  "video-unknown-status": {
    description: "The status is `value`, which no reference names.",
    params: { value: "Paused" },
    effect: (params) => ({ video: { kind: "status", value: params.text("value") } }),
  },
  "video-status-error": {
    description:
      "`times` polls of the job (all when empty), once `after` have passed, are answered with `error`, any error scenario.",
    params: { error: "error-50507", after: "0", times: "1" },
    effect: (params) => ({
      video: {
        kind: "reply",
        reply: failureNamed(params.text("error")),
        after: params.number("after"),
        times: params.optionalNumber("times"),
      },
    }),
  },
  "video-no-url": {
    description: "Succeed, and the video has no url.",
    effect: () => ({ video: { kind: "no-url" } }),
  },
  "video-lost": {
    description: "No poll knows the job, once `after` have: `status` 400 as for an unknown id, or 404.",
    params: { status: "400", after: "0" },
    effect: (params) => ({
      video: {
        kind: "reply",
        reply:
          params.text("status") === "404"
            ? failureReply("error-404")
            : invalidParameter("requestId: no such request"),
        after: params.number("after"),
        times: null,
      },
    }),
  },
};

import {
  type FailureName,
  failureReply,
  failures,
  inputTooLong,
  limitReached,
} from "@/lib/simulator/failures";
import type { Headers, Reply } from "@/lib/simulator/http/reply";
import type { Scenario, ScenarioParams, ScenarioTable } from "@/lib/simulator/scenarios/scenario";

const limitNames: readonly string[] = [
  "error-50602",
  "error-429-documented",
  "error-429-string",
  "error-50603-429",
];

function retryAfter(params: ScenarioParams, now: number): Headers {
  const seconds = params.text("retry-after");
  const date = params.optionalNumber("retry-after-date");
  if (date !== null) return { "retry-after": new Date(now + date * 1000).toUTCString() };
  return seconds === "" ? {} : { "retry-after": seconds };
}

function replyOf(name: FailureName, params: ScenarioParams, now: number): Reply {
  const headers = retryAfter(params, now);
  if (name === "error-50602") return limitReached(params.text("limit"), headers);
  if (name === "error-20015-too-long") return inputTooLong(params.number("tokens"), params.number("max"));
  return failureReply(name, headers);
}

function paramsOf(name: FailureName): Readonly<Record<string, string>> {
  if (name === "error-20015-too-long") return { tokens: "135022", max: "131072" };
  const waiting = { "retry-after": "", "retry-after-date": "" };
  if (name === "error-50602") return { limit: "TPM", ...waiting };
  return limitNames.includes(name) || failures[name].status === 503 ? waiting : {};
}

function scenarioOf(name: FailureName): Scenario {
  const failure = failures[name];
  const body = "json" in failure ? JSON.stringify(failure.json) : failure.contentType;
  return {
    description: `Answers ${failure.status} with ${body}`,
    params: paramsOf(name),
    effect: (params, now) => ({ reply: replyOf(name, params, now) }),
  };
}

const failureNames = Object.keys(failures).filter((name): name is FailureName => name in failures);

/** Each row of the table of failures, as a scenario. */
export const errorScenarios: ScenarioTable = Object.fromEntries(
  failureNames.map((name) => [name, scenarioOf(name)]),
);

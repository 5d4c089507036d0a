import type { ModelSummary } from "@/lib/models/model-summary";
import { type AnswerOptions, type Tool, toolNamePattern } from "./options";
import { builtInTool } from "./tools/built-in-tools";

/** Fields of a request under SiliconFlow's own names; one that is not there is not sent. */
export type Fields = Readonly<Record<string, unknown>>;

type Common = {
  name: ParameterName;
  /** The model is known not to take it. A model of which nothing is known takes everything. */
  refusedBy?: (model: ModelSummary) => boolean;
};

/** How a parameter is set by hand, with its range by the contract. */
export type Parameter = Common &
  (
    | { kind: "number"; min: number; max: number; step: number }
    | { kind: "integer"; min: number; max: number | null }
    | { kind: "choice"; values: (model: ModelSummary | undefined) => readonly string[] }
    /** Up to so many texts. */
    | { kind: "texts"; most: number }
    | { kind: "text" }
  );

export type ParameterName =
  | "temperature"
  | "top_p"
  | "top_k"
  | "min_p"
  | "frequency_penalty"
  | "presence_penalty"
  | "repetition_penalty"
  | "max_tokens"
  | "stop"
  | "n"
  | "seed"
  | "thinking_budget"
  | "reasoning_effort"
  | "prefix"
  | "suffix";

const number = (name: ParameterName, min: number, max: number, step: number): Parameter => ({
  name,
  kind: "number",
  min,
  max,
  step,
});
const integer = (name: ParameterName, min: number, max: number | null): Parameter => ({
  name,
  kind: "integer",
  min,
  max,
});

/** POST /chat/completions, ranges by the contract. */
export const chatParameters: readonly Parameter[] = [
  number("temperature", 0, 2, 0.05),
  number("top_p", 0, 1, 0.01),
  integer("top_k", 0, 100),
  number("min_p", 0, 1, 0.01),
  number("frequency_penalty", -2, 2, 0.1),
  integer("max_tokens", 1, null),
  {
    ...integer("thinking_budget", 128, 32_768),
    refusedBy: (model) => model.catalogued && !model.thinkingBudget,
  },
  {
    name: "reasoning_effort",
    kind: "choice",
    values: (model) =>
      model?.reasoningEfforts.length ? model.reasoningEfforts : ["low", "medium", "high", "xhigh", "max"],
    refusedBy: (model) => model.catalogued && model.reasoningEfforts.length === 0,
  },
  { name: "stop", kind: "texts", most: 4 },
  integer("n", 1, 16),
  { name: "prefix", kind: "text", refusedBy: (model) => model.prefix === false && model.fim !== true },
  { name: "suffix", kind: "text", refusedBy: (model) => model.fim === false },
];

/** POST /completions; the list comes from the international reference. */
export const fillParameters: readonly Parameter[] = [
  number("temperature", 0, 1, 0.05),
  number("top_p", 0, 1, 0.01),
  integer("top_k", 0, 100),
  number("frequency_penalty", -2, 2, 0.1),
  number("presence_penalty", -2, 2, 0.1),
  number("repetition_penalty", 0, 2, 0.05),
  integer("max_tokens", 1, null),
  { name: "stop", kind: "texts", most: 4 },
  integer("n", 1, 16),
  integer("seed", 0, null),
];

export const takes = (parameter: Parameter, model: ModelSummary | undefined) =>
  !model || !parameter.refusedBy?.(model);

/** Why a value can't be sent; nothing when it can. */
export type ParameterFault = "range" | "type" | "tooMany" | "choice";

/** Holds a value against its parameter's range for this model. */
export function faultOf(
  parameter: Parameter,
  value: unknown,
  model?: ModelSummary,
): ParameterFault | undefined {
  switch (parameter.kind) {
    case "number":
    case "integer": {
      if (typeof value !== "number" || !Number.isFinite(value)) return "type";
      if (parameter.kind === "integer" && !Number.isSafeInteger(value)) return "type";
      return value < parameter.min || (parameter.max !== null && value > parameter.max) ? "range" : undefined;
    }
    case "choice":
      return typeof value === "string" && parameter.values(model).includes(value) ? undefined : "choice";
    case "texts": {
      if (!Array.isArray(value) || !value.every((item) => typeof item === "string")) return "type";
      return value.length > parameter.most ? "tooMany" : undefined;
    }
    case "text":
      return typeof value === "string" ? undefined : "type";
  }
}

export type AdaptationReason =
  /** Kept for another model, as this one does not take it. */
  | "notTaken"
  | "range"
  /** The model refuses tools, or a prefix, while it thinks. */
  | "thinkingOff";
/** What was set and is not sent to this model as it was set. */
export type Adaptation = { name: string; reason: AdaptationReason };

type Fitted = { fields: Record<string, unknown>; adapted: Adaptation[] };

function fitParameters(set: Fields, model: ModelSummary | undefined, known: readonly Parameter[]): Fitted {
  const fields: Record<string, unknown> = {};
  const adapted: Adaptation[] = [];
  for (const parameter of known) {
    const { name } = parameter;
    const value = set[name];
    if (value === undefined) continue;
    if (!takes(parameter, model)) adapted.push({ name, reason: "notTaken" });
    else if (faultOf(parameter, value, model)) adapted.push({ name, reason: "range" });
    else fields[name] = value;
  }
  return { fields, adapted };
}

const withoutDraft = ({ draft: _, ...tool }: Tool): Tool => tool;

/**
 * The fields of a chat request for one model: what was set and the model takes. What it does not take is named,
 * never silently lost: it stays set for the next model. A model with a thinking switch is always told, since
 * left out it would think. `prefix` is set when the answer continues a text.
 */
export function chatFields(
  options: AnswerOptions,
  model: ModelSummary | undefined,
  continuesByPrefix = false,
): Fitted {
  const { fields, adapted } = fitParameters(options.parameters, model, chatParameters);
  const put = (name: string, value: unknown, taken: boolean) => {
    if (taken) fields[name] = value;
    else adapted.push({ name, reason: "notTaken" });
  };
  if (options.responseFormat) put("response_format", options.responseFormat, model?.json !== false);
  const tools = [
    ...options.builtInTools.flatMap((name) => builtInTool(name) ?? []),
    ...options.tools.map(withoutDraft),
  ];
  const named = tools.filter(({ function: { name } }) => toolNamePattern.test(name));
  if (named.length < tools.length) adapted.push({ name: "tools", reason: "range" });
  if (named.length > 0) put("tools", named, model?.tools !== false);
  if (options.toolChoice !== null && "tools" in fields) fields["tool_choice"] = options.toolChoice;
  if (model?.thinking === "switchable") {
    const forTools = "tools" in fields && model.traits.toolsNeedThinkingOff === true;
    const mustNotThink = forTools || continuesByPrefix || "prefix" in fields;
    if (options.thinking && mustNotThink) adapted.push({ name: "enable_thinking", reason: "thinkingOff" });
    fields["enable_thinking"] = options.thinking && !mustNotThink;
  }
  return { fields: { ...fields, ...options.extra }, adapted };
}

/** The fields of a request that fills a gap. */
export function fillFields({ parameters, extra }: AnswerOptions, model: ModelSummary | undefined): Fitted {
  const { fields, adapted } = fitParameters(parameters, model, fillParameters);
  return { fields: { ...fields, ...extra }, adapted };
}

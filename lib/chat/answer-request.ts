import type { ModelSummary } from "@/lib/models/model-summary";
import type { AnswerRequest } from "./new-records";
import type { AnswerOptions } from "./options";
import { chatFields } from "./parameters";

/** How a model is asked with these options, as far as it takes them. */
export function chatRequest(
  model: string,
  options: AnswerOptions,
  summary: ModelSummary | undefined,
): AnswerRequest {
  const { fields } = chatFields(options, summary);
  const tools = "tools" in fields && options.builtInTools.length > 0;
  return { model, fields, ...(tools && { builtInTools: options.builtInTools }) };
}

"use client";

import { chatRequest } from "@/lib/chat/answer-request";
import type { AnswerRequest } from "@/lib/chat/new-records";
import {
  type Adaptation,
  chatFields,
  chatParameters,
  fillFields,
  fillParameters,
} from "@/lib/chat/parameters";
import type { AnswerModel } from "./use-answer-model";
import type { Options } from "./use-options";

/** What the next answer is asked with: the chosen options as far as the model takes them. */
export function useAnswerRequest(kind: "chat" | "fill", model: AnswerModel, { options }: Options) {
  const summaryOf = (id: string) => model.models.find((known) => known.id === id);
  const fieldsOf = (id: string) =>
    kind === "fill" ? fillFields(options, summaryOf(id)) : chatFields(options, summaryOf(id));

  /** Undefined until a model is known. */
  const request = (id: string | null = model.id): AnswerRequest | undefined => {
    if (id === null) return undefined;
    if (kind === "chat") return chatRequest(id, options, summaryOf(id));
    return { model: id, fields: fieldsOf(id).fields, operation: "completions" };
  };
  const adapted: readonly Adaptation[] = model.id === null ? [] : fieldsOf(model.id).adapted;
  return { request, adapted };
}

/** How many things besides the model are set that this kind of conversation has. */
export function optionCount(kind: "chat" | "fill", { options }: Pick<Options, "options">): number {
  const { parameters, responseFormat, tools, builtInTools, toolChoice, extra } = options;
  const known = kind === "fill" ? fillParameters : chatParameters;
  const common = known.filter(({ name }) => name in parameters).length + Object.keys(extra).length;
  if (kind === "fill") return common;
  const single = [responseFormat, toolChoice].filter((value) => value !== null).length;
  return common + tools.length + builtInTools.length + single;
}

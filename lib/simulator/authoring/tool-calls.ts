import { fitSchema, type Wordbook } from "@/lib/simulator/authoring/fit-schema";
import type { Language } from "@/lib/simulator/authoring/language";
import { literalValue } from "@/lib/simulator/authoring/literal-values";
import { contentWords } from "@/lib/simulator/authoring/subject";
import type { ChatRequest, ChatTool } from "@/lib/simulator/chat/chat-request";
import type { WireStyle } from "@/lib/simulator/chat/wire-style";
import { isJsonObject } from "@/lib/simulator/json";
import { hexOf } from "@/lib/simulator/random";

export type PlannedCall = { id: string; name: string; arguments: string };

/** Ids differ by model: hex, `call_…`, or `functions.name:0` (notes.md section 2). */
function callId(style: WireStyle["toolIds"], name: string, position: number, seed: string): string {
  switch (style) {
    case "hex":
      return hexOf("call", seed, name, position);
    case "call":
      return `call_${hexOf("call", seed, name, position).slice(0, 24)}`;
    case "functions":
      return `functions.${name}:${position}`;
  }
}

function wordsOfName(name: string): string[] {
  return name
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word.length >= 4);
}

/** The question holds, word for word, everything that the tool asks for. */
function isFilledBy({ parameters }: ChatTool, question: string): boolean {
  const required = isJsonObject(parameters) ? parameters["required"] : undefined;
  if (!Array.isArray(required) || required.length === 0) return false;
  return required.every((name) => typeof name === "string" && literalValue(name, question) !== undefined);
}

/** The tool that the question fills, or whose name or description shares a word with it. */
function fittingTool(tools: readonly ChatTool[], question: string): ChatTool | undefined {
  const asked = question.toLowerCase();
  const filled = tools.find((tool) => isFilledBy(tool, question));
  return (
    filled ??
    tools.find((tool) => {
      const words = [
        ...wordsOfName(tool.name),
        ...contentWords(tool.description, "en"),
        ...contentWords(tool.description, "zh"),
      ];
      return words.some((word) => asked.includes(word.toLowerCase()));
    })
  );
}

function chosenTool({ tools, tool_choice: choice }: ChatRequest, question: string): ChatTool | undefined {
  if (choice === "none") return undefined;
  if (typeof choice === "object") return tools.find((tool) => tool.name === choice.function.name);
  const fitting = fittingTool(tools, question);
  return choice === "required" ? (fitting ?? tools[0]) : fitting;
}

type Calling = {
  request: ChatRequest;
  question: string;
  language: Language;
  book: Wordbook;
  idStyle: WireStyle["toolIds"];
  count: number;
  seed: string;
};

/** The calls that answer the last turn: none when it is a tool's result, or when nothing fits. */
export function writeCalls({ request, question, book, idStyle, count, seed }: Calling): PlannedCall[] {
  if (request.tools.length === 0 || request.turns.at(-1)?.role === "tool") return [];
  const tool = chosenTool(request, question);
  if (tool === undefined) return [];
  const others = request.tools.filter((other) => other !== tool);
  return Array.from({ length: count }, (_, position) => {
    const called = position === 0 ? tool : (others[position - 1] ?? tool);
    return {
      id: callId(idStyle, called.name, position, `${seed} ${question}`),
      name: called.name,
      arguments: JSON.stringify(fitSchema(called.parameters, book)),
    };
  });
}

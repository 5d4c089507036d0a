import type { Tool } from "../options";

/*
 * Functions that this browser runs by itself, in a worker (run-tool.ts). Descriptions are for models, so they are
 * not translated. The letter counter is the one from SiliconFlow's own guide on function calling.
 */

const tool = <Name extends string>(
  name: Name,
  description: string,
  properties: Record<string, { type: string; description: string }>,
  required: readonly string[],
): Tool & { function: { name: Name } } => ({
  type: "function",
  function: {
    name,
    description,
    parameters: { type: "object", properties, required: [...required], additionalProperties: false },
  },
});

export const builtInTools = [
  tool(
    "calculator",
    "Evaluates an arithmetic expression and returns its value.",
    { expression: { type: "string", description: "For example (2 + 3) * sqrt(16) / 7^2" } },
    ["expression"],
  ),
  tool(
    "clock",
    "Returns the current date, time and weekday.",
    {
      time_zone: {
        type: "string",
        description: "IANA time zone such as Asia/Shanghai; the user's own when left out",
      },
    },
    [],
  ),
  tool(
    "count_letter",
    "Counts how often a letter or a piece of text occurs in a word or text.",
    {
      text: { type: "string", description: "The word or text to look through" },
      letter: { type: "string", description: "What to count; upper and lower case are the same" },
    },
    ["text", "letter"],
  ),
] as const satisfies readonly Tool[];

export const builtInTool = (name: string): Tool | undefined =>
  builtInTools.find((candidate) => candidate.function.name === name);

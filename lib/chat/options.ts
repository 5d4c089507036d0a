import * as z from "zod/mini";
import { randomUuid } from "@/lib/core/random-uuid";

const fieldsSchema = z.record(z.string(), z.unknown());

/** A function's name by the contract. */
export const toolNamePattern = /^[a-zA-Z0-9_-]{1,64}$/;

/** A function that a model can call, as `tools` takes it; its name may still be on the way to a right one. */
export const toolSchema = z.looseObject({
  type: z.literal("function"),
  function: z.looseObject({
    name: z.string(),
    description: z.optional(z.string()),
    parameters: z.optional(z.looseObject({})),
  }),
  /** What was typed as its parameters and cannot be sent; never sent itself. */
  draft: z.optional(z.string()),
});
export type Tool = z.infer<typeof toolSchema>;

/** Everything that a person set for the next answer, besides the model. */
export const answerOptionsSchema = z.object({
  /** Whether models with a switch think. */
  thinking: z.boolean(),
  /** Under SiliconFlow's own names; one that is not there is not sent. */
  parameters: fieldsSchema,
  /** As `response_format`; null is not sent. */
  responseFormat: z.nullable(fieldsSchema),
  /** The person's own functions. */
  tools: z.array(toolSchema),
  /** Names of the functions that this browser runs by itself. */
  builtInTools: z.array(z.string()),
  /** As `tool_choice`; null is not sent. */
  toolChoice: z.nullable(z.union([z.string(), z.looseObject({})])),
  /** Raw JSON, sent as it is and stronger than everything above. */
  extra: fieldsSchema,
  /** Texts of JSON fields that are not sent, under the fields' names: they cannot be, or wait to be used again. */
  drafts: z.optional(z.record(z.string(), z.string())),
});
export type AnswerOptions = z.infer<typeof answerOptionsSchema>;

export const defaultOptions: AnswerOptions = {
  thinking: true,
  parameters: {},
  responseFormat: null,
  tools: [],
  builtInTools: [],
  toolChoice: null,
  extra: {},
};

/** A set of options under a name, with the instructions and the model that belong to them where there are any. */
export const presetSchema = z.object({
  id: z.string(),
  name: z.string().check(z.minLength(1)),
  model: z.optional(z.string()),
  systemPrompt: z.optional(z.string()),
  options: answerOptionsSchema,
});
export type Preset = z.infer<typeof presetSchema>;

/** How presets travel between people: a JSON text that names itself. */
const presetFileSchema = z.object({
  kind: z.literal("siliconflow-playground-presets"),
  version: z.literal(1),
  presets: z.array(presetSchema).check(z.minLength(1)),
});

export function writePresets(presets: readonly Preset[]): string {
  return JSON.stringify({ kind: "siliconflow-playground-presets", version: 1, presets }, null, 2);
}

/** Reads shared presets; nothing when the text is not such a file. They get ids of their own. */
export function readPresets(text: string): Preset[] | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const file = presetFileSchema.safeParse(value);
  return file.data?.presets.map((preset) => ({ ...preset, id: randomUuid() }));
}

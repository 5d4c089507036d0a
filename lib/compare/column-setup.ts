import * as z from "zod/mini";
import { chatRequest } from "@/lib/chat/answer-request";
import type { AnswerRequest } from "@/lib/chat/new-records";
import { answerOptionsSchema, defaultOptions } from "@/lib/chat/options";
import { isGeneral } from "@/lib/models/general-model";
import type { ModelSummary } from "@/lib/models/model-summary";

/** How a column asks: who, with what, and by which instructions. */
export const columnSetupSchema = z.object({
  /** Null until one is chosen. */
  model: z.nullable(z.string()),
  options: answerOptionsSchema,
  systemPrompt: z.string(),
});
export type ColumnSetup = z.infer<typeof columnSetupSchema>;

export const fewestColumns = 1;
export const mostColumns = 8;

export const newSetup = (model: string | null): ColumnSetup => ({
  model,
  options: defaultOptions,
  systemPrompt: "",
});

/** A set-up as it was stored; a fresh one where this version cannot read it. */
export const readSetup = (stored: unknown): ColumnSetup =>
  columnSetupSchema.safeParse(stored).data ?? newSetup(null);

/** What a column asks with; nothing while it has no model. */
export function requestOf(
  { model, options }: ColumnSetup,
  models: readonly ModelSummary[],
): AnswerRequest | undefined {
  if (model === null) return undefined;
  return chatRequest(
    model,
    options,
    models.find(({ id }) => id === model),
  );
}

/**
 * What a first visit compares: up to three general models that cost nothing, of different makers where there are.
 */
export function firstModels(models: readonly ModelSummary[]): string[] {
  const free = models.filter((model) => model.free && isGeneral(model));
  const makers = new Set<string | null>();
  const different = free.filter(({ vendor }) => !makers.has(vendor) && makers.add(vendor));
  const others = free.filter((model) => !different.includes(model));
  const chosen = [...different, ...others].slice(0, 3);
  return (chosen.length > 0 ? chosen : models.slice(0, 2)).map(({ id }) => id);
}

type Options = ColumnSetup["options"];

/**
 * Takes over into other options what a person changes in one set of them: a parameter at a time, so that what differs
 * elsewhere goes on to differ. A change that names everything (a preset, a reset) takes the place of all that was set.
 */
export function carryOver(before: Options, change: Partial<Options>, other: Options): Options {
  const whole = Object.keys(defaultOptions).every((name) => name in change);
  if (whole) return { ...other, ...change };
  const { parameters, extra } = change;
  return {
    ...other,
    ...change,
    parameters: parameters
      ? carriedFields(before.parameters, parameters, other.parameters)
      : other.parameters,
    extra: extra ? carriedFields(before.extra, extra, other.extra) : other.extra,
  };
}

type Fields = Readonly<Record<string, unknown>>;

function carriedFields(before: Fields, after: Fields, other: Fields): Record<string, unknown> {
  const carried: Record<string, unknown> = { ...other };
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (before[name] === after[name]) continue;
    if (name in after) carried[name] = after[name];
    else delete carried[name];
  }
  return carried;
}

import * as z from "zod/mini";

/** A model to draw, with the fields that its requests get besides what the person asks. */
export const candidateSchema = z.strictObject({
  model: z.string().check(z.minLength(1), z.maxLength(200)),
  fields: z._default(z.record(z.string(), z.unknown()), {}),
});
export type Candidate = z.output<typeof candidateSchema>;

/** The best lane, by its number from 0; as good as one another; or none of them any good. */
export const voteSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("best"), lane: z.int().check(z.nonnegative()) }),
  z.strictObject({ kind: z.literal("tie") }),
  z.strictObject({ kind: z.literal("bad") }),
]);
export type Vote = z.infer<typeof voteSchema>;

/** A round as the server tells it: the models only beside the vote. */
export const roundSchema = z.object({
  id: z.string(),
  operation: z.string(),
  /** What to name as the model of a run, lane by lane. */
  lanes: z.array(z.string()),
  result: z.optional(z.object({ vote: voteSchema, models: z.array(candidateSchema) })),
});
export type Round = z.infer<typeof roundSchema>;

const aliasPattern = /^blind:(round_[\w-]+):(\d)$/;

/** The name under which a lane's model is called. */
export const aliasOf = (roundId: string, lane: number): string => `blind:${roundId}:${lane}`;

/** Whether a model's name stands for one that a round hides; no model of SiliconFlow is named so. */
export const isAlias = (model: string): boolean => model.startsWith("blind:");

/** Which lane of which round an alias means. */
export function laneOf(alias: string): { roundId: string; lane: number } | undefined {
  const [, roundId, lane] = aliasPattern.exec(alias) ?? [];
  return roundId === undefined ? undefined : { roundId, lane: Number(lane) };
}

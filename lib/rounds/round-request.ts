import { z } from "zod";
import { runRequestSchema } from "@/lib/runs/run-request";
import { candidateSchema, voteSchema } from "./round";

/** A round to draw: from the candidates named, else from the free models. */
export const roundRequestSchema = z.strictObject({
  operation: z.union(runRequestSchema.options.map(({ shape }) => shape.operation)),
  lanes: z.int().min(2).max(4),
  candidates: z.array(candidateSchema).min(2).max(32).optional(),
});
export type RoundRequest = z.input<typeof roundRequestSchema>;
export type ReadRoundRequest = z.output<typeof roundRequestSchema>;

export const voteRequestSchema = z.strictObject({ vote: voteSchema });
export type VoteRequest = z.infer<typeof voteRequestSchema>;

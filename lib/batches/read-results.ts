import { z } from "zod/mini";
import { parseJson } from "@/lib/core/parse-json";

const usageSchema = z.nullish(
  z.object({ prompt_tokens: z.nullish(z.number()), completion_tokens: z.nullish(z.number()) }),
);

/** A completion as far as it is shown: the rest is in the line itself. */
const completionSchema = z.object({
  choices: z.array(
    z.object({
      message: z.object({
        content: z.nullish(z.string()),
        reasoning_content: z.nullish(z.string()),
      }),
      finish_reason: z.nullish(z.string()),
    }),
  ),
  usage: usageSchema,
});

/** A line of a batch's output or error file; the shape of answered lines is OpenAI's, as nothing names it otherwise. */
const resultSchema = z.object({
  custom_id: z.string(),
  response: z.nullish(
    z.object({ status_code: z.nullish(z.number()), request_id: z.nullish(z.string()), body: z.unknown() }),
  ),
  error: z.nullish(
    z.object({ code: z.nullish(z.union([z.string(), z.number()])), message: z.nullish(z.string()) }),
  ),
});

/** What became of one request. */
export type RequestResult =
  | {
      state: "answered";
      text: string;
      reasoning: string;
      finishReason: string | undefined;
      inputTokens: number | undefined;
      outputTokens: number | undefined;
    }
  | { state: "failed"; status: number | undefined; code: string | undefined; message: string }
  /** There was no time for it: it was not carried out. */
  | { state: "expired" }
  /** It was on its way when the run was cut off: nobody knows whether it was answered and charged. */
  | { state: "unknown" };

const expiredCode = "batch_expired";
/** Our own, of files that were answered at once (lib/runs/server/line-result). */
const unknownCode = "outcome_unknown";

/** What a line of a result file says; undefined where it is no result. */
export function readResult(text: string): { customId: string; result: RequestResult } | undefined {
  const { data } = resultSchema.safeParse(parseJson(text));
  if (!data) return undefined;
  const { custom_id: customId, response, error } = data;
  if (error?.code === expiredCode) return { customId, result: { state: "expired" } };
  if (error?.code === unknownCode) return { customId, result: { state: "unknown" } };
  const { data: completion } = completionSchema.safeParse(response?.body);
  const [first] = completion?.choices ?? [];
  const status = response?.status_code ?? undefined;
  if (first && (status === undefined || status === 200))
    return {
      customId,
      result: {
        state: "answered",
        text: first.message.content ?? "",
        reasoning: first.message.reasoning_content ?? "",
        finishReason: first.finish_reason ?? undefined,
        inputTokens: completion?.usage?.prompt_tokens ?? undefined,
        outputTokens: completion?.usage?.completion_tokens ?? undefined,
      },
    };
  const code = error?.code ?? undefined;
  return {
    customId,
    result: {
      state: "failed",
      status,
      code: code === undefined ? undefined : String(code),
      message: error?.message ?? "",
    },
  };
}

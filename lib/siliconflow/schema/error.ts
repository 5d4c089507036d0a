import { z } from "zod";

/*
 * The three shapes of an error body. Compatible services write the code as text at times, and SiliconFlow's
 * number into OpenAI's form. Fields that are not named here are dropped. A body that is no JSON (404, 504)
 * is the business of lib/siliconflow/errors.ts.
 */

const codeSchema = z.union([z.int(), z.string()]).nullish();

/** SiliconFlow's envelope. `code` is missing in the documented 429. */
export const errorObjectSchema = z.object({
  code: codeSchema,
  message: z.string(),
  data: z.union([z.string(), z.looseObject({})]).nullish(),
});

/** OpenAI's form: documented for /completions on the international site. */
export const openAiErrorSchema = z.object({
  error: z.union([
    z.object({
      message: z.string().nullish(),
      type: z.string().nullish(),
      param: z.string().nullish(),
      code: codeSchema,
    }),
    z.string(),
  ]),
});

/** The last of the three is a bare JSON string such as "Invalid token". */
export const errorBodySchema = z.union([openAiErrorSchema, errorObjectSchema, z.string()]);

export type ErrorBody = z.infer<typeof errorBodySchema>;

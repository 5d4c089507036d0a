import { z } from "zod";

/**
 * The documented values of a field that is open to others: a value that SiliconFlow adds tomorrow still
 * parses, as a plain string. For replies, and for models in requests; otherwise requests use `z.enum`.
 */
export function openEnum<const Values extends readonly [string, ...string[]]>(values: Values) {
  return z.union([z.enum(values), z.string()]);
}

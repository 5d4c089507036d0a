import type { WrongValue } from "./wrong-value";

/** What can be wrong with a line, or with the file where the line is 0. */
export const findingCodes = [
  "too-many-lines",
  "too-large",
  "no-lines",
  "utf-16",
  "not-utf-8",
  "line-too-long",
  "not-json",
  "not-an-object",
  "too-deep",
  "no-custom-id",
  "same-custom-id",
  "method",
  "url",
  "no-body",
  "no-messages",
  "last-not-user",
  "no-model",
  "other-model",
  "no-batch-model",
  "parameter",
  "same-key",
] as const;
export type FindingCode = (typeof findingCodes)[number];

/** One thing that SiliconFlow would refuse, or take in another way than was meant. */
export type Finding = {
  /** From 1 on; 0 is the file itself. */
  line: number;
  code: FindingCode;
  /** Where in the request: `body.temperature`. */
  field?: string;
  /** What is there: a value, a model, a part of the line. */
  detail?: string;
  /** Of a parameter: what does not fit. */
  wrong?: WrongValue;
  /** The line that has the same id, or set what this one departs from. */
  other?: number;
  /** The byte in the file at which it is wrong. */
  offset?: number;
};

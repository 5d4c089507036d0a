export type Json = null | boolean | number | string | Json[] | JsonObject;
export type JsonObject = { [key: string]: Json };

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A JSON value that came in from outside, narrowed for reading; `undefined` members do not exist in JSON. */
export function isJsonObject(value: Json | undefined): value is JsonObject {
  return isRecord(value);
}

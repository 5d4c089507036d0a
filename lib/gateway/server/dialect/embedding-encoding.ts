import "server-only";
import type { AnswerFields } from "../answer-witness";

type Encoding = "float" | "base64";

/** Little-endian 32-bit floats, as OpenAI's base64 of a vector has them. */
function encoded(vector: readonly number[]): string {
  const bytes = Buffer.alloc(vector.length * 4);
  for (const [at, value] of vector.entries()) bytes.writeFloatLE(value, at * 4);
  return bytes.toString("base64");
}

function decoded(text: string): number[] {
  const bytes = Buffer.from(text, "base64");
  return Array.from({ length: Math.floor(bytes.length / 4) }, (_, at) => bytes.readFloatLE(at * 4));
}

const isNumbers = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every((one) => typeof one === "number");

function translated(item: unknown, encoding: Encoding): unknown {
  if (typeof item !== "object" || item === null || !("embedding" in item)) return item;
  const { embedding } = item;
  if (encoding === "base64" && isNumbers(embedding)) return { ...item, embedding: encoded(embedding) };
  if (encoding === "float" && typeof embedding === "string")
    return { ...item, embedding: decoded(embedding) };
  return item;
}

/** An answer with its vectors in the encoding that was asked for; nothing when they are in it already. */
export function withEncoding(answer: AnswerFields, encoding: Encoding): AnswerFields | undefined {
  const items: unknown = answer["data"];
  if (!Array.isArray(items)) return undefined;
  const data = items.map((item) => translated(item, encoding));
  return data.some((item, at) => item !== items[at]) ? { ...answer, data } : undefined;
}

import "server-only";
import * as z from "zod";

const replySchema = z.looseObject({
  data: z.array(z.looseObject({ index: z.int(), embedding: z.unknown() })),
  usage: z.looseObject({ prompt_tokens: z.int().nonnegative().nullish() }).nullish(),
});

/** A vector by its numbers, or by little-endian 32-bit floats in base64; nothing where one is no number. */
function vectorOf(embedding: unknown): Float32Array | undefined {
  const vector = typeof embedding === "string" ? decoded(embedding) : numbers(embedding);
  return vector && vector.length > 0 && vector.every(Number.isFinite) ? vector : undefined;
}

function numbers(embedding: unknown): Float32Array | undefined {
  return Array.isArray(embedding) && embedding.every((value) => typeof value === "number")
    ? Float32Array.from(embedding)
    : undefined;
}

function decoded(text: string): Float32Array | undefined {
  const bytes = Buffer.from(text, "base64");
  if (bytes.length % 4 !== 0) return undefined;
  return Float32Array.from({ length: bytes.length / 4 }, (_, at) => bytes.readFloatLE(at * 4));
}

type Vectors = {
  /** By the place of the input; nothing where there is none that can be used. */
  vectors: (Float32Array | undefined)[];
  /** Nothing when SiliconFlow does not say. */
  tokens: number | undefined;
};

/** The vectors of a reply in the order of the inputs, whatever order they stand in. Nothing when it is no such reply. */
export function readVectors(body: unknown, count: number): Vectors | undefined {
  const { data: reply } = replySchema.safeParse(body);
  if (!reply) return undefined;
  const vectors: Vectors["vectors"] = Array.from({ length: count }, () => undefined);
  for (const { index, embedding } of reply.data)
    if (index >= 0 && index < count) vectors[index] = vectorOf(embedding);
  return { vectors, tokens: reply.usage?.prompt_tokens ?? undefined };
}

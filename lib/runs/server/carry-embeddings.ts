import "server-only";
import { type AppError, appError } from "@/lib/core/app-error";
import { mostFrequent } from "@/lib/core/most-frequent";
import type { RunUsage } from "@/lib/runs/event";
import type { EmbeddingsInput } from "@/lib/runs/run-request";
import { mostEmbeddingInputs } from "@/lib/siliconflow/schema/embeddings";
import { callAnswered } from "./call-answered";
import { callsOf, type EmbeddingItem, isPicture } from "./embedding-calls";
import type { CarryContext, CarryOutcome } from "./operation";
import { readVectors } from "./read-vectors";

/** So many calls are open at once. */
const atOnce = 3;

/** Refusals that may be about one input alone; any other ends the run. */
const aboutInput = new Set<AppError["code"]>([
  "invalid-parameter",
  "input-too-long",
  "body-too-large",
  "blob-missing",
]);

type Vector = { place: number; vector: Float32Array };

/** What is known while the inputs of one run are asked for. */
class Embedding {
  private readonly input: EmbeddingsInput;
  private readonly context: CarryContext;
  /** The width that most vectors of the first answer have: all have to have it. */
  private width: number | undefined;
  private tokens: number | undefined = 0;
  private imageTokens = 0;
  /** Some input was taken: refusals are not about what all calls have in common. */
  private anyTaken = false;
  traceId: string | undefined;

  constructor(input: EmbeddingsInput, context: CarryContext) {
    this.input = input;
    this.context = context;
  }

  /** Nothing when SiliconFlow did not say what was used. */
  get usage(): RunUsage | undefined {
    return this.tokens === undefined
      ? undefined
      : {
          inputTokens: this.tokens,
          outputTokens: 0,
          imageTokens: this.imageTokens,
          estimated: false,
        };
  }

  /** Asks for a group and saves its vectors as one file. Gives why the run cannot go on. */
  async embedGroup(group: number): Promise<AppError | undefined> {
    const from = group * mostEmbeddingInputs;
    const inputs = this.input.input.slice(from, from + mostEmbeddingInputs);
    const found: Vector[] = [];
    let failure: AppError | undefined;
    for (const items of callsOf(inputs.map((input, at) => ({ place: from + at, input }))))
      failure ??= await this.embed(items, found);
    const lost = found.length === 0 ? undefined : await this.save(group, inputs.length, found);
    return failure ?? lost;
  }

  /** Asks for some inputs; where one of them is refused it is found by halves, and the others go on. */
  private async embed(items: readonly EmbeddingItem[], found: Vector[]): Promise<AppError | undefined> {
    const { model, input: _, ...settings } = this.input;
    const answer = await callAnswered(
      "embeddings",
      { ...settings, model, input: items.map(({ input }) => input) },
      this.context,
    );
    if (answer.ok) {
      this.traceId = answer.value.traceId;
      return this.take(items, answer.value.body, found);
    }
    this.traceId = answer.error.traceId ?? this.traceId;
    if (!aboutInput.has(answer.error.code) || this.context.signal.aborted) return answer.error;
    const [only, ...others] = items;
    if (only && others.length === 0) return this.refuse(only, answer.error);
    const middle = Math.ceil(items.length / 2);
    return (
      (await this.embed(items.slice(0, middle), found)) ?? (await this.embed(items.slice(middle), found))
    );
  }

  private take(items: readonly EmbeddingItem[], body: unknown, found: Vector[]): AppError | undefined {
    const read = readVectors(body, items.length);
    if (!read) return appError("malformed-response");
    this.count(read.tokens, items.every(isPicture));
    this.width ??= mostFrequent(read.vectors.flatMap((vector) => vector?.length ?? []));
    for (const [at, item] of items.entries()) {
      const vector = read.vectors[at];
      if (vector && vector.length === this.width) found.push({ place: item.place, vector });
      else this.tell(item, appError("malformed-response"));
    }
    return undefined;
  }

  /** Some inputs were taken, for so many tokens. */
  private count(tokens: number | undefined, pictures: boolean): void {
    this.anyTaken = true;
    if (pictures) this.imageTokens += tokens ?? 0;
    this.tokens = this.tokens === undefined || tokens === undefined ? undefined : this.tokens + tokens;
  }

  /** An input that is refused by itself. It may be for what all of them have in common: then the run ends. */
  private async refuse(item: EmbeddingItem, error: AppError): Promise<AppError | undefined> {
    const unclear = !this.anyTaken && item.place > 0 && error.code === "invalid-parameter";
    if (unclear && !(await this.takesShortest())) return error;
    this.tell(item, error);
    return undefined;
  }

  /** Whether the input is taken that is the least likely to be refused for itself. */
  private async takesShortest(): Promise<boolean> {
    const { model, input, ...settings } = this.input;
    const sizes = input.map((one) => JSON.stringify(one).length);
    const place = sizes.indexOf(sizes.reduce((least, size) => Math.min(least, size)));
    const shortest = { place, input: input[place] ?? "" };
    const asked = { ...settings, model, input: [shortest.input] };
    const answer = await callAnswered("embeddings", asked, this.context);
    const read = answer.ok ? readVectors(answer.value.body, 1) : undefined;
    if (read) this.count(read.tokens, isPicture(shortest));
    return read !== undefined;
  }

  private tell({ place }: EmbeddingItem, error: AppError): void {
    this.context.emit({ type: "item-failed", item: place, error });
  }

  /** One file of little-endian 32-bit floats: a row for each input, of NaN where there is no vector. */
  private async save(group: number, rows: number, found: readonly Vector[]): Promise<AppError | undefined> {
    const width = this.width ?? 0;
    const bytes = Buffer.alloc(rows * width * 4);
    for (let at = 0; at < rows * width; at += 1) bytes.writeFloatLE(Number.NaN, at * 4);
    for (const { place, vector } of found) {
      const row = place - group * mostEmbeddingInputs;
      for (const [at, value] of vector.entries()) bytes.writeFloatLE(value, (row * width + at) * 4);
    }
    async function* content() {
      yield bytes;
    }
    this.context.emit({ type: "media-start", index: group });
    const { saved, error } = await this.context.media.keep(content(), { raw: true, onFile: () => {} });
    if (saved) {
      const { id, bytes: length, type: mediaType } = saved;
      this.context.emit({ type: "media-end", index: group, id, bytes: length, mediaType });
    } else if (error) this.context.emit({ type: "media-lost", index: group, error });
    return error;
  }
}

/**
 * Asks for the vectors of any number of inputs, 32 at a time, which is what SiliconFlow takes; each group is saved as soon
 * as it is there (`media-end`, whose index is the group's). An input that is refused is named (`item-failed`), and the
 * others go on.
 */
export async function carryEmbeddings(input: EmbeddingsInput, context: CarryContext): Promise<CarryOutcome> {
  const embedding = new Embedding(input, context);
  const groups = Math.ceil(input.input.length / mostEmbeddingInputs);
  let next = 0;
  let failure: AppError | undefined;
  const work = async () => {
    while (next < groups && !failure && !context.signal.aborted) {
      const group = next;
      next += 1;
      const error = await embedding.embedGroup(group);
      failure ??= error;
    }
  };
  // The first one alone: what is refused for all is refused once.
  const first = await embedding.embedGroup(next++);
  failure = first;
  await Promise.all(Array.from({ length: atOnce }, work));
  const { traceId, usage } = embedding;
  // Who is stopped between two calls has not failed at any, and is not complete either.
  if (next < groups) failure ??= appError("run-interrupted");
  return { error: failure, traceId, usage };
}

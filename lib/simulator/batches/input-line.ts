import { z } from "zod";
import { findModel } from "@/lib/simulator/model-catalogue";

/** As many lines a file may have (notes.md section 7). */
export const mostLines = 5000;
/** No line of the service's own is known to be refused for its length; this bounds the memory. */
export const mostLineBytes = 10 * 1024 * 1024;

const lineSchema = z.looseObject({
  custom_id: z.string().min(1, "custom_id: is required"),
  method: z.literal("POST", "method: is POST").optional(),
  url: z.literal("/v1/chat/completions", "url: is /v1/chat/completions").optional(),
  body: z.looseObject({
    model: z.string().optional(),
    messages: z.array(z.looseObject({ role: z.string() }), "messages: a list is required").min(1),
  }),
});

export type InputLine = z.output<typeof lineSchema>;

/** One line as JSON, or what is wrong with it. */
export function readLine(text: string): InputLine | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return "is not valid JSON";
  }
  const parsed = lineSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return issue ? `${issue.path.map(String).join(".")}: ${issue.message}` : "is not a request";
}

/** So many faults of a file are named. */
const mostErrors = 100;

/** What is wrong with the lines of a file, all of them together (seed002: the batch guide). */
export class LineCheck {
  readonly errors: string[] = [];
  readonly #ids = new Map<string, number>();
  readonly #replaced: string | undefined;
  #model: string | undefined;
  #lines = 0;

  constructor(replaced: string | undefined) {
    this.#replaced = replaced;
    this.#model = replaced;
  }

  get lines(): number {
    return this.#lines;
  }

  take(text: string): void {
    this.#lines += 1;
    const line = readLine(text);
    const wrong = typeof line === "string" ? line : this.#wrongIn(line);
    if (wrong !== undefined && this.errors.length < mostErrors)
      this.errors.push(`line ${this.#lines}: ${wrong}`);
  }

  #wrongIn({ custom_id: id, body }: InputLine): string | undefined {
    const before = this.#ids.get(id);
    if (before !== undefined) return `custom_id: "${id}" is the one of line ${before} too`;
    this.#ids.set(id, this.#lines);
    if (body.messages.at(-1)?.role !== "user") return "messages: the last one has to be the user's";
    const model = this.#replaced ?? body.model;
    if (model === undefined) return "body.model: a model is required";
    this.#model ??= model;
    if (model !== this.#model) return `body.model: one model in a file, and line 1 has ${this.#model}`;
    return takesBatches(model) ? undefined : `body.model: ${model} takes no batches`;
  }
}

export function takesBatches(model: string): boolean {
  return findModel(model)?.batch === true;
}

import "server-only";
import type { AppError } from "@/lib/core/app-error";
import { streamFrameError } from "@/lib/siliconflow/errors";
import { type ChatUsage, chatDeltaSchema, usageSchema } from "@/lib/siliconflow/schema/chat";

export type AnswerFields = Record<string, unknown>;

const isFields = (value: unknown): value is AnswerFields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * Watches an answer go by, frame by frame or whole, and remembers what the ledger and the end of the stream
 * need. It changes nothing and never throws: what it cannot read it leaves to the client.
 */
export class AnswerWitness {
  finished = false;
  usage: ChatUsage | undefined;
  error: AppError | undefined;
  /** The last frame, or the whole answer; of it, what is no object is only a value. */
  answer: AnswerFields | undefined;
  value: unknown;
  outputText = "";

  see(data: string): void {
    let frame: unknown;
    try {
      frame = JSON.parse(data);
    } catch {
      return;
    }
    this.error ??= streamFrameError(frame);
    this.value = frame;
    if (!isFields(frame)) return;
    this.answer = frame;
    if (isFields(frame["usage"])) this.usage = usageSchema.safeParse(frame["usage"]).data ?? this.usage;
    const choices = Array.isArray(frame["choices"]) ? frame["choices"] : [];
    for (const choice of choices) if (isFields(choice)) this.choice(choice);
  }

  private choice(choice: AnswerFields): void {
    if (choice["finish_reason"]) this.finished = true;
    if (typeof choice["text"] === "string") this.outputText += choice["text"];
    const said = chatDeltaSchema.safeParse(choice["delta"] ?? choice["message"]);
    if (!said.success) return;
    this.outputText += (said.data.reasoning_content ?? "") + (said.data.content ?? "");
  }
}

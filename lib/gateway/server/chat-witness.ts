import "server-only";
import type { AppError } from "@/lib/core/app-error";
import { streamFrameError } from "@/lib/siliconflow/errors";
import { type ChatUsage, chatDeltaSchema, usageSchema } from "@/lib/siliconflow/schema/chat";

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null;

/**
 * Watches an answer go by, frame by frame or whole, and remembers what the ledger and the end of the stream
 * need. It changes nothing and never throws: what it cannot read it leaves to the client.
 */
export class ChatWitness {
  finished = false;
  usage: ChatUsage | undefined;
  error: AppError | undefined;
  /** The last frame, or the whole answer. */
  answer: Fields | undefined;
  outputText = "";

  see(data: string): void {
    let frame: unknown;
    try {
      frame = JSON.parse(data);
    } catch {
      return;
    }
    this.error ??= streamFrameError(frame);
    if (!isFields(frame)) return;
    this.answer = frame;
    if (isFields(frame["usage"])) this.usage = usageSchema.safeParse(frame["usage"]).data ?? this.usage;
    const choices = Array.isArray(frame["choices"]) ? frame["choices"] : [];
    for (const choice of choices) if (isFields(choice)) this.choice(choice);
  }

  private choice(choice: Fields): void {
    if (choice["finish_reason"]) this.finished = true;
    const said = chatDeltaSchema.safeParse(choice["delta"] ?? choice["message"]);
    if (!said.success) return;
    this.outputText += (said.data.reasoning_content ?? "") + (said.data.content ?? "");
  }
}

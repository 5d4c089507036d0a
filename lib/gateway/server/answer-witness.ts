import "server-only";
import type { AppError } from "@/lib/core/app-error";
import { TokenTally } from "@/lib/runs/estimate-tokens";
import { streamFrameError } from "@/lib/siliconflow/errors";
import { type ChatUsage, usageSchema } from "@/lib/siliconflow/schema/chat";
import { readUsualEvent } from "./usual-event";

export type AnswerFields = Record<string, unknown>;

const isFields = (value: unknown): value is AnswerFields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * Watches an answer go by, frame by frame or whole, and remembers what the ledger and the end of the stream
 * need. It changes nothing and never throws: what it cannot read it leaves to the client.
 */
export class AnswerWitness {
  finished = false;
  error: AppError | undefined;
  /** The last frame that was parsed, or the whole answer; of it, what is no object is only a value. */
  answer: AnswerFields | undefined;
  value: unknown;
  /** All that was generated, of every kind. */
  readonly output = new TokenTally();
  /** The last two counts: some models send one with each frame, and only the last that can be read matters. */
  private named: readonly [unknown?, unknown?] = [];

  get usage(): ChatUsage | undefined {
    const [last, before] = this.named;
    return usageSchema.safeParse(last).data ?? usageSchema.safeParse(before).data;
  }

  /** Takes the bytes of a whole event, if they can be read without parsing them. */
  glance(event: Uint8Array): boolean {
    const usual = readUsualEvent(event);
    if (!usual) return false;
    this.output.add(usual.reasoned);
    this.output.add(usual.said);
    if (usual.usage) this.named = [usual.usage, this.named[0]];
    return true;
  }

  see(data: string): void {
    if (data === "[DONE]") return;
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
    if (isFields(frame["usage"])) this.named = [frame["usage"], this.named[0]];
    const choices = Array.isArray(frame["choices"]) ? frame["choices"] : [];
    for (const choice of choices) if (isFields(choice)) this.choice(choice);
  }

  private choice(choice: AnswerFields): void {
    if (choice["finish_reason"]) this.finished = true;
    if (typeof choice["text"] === "string") this.output.add(choice["text"]);
    const said = choice["delta"] ?? choice["message"];
    if (!isFields(said)) return;
    for (const text of [said["reasoning_content"], said["content"]])
      if (typeof text === "string") this.output.add(text);
    for (const call of Array.isArray(said["tool_calls"]) ? said["tool_calls"] : []) this.toolCall(call);
  }

  /** What a model asks a tool for is paid for as its words are. */
  private toolCall(call: unknown): void {
    const asked = isFields(call) ? call["function"] : undefined;
    if (!isFields(asked)) return;
    for (const text of [asked["name"], asked["arguments"]])
      if (typeof text === "string") this.output.add(text);
  }
}

import "server-only";
import {
  type ChatCompletionChunk,
  chatCompletionChunkSchema,
  chatCompletionResponseSchema,
} from "@/lib/siliconflow/schema/chat";
import { AnswerFrames } from "./answer-frames";
import { ChoiceParts } from "./choice-parts";

type Choice = NonNullable<ChatCompletionChunk["choices"]>[number];

/** The frames of `/chat/completions`: thinking, text and calls of tools, of one or several choices. */
export class ChatFrames extends AnswerFrames {
  private readonly choices = new Map<number, ChoiceParts>();

  /** A whole answer says the same as a stream of one frame. */
  whole(body: unknown): boolean {
    const answer = chatCompletionResponseSchema.safeParse(body);
    if (!answer.success) return false;
    const choices = answer.data.choices.map(({ message, ...choice }) => ({ ...choice, delta: message }));
    this.take({ ...answer.data, choices });
    return true;
  }

  /** An answer that came whole as thinking is also given as the answer it is. */
  end(): void {
    const complete = this.finishReason !== undefined && this.finishReason !== "length";
    for (const parts of this.choices.values()) {
      parts.end(complete);
      const misplaced = this.finishReason === "stop" && parts.text === "" && !parts.hasToolCalls;
      if (misplaced && parts.reasoning !== "") parts.say("text", parts.reasoning);
      parts.end(complete);
    }
  }

  outputText(): string {
    return [...this.choices.values()].map((parts) => parts.outputText).join("");
  }

  protected take(frame: unknown): void {
    const chunk = chatCompletionChunkSchema.safeParse(frame);
    if (!chunk.success) return;
    this.usage = chunk.data.usage ?? this.usage;
    for (const choice of chunk.data.choices ?? []) this.choice(choice);
  }

  private choice({ index, delta, finish_reason: finishReason }: Choice): void {
    const parts = this.partsOf(index ?? 0);
    const calls = delta?.tool_calls ?? [];
    const said = [delta?.reasoning_content, delta?.content, ...calls.map((call) => call.function?.arguments)];
    this.note(
      index ?? 0,
      said.reduce((sum, text) => sum + (text?.length ?? 0), 0),
      finishReason,
    );
    if (delta?.reasoning_content) parts.say("reasoning", delta.reasoning_content);
    if (delta?.content) parts.content(delta.content);
    // The calls of a whole answer carry no index: there their order says it.
    for (const [position, call] of calls.entries()) parts.toolCall(call.index ?? position, call);
  }

  private partsOf(index: number): ChoiceParts {
    const parts = this.choices.get(index) ?? new ChoiceParts(index, this.emit);
    this.choices.set(index, parts);
    return parts;
  }
}

import "server-only";
import { completionChunkSchema, completionResponseSchema } from "@/lib/siliconflow/schema/completions";
import { AnswerFrames } from "./answer-frames";

/**
 * The frames of `/completions`: text and nothing else, kept to the letter, for its first blanks are indentation.
 * No live frame was ever captured: the official sample reads `choices[].text`, the reference also names `token`
 * and a `finish_reason` beside the choices (api notes, section 2).
 */
export class CompletionFrames extends AnswerFrames {
  private readonly texts = new Map<number, string>();

  /** A whole answer has the form of one frame. */
  whole(body: unknown): boolean {
    const answer = completionResponseSchema.safeParse(body);
    if (answer.success) this.take(answer.data);
    return answer.success;
  }

  end(): void {
    for (const choice of this.texts.keys()) this.emit({ type: "text-end", part: partOf(choice) });
  }

  outputText(): string {
    return [...this.texts.values()].join("");
  }

  protected take(frame: unknown): void {
    const chunk = completionChunkSchema.safeParse(frame);
    if (!chunk.success) return;
    const { choices, token, usage, finish_reason: finishReason } = chunk.data;
    this.usage = usage ?? this.usage;
    const tokenText = token?.special ? undefined : token?.text;
    const spoken = choices?.length ? choices : [{ index: 0, text: undefined, finish_reason: undefined }];
    for (const choice of spoken) {
      const said = choice.text ?? (spoken.length === 1 ? tokenText : undefined) ?? "";
      this.say(choice.index ?? 0, said, choice.finish_reason || finishReason);
    }
  }

  private say(choice: number, delta: string, finishReason: string | null | undefined): void {
    this.note(choice, delta.length, finishReason);
    if (delta === "") return;
    const part = partOf(choice);
    const before = this.texts.get(choice);
    if (before === undefined) this.emit({ type: "text-start", part, choice });
    this.texts.set(choice, (before ?? "") + delta);
    this.emit({ type: "text-delta", part, delta });
  }
}

const partOf = (choice: number) => `text-${choice}-1`;

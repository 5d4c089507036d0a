import "server-only";
import { type AppError, AppFailure, appError } from "@/lib/core/app-error";
import { streamFrameError } from "@/lib/siliconflow/errors";
import {
  type ChatCompletionChunk,
  type ChatUsage,
  chatCompletionChunkSchema,
  type ToolCallDelta,
} from "@/lib/siliconflow/schema/chat";
import type { RunEvent } from "../event";
import { createThoughtSplitter } from "./thought-tags";

/** A run whose output grows past this is ended: what a log holds in memory stays bounded. */
const maxOutputLength = 24 * 1024 * 1024;

type Choice = NonNullable<ChatCompletionChunk["choices"]>[number];

export type ChatProgress = {
  /** The finish_reason of the first choice; without one nothing is complete. */
  finishReason: string | undefined;
  /** The last usage that was named; SiliconFlow counts up, so it is never summed. */
  usage: ChatUsage | undefined;
  /** Everything that was generated so far, for an estimate where SiliconFlow names no usage. */
  outputText(): string;
};

type OpenPart = { id: string; kind: "reasoning" | "text" | "tool-call" };

/** The parts of one choice, opened and closed in the order in which the model speaks. */
class ChoiceParts {
  private open: OpenPart | undefined;
  private count = 0;
  private readonly toolCalls = new Map<number, string>();
  private readonly splitter = createThoughtSplitter();
  private readonly choice: number;
  private readonly emit: (event: RunEvent) => void;
  reasoning = "";
  text = "";

  constructor(choice: number, emit: (event: RunEvent) => void) {
    this.choice = choice;
    this.emit = emit;
  }

  get hasToolCalls(): boolean {
    return this.toolCalls.size > 0;
  }

  say(kind: "reasoning" | "text", delta: string): void {
    // Answers of thinking models often begin with a lone newline.
    const said = kind === "text" && this.text === "" ? delta.trimStart() : delta;
    if (said === "") return;
    this[kind] += said;
    if (this.open?.kind !== kind) {
      this.close();
      this.open = { id: this.nextId(kind), kind };
      this.emit({ type: `${kind}-start`, part: this.open.id, choice: this.choice });
    }
    this.emit({ type: `${kind}-delta`, part: this.open.id, delta: said });
  }

  content(text: string): void {
    for (const piece of this.splitter.feed(text)) this.say(piece.kind, piece.text);
  }

  /** Fragments are merged by index; later ones may repeat id and name as null, empty or not at all. */
  toolCall(fragment: ToolCallDelta): void {
    const index = fragment.index ?? 0;
    let part = this.toolCalls.get(index);
    if (part === undefined) {
      this.close();
      part = this.nextId("tool-call");
      this.toolCalls.set(index, part);
      this.open = { id: part, kind: "tool-call" };
      const toolCallId = fragment.id || part;
      const name = fragment.function?.name ?? "";
      this.emit({ type: "tool-call-start", part, choice: this.choice, toolCallId, name });
    }
    const delta = fragment.function?.arguments;
    if (delta) this.emit({ type: "tool-call-delta", part, delta });
  }

  /** The stream is over, in whatever way. */
  end(): void {
    for (const piece of this.splitter.end()) this.say(piece.kind, piece.text);
    this.close();
  }

  private close(): void {
    if (this.open) this.emit({ type: `${this.open.kind}-end`, part: this.open.id });
    this.open = undefined;
  }

  private nextId(kind: OpenPart["kind"]): string {
    this.count += 1;
    return `${kind}-${this.choice}-${this.count}`;
  }
}

function parseFrame(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}

/**
 * Turns the frames of a chat answer into run events. Frames that make no sense are skipped; an error object
 * inside the stream and an output without bounds end it by an AppFailure.
 */
export class ChatFrames implements ChatProgress {
  finishReason: string | undefined;
  usage: ChatUsage | undefined;
  private readonly choices = new Map<number, ChoiceParts>();
  private readonly emit: (event: RunEvent) => void;
  private outputLength = 0;

  constructor(emit: (event: RunEvent) => void) {
    this.emit = emit;
  }

  /** Takes the data of one event. */
  frame(data: string): void {
    if (data === "[DONE]") return;
    this.value(parseFrame(data));
  }

  value(frame: unknown): void {
    const error: AppError | undefined = streamFrameError(frame);
    if (error) throw new AppFailure(error);
    const chunk = chatCompletionChunkSchema.safeParse(frame);
    if (!chunk.success) return;
    this.usage = chunk.data.usage ?? this.usage;
    for (const choice of chunk.data.choices ?? []) this.choice(choice);
  }

  /** Closes what is open. An answer that came whole as thinking is also given as the answer it is. */
  end(): void {
    for (const parts of this.choices.values()) {
      parts.end();
      const misplaced = this.finishReason === "stop" && parts.text === "" && !parts.hasToolCalls;
      if (misplaced && parts.reasoning !== "") parts.say("text", parts.reasoning);
      parts.end();
    }
  }

  outputText(): string {
    return [...this.choices.values()].map((parts) => parts.reasoning + parts.text).join("");
  }

  private choice({ index, delta, finish_reason: finishReason }: Choice): void {
    const parts = this.partsOf(index ?? 0);
    this.outputLength += (delta?.reasoning_content?.length ?? 0) + (delta?.content?.length ?? 0);
    if (this.outputLength > maxOutputLength) throw new AppFailure(appError("response-too-large"));
    if (delta?.reasoning_content) parts.say("reasoning", delta.reasoning_content);
    if (delta?.content) parts.content(delta.content);
    for (const fragment of delta?.tool_calls ?? []) parts.toolCall(fragment);
    if (finishReason) this.finishReason ??= finishReason;
  }

  private partsOf(index: number): ChoiceParts {
    const parts = this.choices.get(index) ?? new ChoiceParts(index, this.emit);
    this.choices.set(index, parts);
    return parts;
  }
}

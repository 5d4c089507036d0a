import "server-only";
import { AppFailure, appError } from "@/lib/core/app-error";
import { streamFrameError } from "@/lib/siliconflow/errors";
import type { ChatUsage } from "@/lib/siliconflow/schema/chat";
import type { RunEvent } from "../event";

/** A run whose output grows past this is ended: what a log holds in memory stays bounded. */
const maxOutputLength = 24 * 1024 * 1024;

function parseFrame(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}

/**
 * Turns the frames of an answer into run events. Frames that make no sense are skipped; an error object inside
 * the stream and an output without bounds end it by an AppFailure. What the frames hold is the operation's own.
 */
export abstract class AnswerFrames {
  /** The last usage that was named; SiliconFlow counts up, so it is never summed. */
  usage: ChatUsage | undefined;
  protected readonly emit: (event: RunEvent) => void;
  /** How each choice ended, by its index; undefined while it goes on. */
  private readonly endings = new Map<number, string | undefined>();
  private outputLength = 0;

  constructor(emit: (event: RunEvent) => void) {
    this.emit = emit;
  }

  /** The finish_reason, once every choice that spoke has one; the first of them. Without it nothing is complete. */
  get finishReason(): string | undefined {
    const endings = [...this.endings.values()];
    return endings.includes(undefined) ? undefined : endings[0];
  }

  /** Everything that was generated so far, for an estimate where SiliconFlow names no usage. */
  abstract outputText(): string;

  /** Takes an answer that came in one piece. False when it is none. */
  abstract whole(body: unknown): boolean;

  /** Closes what is open: nothing more comes. */
  abstract end(): void;

  /** Takes the data of one event. */
  frame(data: string): void {
    if (data === "[DONE]") return;
    const value = parseFrame(data);
    const error = streamFrameError(value);
    if (error) throw new AppFailure(error);
    this.take(value);
  }

  protected abstract take(frame: unknown): void;

  /** Notes what a choice said and how it ended, if it did. */
  protected note(choice: number, length: number, finishReason: string | null | undefined): void {
    this.outputLength += length;
    if (this.outputLength > maxOutputLength) throw new AppFailure(appError("response-too-large"));
    if (length > 0 || finishReason)
      this.endings.set(choice, this.endings.get(choice) ?? (finishReason || undefined));
  }
}

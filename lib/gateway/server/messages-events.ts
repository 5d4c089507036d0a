import "server-only";
import { type AppError, appError } from "@/lib/core/app-error";
import { estimateTokens, TokenTally } from "@/lib/runs/estimate-tokens";
import type { RunUsage } from "@/lib/runs/event";
import { streamFrameError } from "@/lib/siliconflow/errors";
import { anthropicError } from "./anthropic-error";

type Fields = Record<string, unknown>;
const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {});
const count = (value: unknown): number | undefined =>
  typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : undefined;

const written = (type: string, data: string) =>
  `event: ${type}\ndata: ${data.replaceAll("\n", "\ndata: ")}\n\n`;

const counters = ["input_tokens", "output_tokens", "cache_read_input_tokens", "cache_creation_input_tokens"];

/** A usage whose counts are counts: clients add them up without asking. */
const soundUsage = (usage: unknown): Fields =>
  Object.fromEntries(
    Object.entries(fieldsOf(usage)).filter(
      ([name, value]) => !counters.includes(name) || count(value) !== undefined,
    ),
  );

/** The last event of a stream that broke: without it a client would take the stump for the answer. */
export const errorEvent = (error: AppError) => written("error", JSON.stringify(anthropicError(error)));

/** The tokens that a message used, as far as it names them, else estimates from its texts. */
export class MessageUsage {
  /** All that was generated. */
  readonly output = new TokenTally();
  private readonly estimatedInput: number;
  private input: number | undefined;
  private named: number | undefined;
  private cached: number | undefined;
  private written = 0;

  constructor(inputText: string) {
    this.estimatedInput = estimateTokens(inputText);
  }

  read(usage: unknown): void {
    const named = fieldsOf(usage);
    this.input = count(named["input_tokens"]) ?? this.input;
    this.named = count(named["output_tokens"]) ?? this.named;
    this.cached = count(named["cache_read_input_tokens"]) ?? this.cached;
    this.written = count(named["cache_creation_input_tokens"]) ?? this.written;
  }

  get inputTokens(): number {
    return this.input ?? this.estimatedInput;
  }

  /** An answer that was cut may have said more than its last count knows. */
  get outputTokens(): number {
    return this.named || this.output.tokens;
  }

  /** Nothing where nothing was generated and nothing named. Anthropic counts cached tokens apart from the others. */
  settled(): RunUsage | undefined {
    if (this.input === undefined && this.named === undefined && this.output.tokens === 0) return undefined;
    const cachedTokens = this.cached;
    return {
      inputTokens: this.inputTokens + (cachedTokens ?? 0) + this.written,
      outputTokens: this.outputTokens,
      ...(cachedTokens !== undefined && { cachedTokens }),
      estimated: this.input === undefined || !this.named,
    };
  }
}

/** The text of a block or of a piece of one, thinking and the arguments of tools too. */
function textOf(block: Fields): string {
  const texts = [block["text"], block["thinking"], block["partial_json"]];
  const input =
    isFields(block["input"]) && block["type"] === "tool_use" ? JSON.stringify(block["input"]) : "";
  return texts.filter((text) => typeof text === "string").join("") + (input === "{}" ? "" : input);
}

/** What a whole message says of itself: its usage, and whether it is one at all. */
export function readMessage(text: string, usage: MessageUsage): AppError | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return appError("malformed-response");
  }
  const message = fieldsOf(value);
  if (!Array.isArray(message["content"])) return streamFrameError(value) ?? appError("malformed-response");
  usage.read(message["usage"]);
  for (const block of message["content"]) usage.output.add(textOf(fieldsOf(block)));
  return undefined;
}

/**
 * Puts SiliconFlow's events into the order that Anthropic's clients rely on: each has its name, counts of tokens are
 * there, `message_stop` is the last, and nothing comes behind it. SiliconFlow documents only the first event and that
 * `data: [DONE]` ends the stream, which Anthropic's clients do not know (notes.md section 4).
 */
export class MessageEvents {
  readonly usage: MessageUsage;
  error: AppError | undefined;
  /** A reason to stop, or the stop itself, was seen. */
  finished = false;
  private stopped = false;

  constructor(usage: MessageUsage) {
    this.usage = usage;
  }

  /** What a client gets for the data of one event; nothing for what it must not see. */
  pass(data: string): string {
    if (this.stopped || this.error || data === "[DONE]") return "";
    let event: unknown;
    try {
      event = JSON.parse(data);
    } catch {
      return ""; // clients would give up at it
    }
    if (!isFields(event) || typeof event["type"] !== "string" || event["type"] === "error")
      return this.fail(event);
    return this.event(event["type"], event, data);
  }

  /** What a client gets at the end. */
  end(): string {
    if (!this.finished || this.stopped || this.error) return "";
    return written("message_stop", '{"type":"message_stop"}');
  }

  private fail(event: unknown): string {
    this.error = streamFrameError(event);
    return this.error ? errorEvent(this.error) : "";
  }

  private event(type: string, event: Fields, data: string): string {
    switch (type) {
      case "message_start":
        return written(type, this.start(event));
      case "content_block_start":
        this.usage.output.add(textOf(fieldsOf(event["content_block"])));
        break;
      case "content_block_delta":
        this.usage.output.add(textOf(fieldsOf(event["delta"])));
        break;
      case "message_delta":
        return written(type, this.delta(event));
      case "message_stop":
        this.finished = true;
        this.stopped = true;
        break;
    }
    return written(type, data);
  }

  /** Clients read `usage` without asking whether it is there. */
  private start(event: Fields): string {
    const message = fieldsOf(event["message"]);
    this.usage.read(message["usage"]);
    const usage = { output_tokens: 0, ...soundUsage(message["usage"]), input_tokens: this.usage.inputTokens };
    return JSON.stringify({ ...event, message: { ...message, usage } });
  }

  private delta(event: Fields): string {
    this.usage.read(event["usage"]);
    if (fieldsOf(event["delta"])["stop_reason"]) this.finished = true;
    const usage = { ...soundUsage(event["usage"]), output_tokens: this.usage.outputTokens };
    return JSON.stringify({ ...event, usage });
  }
}

import "server-only";
import type { ToolCallDelta } from "@/lib/siliconflow/schema/chat";
import type { RunEvent } from "../event";
import { createThoughtSplitter } from "./thought-tags";
import { ToolCallPart } from "./tool-call-part";

type SpokenPart = { id: string; kind: "reasoning" | "text" };

/**
 * The parts of one choice of a chat answer. Thinking and text follow one another; calls of tools may be streamed
 * side by side, so they stay open until the choice is over.
 */
export class ChoiceParts {
  private open: SpokenPart | undefined;
  private count = 0;
  private readonly calls = new Map<number, ToolCallPart>();
  private readonly callIds = new Set<string>();
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
    return this.calls.size > 0;
  }

  /** Everything that was generated so far, calls of tools included. */
  get outputText(): string {
    return this.reasoning + this.text + [...this.calls.values()].map((call) => call.text).join("");
  }

  say(kind: SpokenPart["kind"], delta: string): void {
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

  /** Fragments are merged by index. One that says nothing does not begin a call. */
  toolCall(index: number, fragment: ToolCallDelta): void {
    let call = this.calls.get(index);
    if (call === undefined) {
      if (!fragment.id && !fragment.function?.name && !fragment.function?.arguments) return;
      this.close();
      call = new ToolCallPart(this.nextId("tool-call"), this.choice, this.emit);
      this.calls.set(index, call);
    }
    call.add(fragment, this.callIds);
  }

  /** The stream is over; `complete` says that the model was done with it. */
  end(complete: boolean): void {
    for (const piece of this.splitter.end()) this.say(piece.kind, piece.text);
    this.close();
    for (const call of this.calls.values()) call.end(complete);
  }

  private close(): void {
    if (this.open) this.emit({ type: `${this.open.kind}-end`, part: this.open.id });
    this.open = undefined;
  }

  private nextId(kind: SpokenPart["kind"] | "tool-call"): string {
    this.count += 1;
    return `${kind}-${this.choice}-${this.count}`;
  }
}

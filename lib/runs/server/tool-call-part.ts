import "server-only";
import { randomUUID } from "node:crypto";
import type { ToolCallDelta } from "@/lib/siliconflow/schema/chat";
import type { RunEvent } from "../event";

/** A function's name as the contract allows it, at the head of the arguments: GLM-4-9B streams it there. */
const nameBeforeArguments = /^\s*([\w-]{1,64})\s*(?=\{)/;
const nameAlone = /^\s*([\w-]{1,64})\s*$/;

/**
 * One call of a tool, put together from its fragments. Its start waits for the name, which may come late or
 * inside the arguments; until then the arguments wait too, so that whoever follows gets each call once and right.
 */
export class ToolCallPart {
  private id = "";
  private name = "";
  private held = "";
  private hasArguments = false;
  private state: "waiting" | "started" | "ended" = "waiting";
  /** What was generated so far: the name once, and the arguments. */
  text = "";
  private readonly part: string;
  private readonly choice: number;
  private readonly emit: (event: RunEvent) => void;

  constructor(part: string, choice: number, emit: (event: RunEvent) => void) {
    this.part = part;
    this.choice = choice;
    this.emit = emit;
  }

  /** A later id or name never overwrites: models repeat them as null, empty or not at all. */
  add(fragment: ToolCallDelta, takenIds: Set<string>): void {
    this.takeId(fragment.id ?? "", takenIds);
    const { name, arguments: piece } = fragment.function ?? {};
    if (this.name === "" && name) {
      this.name = name;
      this.text += name;
    }
    this.held += piece ?? "";
    this.text += piece ?? "";
    if (this.name === "") this.takeName(nameBeforeArguments);
    if (this.name !== "") this.release();
  }

  /** Nothing more comes. `complete` says that the model was done: then a call without arguments has none. */
  end(complete: boolean): void {
    if (this.state === "ended") return;
    if (this.name === "" && complete) this.takeName(nameAlone);
    if (complete && !this.hasArguments) this.held ||= "{}";
    this.release();
    this.state = "ended";
    this.emit({ type: "tool-call-end", part: this.part });
  }

  /** Two calls with one id could not be told apart when their results go back. */
  private takeId(id: string, takenIds: Set<string>): void {
    if (this.id !== "" || id === "" || takenIds.has(id)) return;
    this.id = id;
    takenIds.add(id);
  }

  private takeName(pattern: RegExp): void {
    const [head = "", name = ""] = pattern.exec(this.held) ?? [];
    this.name = name;
    this.held = this.held.slice(head.length);
  }

  private release(): void {
    const { part, choice, name, held } = this;
    if (this.state === "waiting") {
      this.id ||= `call_${randomUUID().replaceAll("-", "")}`;
      this.emit({ type: "tool-call-start", part, choice, toolCallId: this.id, name });
      this.state = "started";
    }
    if (held === "") return;
    this.hasArguments = true;
    this.held = "";
    this.emit({ type: "tool-call-delta", part, delta: held });
  }
}

import type { Frame, Reply } from "@/lib/simulator/http/reply";
import { plainSseFormat, type SseFormat } from "@/lib/simulator/http/sse";
import { noWireFaults, type WireFaults } from "@/lib/simulator/http/wire";

/** What is wrong with the answer itself, before it is put into frames. Chat reads it; other routes may. */
export type AnswerFaults = {
  usage: "as-is" | "missing" | "negative" | "odd";
  usageStyle: "as-is" | "last-chunk";
  content: "as-is" | "empty" | "null" | "in-reasoning" | "think-tags";
  /** In place of null in the fields that a middle frame does not use. */
  idleFields: null | "";
  toolDeltas: "as-is" | "broken";
  toolCalls: number;
  /** Written instead of the real reason; "as-is" leaves that. */
  finishReason: string | null;
  ignoreStream: boolean;
  unknownFields: boolean;
  /** Ids that GET /models leaves out, and ids that it adds. */
  modelsRemoved: readonly string[];
  modelsAdded: readonly string[];
  legacyUserInfo: boolean;
};

export const noAnswerFaults: AnswerFaults = {
  usage: "as-is",
  usageStyle: "as-is",
  content: "as-is",
  idleFields: null,
  toolDeltas: "as-is",
  toolCalls: 1,
  finishReason: "as-is",
  ignoreStream: false,
  unknownFields: false,
  modelsRemoved: [],
  modelsAdded: [],
  legacyUserInfo: false,
};

export type FrameStep = (frames: Iterable<Frame>) => Iterable<Frame>;

/** What one scenario changes. Scenarios combine; where two set the same thing, the later one holds. */
export type Effect = {
  /** Answered instead of asking the route; even a missing key does not matter then. */
  reply?: Reply;
  /** The socket is reset before anything is written: before the route does its work, or after. */
  reset?: "before" | "after";
  wire?: Partial<WireFaults>;
  format?: Partial<SseFormat>;
  frames?: FrameStep;
  answer?: Partial<AnswerFaults>;
};

/** The given parameters over the defaults. Everything arrives as text: a header has nothing else. */
export class ScenarioParams {
  readonly #values: Readonly<Record<string, string>>;

  constructor(values: Readonly<Record<string, string>>) {
    this.#values = values;
  }

  text(name: string): string {
    return this.#values[name] ?? "";
  }

  /** A number, or null where the parameter is empty. */
  optionalNumber(name: string): number | null {
    const value = this.text(name);
    return value === "" ? null : Number(value);
  }

  number(name: string): number {
    return this.optionalNumber(name) ?? 0;
  }

  list(name: string): string[] {
    return this.text(name)
      .split("|")
      .filter((item) => item !== "");
  }
}

export type Scenario = {
  description: string;
  /** Each parameter with its default; a name that is not here is refused. */
  params?: Readonly<Record<string, string>>;
  effect: (params: ScenarioParams, now: number) => Effect;
};

export type ScenarioTable = Readonly<Record<string, Scenario>>;

/** All effects on one request, put together. */
export type Faults = {
  names: readonly string[];
  reply: Reply | null;
  reset: "before" | "after" | null;
  wire: WireFaults;
  format: SseFormat;
  frames: readonly FrameStep[];
  answer: AnswerFaults;
};

export function combineEffects(names: readonly string[], effects: readonly Effect[]): Faults {
  const faults: Faults = {
    names,
    reply: null,
    reset: null,
    wire: { ...noWireFaults },
    format: { ...plainSseFormat },
    frames: effects.flatMap((effect) => effect.frames ?? []),
    answer: { ...noAnswerFaults },
  };
  for (const effect of effects) {
    faults.reply = effect.reply ?? faults.reply;
    faults.reset = effect.reset ?? faults.reset;
    Object.assign(faults.wire, effect.wire);
    Object.assign(faults.format, effect.format);
    Object.assign(faults.answer, effect.answer);
  }
  return faults;
}

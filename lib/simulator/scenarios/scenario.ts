import type { Frame, Reply } from "@/lib/simulator/http/reply";
import { plainSseFormat, type SseFormat } from "@/lib/simulator/http/sse";
import { noWireFaults, type WireFaults } from "@/lib/simulator/http/wire";
import type { SpeechOrder } from "@/lib/simulator/voice/speech";

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
  images: "as-is" | "empty" | "no-url" | "null-seed";
  speech: SpeechFault | null;
  transcript: "as-is" | "null" | "missing" | "empty";
  voices: "as-is" | "odd" | "null";
  vectors: "as-is" | "null" | "missing" | "mixed" | "shuffled";
  ranking: "as-is" | "unsorted" | "out-of-range" | "null-score" | "empty";
  /** Under which name the list of voices stands. */
  voicesKey: "both" | "results" | "result";
};

/** What is wrong with a speech: what was ordered, or the bytes that came of it. */
export type SpeechFault = {
  order?: Partial<SpeechOrder>;
  bytes?: "garbage";
  /** After this many bytes an error stands among the sound. */
  errorAfter?: number;
};

/** What is wrong with the link to a result: its address, or what the first downloads of it meet. */
export type MediaFault = {
  /** Given out in place of the real address. */
  address?: string;
  /** How many downloads of a link meet the effect; null is all. */
  times: number | null;
  effect: Effect;
};

/** What is wrong with a video job. Set at its submission it stays with the job; set at a poll it is for that poll. */
export type VideoFault =
  | { kind: "failed"; reason: string }
  | { kind: "stuck"; phase: "InQueue" | "InProgress" }
  | { kind: "status"; value: string }
  /** Answered to `times` polls of the job, once `after` have passed; null is all of them. */
  | { kind: "reply"; reply: Reply; after: number; times: number | null }
  | { kind: "no-url" };

/** What is wrong with a batch, set when it is created. */
export type BatchFault =
  /** Its file is found to be wrong. */
  | { kind: "failed"; reason: string }
  /** It stays there for ever. */
  | { kind: "stuck"; status: "in_queue" | "in_progress" | "finalizing" }
  /** What its object says instead of its state. */
  | { kind: "status"; value: string }
  /** Each so-manieth request is answered with this. */
  | { kind: "line-error"; every: number; reply: Reply }
  /** Each so-manieth request is in neither file. */
  | { kind: "missing"; every: number }
  /** Each so-manieth line stands twice in the results. */
  | { kind: "twice"; every: number }
  /** The time is over once so many requests were answered. */
  | { kind: "expire"; after: number };

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
  images: "as-is",
  speech: null,
  transcript: "as-is",
  voices: "as-is",
  vectors: "as-is",
  ranking: "as-is",
  voicesKey: "both",
};

export type FrameStep = (frames: Iterable<Frame>) => Iterable<Frame>;

/** What one scenario changes. Scenarios combine; where two set the same thing, the later one holds. */
export type Effect = {
  /** Answered instead of asking the route; even a missing key does not matter then. */
  reply?: Reply;
  /**
   * The socket ends before anything is written: reset before the route does its work or right after, or closed
   * once the work has taken its time.
   */
  reset?: "before" | "after" | "after-work";
  wire?: Partial<WireFaults>;
  format?: Partial<SseFormat>;
  frames?: FrameStep;
  answer?: Partial<AnswerFaults>;
  media?: MediaFault;
  video?: VideoFault;
  batch?: BatchFault;
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
  reset: "before" | "after" | "after-work" | null;
  wire: WireFaults;
  format: SseFormat;
  frames: readonly FrameStep[];
  answer: AnswerFaults;
  media: MediaFault | null;
  video: readonly VideoFault[];
  batch: readonly BatchFault[];
};

export function combineEffects(names: readonly string[], effects: readonly Effect[]): Faults {
  return effects.reduce<Faults>(withEffect, {
    names,
    reply: null,
    reset: null,
    wire: noWireFaults,
    format: plainSseFormat,
    frames: [],
    answer: noAnswerFaults,
    media: null,
    video: [],
    batch: [],
  });
}

/** The faults with one effect more. */
export function withEffect(faults: Faults, effect: Effect): Faults {
  return {
    names: faults.names,
    reply: effect.reply ?? faults.reply,
    reset: effect.reset ?? faults.reset,
    wire: { ...faults.wire, ...effect.wire },
    format: { ...faults.format, ...effect.format },
    frames: effect.frames === undefined ? faults.frames : [...faults.frames, effect.frames],
    answer: { ...faults.answer, ...effect.answer },
    media: effect.media ?? faults.media,
    video: effect.video === undefined ? faults.video : [...faults.video, effect.video],
    batch: effect.batch === undefined ? faults.batch : [...faults.batch, effect.batch],
  };
}

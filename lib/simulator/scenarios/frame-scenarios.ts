import type { Frame } from "@/lib/simulator/http/reply";
import { isJsonObject, type Json, type JsonObject } from "@/lib/simulator/json";
import type { FrameStep, ScenarioTable } from "@/lib/simulator/scenarios/scenario";

type DataFrame = Extract<Frame, { kind: "data" }>;
type ChunkFrame = Omit<DataFrame, "value"> & { value: JsonObject };

const isChunk = (frame: Frame): frame is ChunkFrame =>
  frame.kind === "data" && typeof frame.value !== "string";

const extra = (value: DataFrame["value"]): Frame => ({ kind: "data", part: "extra", value, tokens: 0 });

/** Puts something in after `count` data frames; `end` leaves out what would have followed. */
function insertAfter(count: number, made: (last: ChunkFrame | null) => Frame[], end = false): FrameStep {
  return function* step(frames) {
    let seen = 0;
    let last: ChunkFrame | null = null;
    if (count === 0) yield* made(last);
    if (count === 0 && end) return;
    for (const frame of frames) {
      yield frame;
      if (frame.kind !== "data") continue;
      if (isChunk(frame)) last = frame;
      seen += 1;
      if (seen !== count) continue;
      yield* made(last);
      if (end) return;
    }
  };
}

function without(unwanted: (frame: Frame) => boolean): FrameStep {
  return function* step(frames) {
    for (const frame of frames) if (!unwanted(frame)) yield frame;
  };
}

const isPart = (frame: Frame, part: DataFrame["part"]): boolean =>
  frame.kind === "data" && frame.part === part;

/** The last chunk again with another list of choices, or with another delta in each of its choices. */
function again(last: ChunkFrame | null, choices: Json[]): Frame[] {
  return last === null ? [] : [extra({ ...last.value, choices })];
}

function withDelta(last: ChunkFrame | null, delta: Json | undefined): Frame[] {
  const choice: JsonObject = { index: 0, finish_reason: null };
  return again(last, [delta === undefined ? choice : { ...choice, delta }]);
}

const everyChunkTwice: FrameStep = function* step(frames) {
  for (const frame of frames) {
    yield frame;
    if (isPart(frame, "delta")) yield frame;
  }
};

/** One frame whose text is `bytes` long: in the first delta that carries text, in the field that it uses. */
function hugeFrame(bytes: number): FrameStep {
  return function* step(frames) {
    let done = false;
    for (const frame of frames) {
      const grown = done || !isPart(frame, "delta") || !isChunk(frame) ? null : grow(frame.value, bytes);
      if (grown === null || frame.kind !== "data") yield frame;
      else {
        done = true;
        yield { ...frame, value: grown };
      }
    }
  };
}

function grow(chunk: JsonObject, bytes: number): JsonObject | null {
  const text = "0123456789abcdef".repeat(Math.ceil(bytes / 16)).slice(0, bytes);
  const [choice] = Array.isArray(chunk["choices"]) ? chunk["choices"] : [];
  if (!isJsonObject(choice)) return growEvent(chunk, text);
  if (typeof choice["text"] === "string") return { ...chunk, choices: [{ ...choice, text }] };
  const { delta } = choice;
  if (!isJsonObject(delta)) return null;
  const field = typeof delta["content"] === "string" ? "content" : "reasoning_content";
  return { ...chunk, choices: [{ ...choice, delta: { ...delta, [field]: text } }] };
}

/** The same in Anthropic's dialect. */
function growEvent(event: JsonObject, text: string): JsonObject | null {
  const delta = event["delta"];
  if (!isJsonObject(delta)) return null;
  const field = ["text", "thinking"].find((name) => typeof delta[name] === "string");
  return field === undefined ? null : { ...event, delta: { ...delta, [field]: text } };
}

const platformError: JsonObject = { code: 50507, message: "Request failed: Unknown error.", data: null };
const openAiError: JsonObject = {
  error: { message: "Request failed: Unknown error.", type: "server_error", param: null, code: "50507" },
};

/** What may go wrong in the sequence of frames. `frames` counts the events before it happens. */
export const frameScenarios: ScenarioTable = {
  stall: {
    description: "Stops after `frames` events, for `ms` or, without it, until the client leaves.",
    params: { frames: "3", ms: "" },
    effect: (params) => ({
      frames: insertAfter(params.number("frames"), () => [
        { kind: "stall", ms: params.optionalNumber("ms") },
      ]),
    }),
  },
  "cut-after-frames": {
    description: "The socket is destroyed after `frames` events.",
    params: { frames: "3" },
    effect: (params) => ({ frames: insertAfter(params.number("frames"), () => [{ kind: "destroy" }], true) }),
  },
  "end-after-frames": {
    description: "The stream ends cleanly after `frames` events, without finish_reason and without [DONE].",
    params: { frames: "3" },
    effect: (params) => ({ frames: insertAfter(params.number("frames"), () => [], true) }),
  },
  "missing-done": {
    description: "The stream ends cleanly without [DONE].",
    effect: () => ({ frames: without((frame) => isPart(frame, "done")) }),
  },
  "missing-finish": {
    description: "No frame has a finish_reason; [DONE] comes unless `done` is false.",
    params: { done: "true" },
    effect: (params) => ({
      frames: without(
        (frame) => isPart(frame, "finish") || (isPart(frame, "done") && params.text("done") === "false"),
      ),
    }),
  },
  "error-in-stream": {
    description: "After `frames` events an error object in a frame: `shape` is platform, openai or string.",
    params: { frames: "3", shape: "platform", done: "false" },
    effect: (params) => {
      const shapes = { openai: openAiError, string: '"Request failed: Unknown error."' };
      const shape = params.text("shape");
      const value = shape === "openai" || shape === "string" ? shapes[shape] : platformError;
      const done: Frame[] = params.text("done") === "true" ? [extra("[DONE]")] : [];
      return { frames: insertAfter(params.number("frames"), () => [extra(value), ...done], true) };
    },
  },
  "empty-choices": {
    description: "After `frames` events one with `choices: []`.",
    params: { frames: "2" },
    effect: (params) => ({ frames: insertAfter(params.number("frames"), (last) => again(last, [])) }),
  },
  "no-delta": {
    description: "After `frames` events one whose choice has no delta.",
    params: { frames: "2" },
    effect: (params) => ({
      frames: insertAfter(params.number("frames"), (last) => withDelta(last, undefined)),
    }),
  },
  "null-delta": {
    description: "After `frames` events one whose content, reasoning_content and role are null.",
    params: { frames: "2" },
    effect: (params) => ({
      frames: insertAfter(params.number("frames"), (last) =>
        withDelta(last, { content: null, reasoning_content: null, role: null, tool_calls: null }),
      ),
    }),
  },
  "bad-json-frame": {
    description: "After `frames` events one whose data is no JSON.",
    params: { frames: "3", data: '{"id":"broken","choices":[{"index":0,"delta":{"cont' },
    effect: (params) => ({
      frames: insertAfter(params.number("frames"), () => [extra(params.text("data"))]),
    }),
  },
  "empty-data": {
    description: "After `frames` events an event whose data is empty.",
    params: { frames: "2" },
    effect: (params) => ({ frames: insertAfter(params.number("frames"), () => [extra("")]) }),
  },
  "huge-frame": {
    description: "The first text frame carries `bytes` bytes of text (8 MB unless told).",
    params: { bytes: String(8 * 1024 * 1024) },
    effect: (params) => ({ frames: hugeFrame(params.number("bytes")) }),
  },
  "duplicate-tokens": {
    description: "Each text frame is sent twice, as gpt-oss did on the international site.",
    effect: () => ({ frames: everyChunkTwice }),
  },
  "filter-results": {
    description: "Each choice carries content_filter_results, as in early 2025.",
    effect: () => ({
      frames: function* step(frames) {
        for (const frame of frames) yield isChunk(frame) ? filtered(frame) : frame;
      },
    }),
  },
};

const filterResults: JsonObject = {
  hate: { filtered: false },
  self_harm: { filtered: false },
  sexual: { filtered: false },
  violence: { filtered: false },
};

function filtered(frame: ChunkFrame): Frame {
  const choices = Array.isArray(frame.value["choices"]) ? frame.value["choices"] : [];
  const marked = choices.map((choice) =>
    isJsonObject(choice) ? { ...choice, content_filter_results: filterResults } : choice,
  );
  return { ...frame, value: { ...frame.value, choices: marked } };
}

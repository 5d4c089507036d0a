import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RunEvent } from "../event";
import { applyEvent, emptyOutput } from "../snapshot";
import { ChatFrames } from "./chat-frames";

type Fragment = {
  index?: number | null;
  id?: string | null;
  function?: { name?: string | null; arguments?: string | null };
};

/** What a follower has after these fragments, and the events that told it. */
function read(fragments: readonly Fragment[], finishReason: string | null = "tool_calls") {
  const events: RunEvent[] = [];
  const frames = new ChatFrames((event) => events.push(event));
  const frame = (delta: unknown, finish: string | null = null) =>
    frames.frame(JSON.stringify({ choices: [{ index: 0, delta, finish_reason: finish }] }));
  for (const fragment of fragments) frame({ tool_calls: [fragment] });
  if (finishReason) frame({}, finishReason);
  frames.end();
  return { events, frames, calls: callsOf(events) };
}

function callsOf(events: readonly RunEvent[]) {
  const output = emptyOutput();
  for (const event of events) applyEvent(output, { ...event, at: 1 });
  return output.parts.map(({ toolCallId, name, text, endedMs }) => ({
    id: toolCallId,
    name,
    arguments: text,
    closed: endedMs !== undefined,
  }));
}

/** A call in the way of GLM-4-9B: no id, no name, the name at the head of the arguments, cut anywhere. */
const broken = (index: number, text: string): Fragment[] =>
  Array.from(text, (piece) => ({ index, id: null, function: { name: "", arguments: piece } }));

const nameArbitrary = fc.stringMatching(/^[a-zA-Z0-9_-]{1,20}$/);
const callArbitrary = fc.record({
  name: nameArbitrary,
  arguments: fc.dictionary(fc.string(), fc.jsonValue()).map((value) => JSON.stringify(value)),
  way: fc.constantFrom("proper", "late-name", "name-in-arguments"),
});

function fragmentsOf(call: { name: string; arguments: string; way: string }, index: number): Fragment[] {
  if (call.way === "name-in-arguments") return broken(index, `${call.name}\n${call.arguments}`);
  const pieces = call.arguments.match(/[\s\S]{1,3}/g) ?? [];
  const said = pieces.map((piece) => ({ index, id: null, function: { name: "", arguments: piece } }));
  const opening = { index, id: `call_${index}`, function: { name: call.name, arguments: "" } };
  return call.way === "proper" ? [opening, ...said] : [...said, opening];
}

describe("calls of tools", () => {
  test("arrive the same however their fragments are mixed, each closed once", () => {
    fc.assert(
      fc.property(
        fc.array(callArbitrary, { minLength: 1, maxLength: 4 }),
        fc.infiniteStream(fc.nat()),
        (calls, choose) => {
          const queues = calls.map(fragmentsOf);
          const mixed: Fragment[] = [];
          for (let left = queues.filter((queue) => queue.length > 0); left.length > 0; ) {
            const [turn = 0] = choose.take(1);
            const fragment = left[turn % left.length]?.shift();
            if (fragment) mixed.push(fragment);
            left = queues.filter((queue) => queue.length > 0);
          }
          const heard = read(mixed);
          const told = ({ name, arguments: text }: { name?: string | undefined; arguments: string }) =>
            `${name} ${text}`;
          expect(heard.calls.map(told).sort()).toEqual(calls.map(told).sort());
          expect(new Set(heard.calls.map(({ id }) => id)).size).toBe(calls.length);
          expect(heard.calls.every(({ id, closed }) => id && closed)).toBe(true);
          expect(heard.events.filter(({ type }) => type === "tool-call-end")).toHaveLength(calls.length);
          const lastDelta = heard.events.findLastIndex(({ type }) => type === "tool-call-delta");
          expect(heard.events.findIndex(({ type }) => type === "tool-call-end")).toBeGreaterThan(lastDelta);
        },
      ),
    );
  });

  test("with the name inside the arguments are repaired", () => {
    const { calls } = read(broken(0, 'get_weather\n{"city": "上海"}'));
    expect(calls).toMatchObject([{ name: "get_weather", arguments: '{"city": "上海"}', closed: true }]);
    expect(calls[0]?.id).toMatch(/^call_[0-9a-f]{32}$/);
  });

  test("without arguments have none, and the name alone is enough", () => {
    const none = { name: "now", arguments: "{}", closed: true };
    expect(read([{ index: 0, id: "a", function: { name: "now" } }]).calls).toMatchObject([none]);
    expect(read(broken(0, "now\n")).calls).toMatchObject([none]);
  });

  test("that are cut off keep what had arrived and nothing that was made up", () => {
    const opening = { index: 0, id: "a", function: { name: "f", arguments: "" } };
    for (const finish of [null, "length"]) {
      expect(read([opening], finish).calls).toMatchObject([{ name: "f", arguments: "", closed: true }]);
      expect(read(broken(0, "get_wea"), finish).calls).toMatchObject([{ name: "", arguments: "get_wea" }]);
    }
  });

  test("with one id for two get one id each", () => {
    const { calls } = read([
      { index: 0, id: "same", function: { name: "a", arguments: "{}" } },
      { index: 1, id: "same", function: { name: "b", arguments: "{}" } },
    ]);
    expect(calls.map(({ name }) => name)).toEqual(["a", "b"]);
    expect(calls[0]?.id).toBe("same");
    expect(calls[1]?.id).not.toBe("same");
  });

  test("count by their presence: forced ones end as «stop»", () => {
    const call = { index: 0, id: "a", function: { name: "f", arguments: "{}" } };
    const { calls, frames, events } = read([call], "stop");
    expect(calls).toHaveLength(1);
    expect(frames.finishReason).toBe("stop");
    expect(events.some(({ type }) => type === "text-start")).toBe(false);
  });

  test("of a whole answer, which have no index, stay apart", () => {
    const events: RunEvent[] = [];
    const frames = new ChatFrames((event) => events.push(event));
    const call = (name: string) => ({
      id: `id_${name}`,
      type: "function",
      function: { name, arguments: "{}" },
    });
    const message = { role: "assistant", content: "", tool_calls: [call("a"), call("b")] };
    expect(frames.whole({ choices: [{ index: 0, message, finish_reason: "tool_calls" }] })).toBe(true);
    frames.end();
    expect(callsOf(events).map(({ id, name }) => [id, name])).toEqual([
      ["id_a", "a"],
      ["id_b", "b"],
    ]);
  });

  test("count for the estimate and against the limit of 24 MB", () => {
    const fragment = (text: string) => ({ index: 0, id: "a", function: { name: "f", arguments: text } });
    expect(read([fragment('{"x":'), fragment("1}")]).frames.outputText()).toBe('f{"x":1}');
    const million = fragment("x".repeat(1024 * 1024));
    expect(() => read(Array.from({ length: 25 }, () => million))).toThrow("response-too-large");
  });

  test("and a fragment that says nothing begins none", () => {
    expect(
      read([{ index: 0 }, { index: 1, id: null, function: { name: null, arguments: null } }]).calls,
    ).toEqual([]);
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { modelOf } from "@/lib/models/test-model";
import { chatCompletionRequestSchema } from "@/lib/siliconflow/schema/chat";
import { completionRequestSchema } from "@/lib/siliconflow/schema/completions";
import { type AnswerOptions, defaultOptions, readPresets, writePresets } from "./options";
import { chatFields, chatParameters, faultOf, fillFields, fillParameters } from "./parameters";

const model = modelOf({
  tools: true,
  json: true,
  prefix: true,
  fim: true,
  thinking: "never",
  thinkingBudget: true,
  reasoningEfforts: ["high", "max"],
});

const options = (change: Partial<AnswerOptions>): AnswerOptions => ({ ...defaultOptions, ...change });
const withParameters = (parameters: AnswerOptions["parameters"]) => options({ parameters });

describe("parameters", () => {
  test("send nothing until something is set", () => {
    expect(chatFields(defaultOptions, model)).toEqual({ fields: {}, adapted: [] });
    expect(fillFields(defaultOptions, model)).toEqual({ fields: {}, adapted: [] });
  });

  test("never send what was typed and cannot be sent", () => {
    const tool = { type: "function" as const, function: { name: "weather" } };
    const set = options({ tools: [{ ...tool, draft: "{ half" }], drafts: { extra: "{", json_schema: "{" } });
    expect(chatFields(set, model).fields).toEqual({ tools: [tool] });
    expect(fillFields(set, model).fields).toEqual({});
  });

  test("that pass our check pass SiliconFlow's contract, whatever the value", () => {
    const value = fc.oneof(fc.double(), fc.integer(), fc.string(), fc.array(fc.string()), fc.constant(null));
    const kinds = [
      {
        known: chatParameters,
        schema: chatCompletionRequestSchema,
        rest: { messages: [{ role: "user", content: "q" }] },
      },
      { known: fillParameters, schema: completionRequestSchema, rest: { prompt: "p" } },
    ];
    for (const { known, schema, rest } of kinds)
      for (const parameter of known)
        fc.assert(
          fc.property(value, (given) => {
            if (faultOf(parameter, given, model)) return;
            const body = { model: "m", ...rest, [parameter.name]: given };
            expect(schema.safeParse(body).error?.issues ?? []).toEqual([]);
          }),
        );
  });

  test.each([
    ["temperature", 2],
    ["top_k", 100],
    ["thinking_budget", 128],
    ["thinking_budget", 32_768],
    ["max_tokens", 1],
    ["reasoning_effort", "max"],
    ["stop", ["a", "b", "c", "d"]],
  ])("%s takes %j", (name, value) => {
    expect(chatFields(withParameters({ [name]: value }), model)).toEqual({
      fields: { [name]: value },
      adapted: [],
    });
  });

  test.each([
    ["temperature", 2.01],
    ["top_k", 100.5],
    ["thinking_budget", 127],
    ["thinking_budget", 32_769],
    ["max_tokens", 0],
    ["reasoning_effort", "low"],
    ["stop", ["a", "b", "c", "d", "e"]],
    ["n", Number.NaN],
  ])("%s refuses %j and says so", (name, value) => {
    expect(chatFields(withParameters({ [name]: value }), model)).toEqual({
      fields: {},
      adapted: [{ name, reason: "range" }],
    });
  });

  test("that a model does not take are named, not sent, and there again for the next", () => {
    const set = withParameters({ thinking_budget: 1000, prefix: "a", temperature: 1 });
    const poor = { ...model, thinkingBudget: false, prefix: false, fim: false };
    expect(chatFields(set, poor)).toEqual({
      fields: { temperature: 1 },
      adapted: [
        { name: "thinking_budget", reason: "notTaken" },
        { name: "prefix", reason: "notTaken" },
      ],
    });
    expect(chatFields(set, model).fields).toEqual({ thinking_budget: 1000, prefix: "a", temperature: 1 });
  });

  test("of a model that nobody knows anything of are all sent", () => {
    const parameters = { thinking_budget: 1000, reasoning_effort: "low", prefix: "a", suffix: "b" };
    expect(chatFields(withParameters(parameters), undefined).fields).toEqual(parameters);
  });
});

describe("thinking", () => {
  const switchable = { ...model, thinking: "switchable" as const };

  test.each([true, false])("is always said where there is a switch: %s", (thinking) => {
    expect(chatFields(options({ thinking }), switchable).fields).toEqual({ enable_thinking: thinking });
  });

  test("is not spoken of where there is none", () => {
    expect(chatFields(options({ thinking: true }), model).fields).toEqual({});
  });

  test("is off with a prefix, and with tools where the model refuses them while it thinks", () => {
    const off = { name: "enable_thinking", reason: "thinkingOff" };
    const prefixed = chatFields(withParameters({ prefix: "a" }), switchable);
    expect(prefixed).toEqual({ fields: { prefix: "a", enable_thinking: false }, adapted: [off] });
    const strict = { ...switchable, traits: { toolsNeedThinkingOff: true } };
    const tools = chatFields(options({ builtInTools: ["clock"] }), strict);
    expect(tools.fields).toMatchObject({ enable_thinking: false, tools: [{ function: { name: "clock" } }] });
    expect(tools.adapted).toEqual([off]);
    expect(chatFields(options({ builtInTools: ["clock"] }), switchable).fields).toMatchObject({
      enable_thinking: true,
    });
  });
});

describe("tools, form and raw JSON", () => {
  const tool = (name: string) => ({ type: "function" as const, function: { name } });

  test("leave out a function whose name the contract refuses", () => {
    const set = chatFields(options({ tools: [tool("good"), tool("not good")] }), model);
    expect(set.fields["tools"]).toEqual([tool("good")]);
    expect(set.adapted).toEqual([{ name: "tools", reason: "range" }]);
  });

  test("send no tool_choice without tools", () => {
    expect(chatFields(options({ toolChoice: "required" }), model).fields).toEqual({});
  });

  test("are not sent to a model that refuses them", () => {
    const set = options({ tools: [tool("a")], responseFormat: { type: "json_object" } });
    expect(chatFields(set, { ...model, tools: false, json: false })).toEqual({
      fields: {},
      adapted: [
        { name: "response_format", reason: "notTaken" },
        { name: "tools", reason: "notTaken" },
      ],
    });
  });

  test("are overruled by raw JSON", () => {
    const set = options({ parameters: { temperature: 1 }, extra: { temperature: 0, user: "u" } });
    expect(chatFields(set, model).fields).toEqual({ temperature: 0, user: "u" });
  });
});

describe("presets", () => {
  const preset = { id: "1", name: "Careful", model: "m", systemPrompt: "Think.", options: defaultOptions };

  test("come back as they were shared, under ids of their own", () => {
    const [back] = readPresets(writePresets([preset])) ?? [];
    expect(back).toEqual({ ...preset, id: expect.not.stringMatching(/^1$/) });
  });

  test.each([
    "",
    "{",
    "[]",
    '{"kind":"other"}',
    '{"kind":"siliconflow-playground-presets","version":1,"presets":[]}',
  ])("are not read from %j", (text) => expect(readPresets(text)).toBeUndefined());
});

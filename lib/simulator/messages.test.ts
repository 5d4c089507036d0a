import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { messagesResponseSchema, messagesStreamEventSchema } from "@/lib/siliconflow/schema/messages";
import { type Simulator, startSimulator } from "@/lib/simulator/simulator";
import { parsed, readAnswer } from "@/lib/simulator/test-client";

const v3 = "deepseek-ai/DeepSeek-V3";
const thinker = "deepseek-ai/DeepSeek-R1";
const asked = (content: unknown, more: Record<string, unknown> = {}) => ({
  model: v3,
  max_tokens: 2000,
  messages: [{ role: "user", content }],
  ...more,
});

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ speed: 0, strict: true, seed: "messages" });
});
afterAll(() => simulator.close());

const send = async (
  body: unknown,
  scenario = "",
  headers: Record<string, string> = { "x-api-key": "sk-test" },
) =>
  readAnswer(
    await fetch(`${simulator.url}/v1/messages`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(scenario && { "x-simulator-scenario": scenario }),
        ...headers,
      },
      body: JSON.stringify(body),
    }),
  );

type Event = { name: string; value: { type: string; [field: string]: unknown } };

/** The events of a stream by their names; the last line of all is told apart. */
function eventsOf(text: string): { events: Event[]; end: string | undefined } {
  const events = text.split("\n\n").filter(Boolean);
  const named = events.flatMap((event) => {
    const [, name = "", data = ""] = /^event: (.*)\ndata: (.*)$/.exec(event) ?? [];
    const read = messagesStreamEventSchema.safeParse(parsed(data));
    return read.success ? [{ name, value: read.data as Event["value"] }] : [];
  });
  return { events: named, end: events.at(-1) };
}

type Delta = Record<string, unknown> | undefined;

const textOf = (events: readonly Event[], type: string, field: string) =>
  events
    .map(({ value }) => value["delta"] as Delta)
    .filter((delta) => delta?.["type"] === type)
    .map((delta) => delta?.[field])
    .join("");

describe("POST /v1/messages", () => {
  it("answers whole and streamed with the same text, in the documented form", async () => {
    const whole = messagesResponseSchema.parse((await send(asked("Say exactly: 你好"))).json);
    expect(whole).toMatchObject({ type: "message", role: "assistant", model: v3, stop_reason: "end_turn" });
    expect(whole.content).toEqual([{ type: "text", text: "你好" }]);
    expect(whole.usage?.output_tokens).toBeGreaterThan(0);
    const { text, headers } = await send(asked("Say exactly: 你好", { stream: true }));
    expect(headers.get("content-type")).toBe("text/event-stream");
    const { events, end } = eventsOf(text);
    expect(end).toBe("data: [DONE]");
    expect(events.every(({ name, value }) => name === value.type)).toBe(true);
    expect(events.map(({ name }) => name).filter((name) => name !== "content_block_delta")).toEqual([
      "message_start",
      "content_block_start",
      "content_block_stop",
      "message_delta",
      "message_stop",
    ]);
    expect(events[0]?.value["message"]).toMatchObject({ usage: { input_tokens: whole.usage?.input_tokens } });
    expect(textOf(events, "text_delta", "text")).toBe("你好");
    expect(events.at(-2)?.value).toMatchObject({
      delta: { stop_reason: "end_turn" },
      usage: { output_tokens: whole.usage?.output_tokens },
    });
  });

  it("thinks before it speaks, and signs what it thought", async () => {
    const body = { ...asked("Why is the sky blue?"), model: thinker };
    const whole = messagesResponseSchema.parse((await send(body)).json);
    expect(whole.content.map(({ type }) => type)).toEqual(["thinking", "text"]);
    expect(whole.content[0]).toMatchObject({ signature: /^[a-z]{10}$/ });
    const { events } = eventsOf((await send({ ...body, stream: true })).text);
    expect(textOf(events, "thinking_delta", "thinking")).toBe(
      (whole.content[0] as { thinking: string }).thinking,
    );
    expect(textOf(events, "signature_delta", "signature")).toMatch(/^[a-z]{10}$/);
  });

  it("calls a tool, and reads what it gave back", async () => {
    const tools = [
      {
        name: "get_weather",
        description: "Weather by city",
        input_schema: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
      },
    ];
    const question = { role: "user", content: "What is the weather in Paris?" };
    const body = { model: v3, max_tokens: 500, tools, messages: [question] };
    const called = messagesResponseSchema.parse((await send(body)).json);
    expect(called.stop_reason).toBe("tool_use");
    const use = called.content.find(({ type }) => type === "tool_use") as { id: string; input: unknown };
    expect(use).toMatchObject({ name: "get_weather", input: { city: expect.any(String) } });
    const { events } = eventsOf((await send({ ...body, stream: true })).text);
    expect(JSON.parse(textOf(events, "input_json_delta", "partial_json"))).toEqual(use.input);
    const result = { type: "tool_result", tool_use_id: use.id, content: [{ type: "text", text: "21 °C" }] };
    const messages = [question, { role: "assistant", content: [use] }, { role: "user", content: [result] }];
    const answered = messagesResponseSchema.parse((await send({ ...body, messages })).json);
    expect(answered.stop_reason).toBe("end_turn");
    expect(JSON.stringify(answered.content)).toContain("21 °C");
  });

  it("sees pictures, by address and in place", async () => {
    const picture = (source: object) => [
      { type: "image", source },
      { type: "text", text: "What is this?" },
    ];
    const base64 = { type: "base64", media_type: "image/png", data: "iVBORw0KGgo=" };
    const url = { type: "url", url: "https://example.com/a.png" };
    expect(await send(asked(picture(base64)))).toMatchObject({ status: 400, json: { code: 20041 } });
    for (const source of [base64, url])
      expect((await send({ ...asked(picture(source)), model: "Qwen/Qwen3-VL-32B-Instruct" })).status).toBe(
        200,
      );
  });

  it.each([
    ["no key", {}, 401],
    ["a Bearer", { authorization: "Bearer sk-test" }, 200],
    ["an x-api-key that is wrong", { "x-api-key": "sk-invalid" }, 401],
  ])("with %s", async (_, headers, status) => {
    expect((await send(asked("hi"), "", headers as Record<string, string>)).status).toBe(status);
  });

  it.each([
    [{ messages: [{ role: "user", content: "x" }], max_tokens: 5 }, 20015],
    [{ ...asked("x"), max_tokens: undefined }, 20015],
    [{ ...asked("x"), model: "nobody/None" }, 20012],
    [asked([{ type: "sound" }]), 20015],
  ])("refuses %j with the platform's own error", async (body, code) => {
    expect(await send(body)).toMatchObject({ status: 400, json: { code, data: null } });
  });

  it("stops at a sequence and at the length that is asked for", async () => {
    const cut = await send(asked("Say exactly: one two three", { max_tokens: 2 }));
    expect(cut.json).toMatchObject({ stop_reason: "max_tokens" });
    const stopped = await send(asked("Say exactly: one two three", { stop_sequences: ["two"] }));
    expect(stopped.json).toMatchObject({ content: [{ text: "one " }] });
  });

  it("leaves out what faults leave out", async () => {
    const unnamed = await send(asked("hi", { stream: true }), "no-event-names");
    expect(unnamed.text).not.toContain("event:");
    const open = await send(asked("hi", { stream: true }), "missing-done");
    expect(open.text).not.toMatch(/message_stop|\[DONE\]/);
    const countless = await send(asked("hi"), "usage-missing");
    expect(countless.json).not.toHaveProperty("usage");
  });
});

import { expect, test } from "../support/fixtures";
import { simulator } from "../support/simulator";

const weather = {
  name: "get_weather",
  description: "Tells the weather of a city",
  parameters: {
    type: "object",
    properties: { city: { type: "string" } },
    required: ["city"],
  },
};

type Sent = { messages: Record<string, unknown>[]; tools?: unknown[]; tool_choice?: unknown };
const bodies = async () => (await simulator.chatRequests()).map(({ body }) => body as Sent);

test("a tool of this browser is called, run, and answered with what it gave", async ({ chat, options }) => {
  await chat.open();
  await options.open();
  await options.section("Tools").getByRole("checkbox", { name: "Clock" }).check();
  await chat.ask("What time is it now? Use the clock.");
  const calls = chat.conversation.getByRole("region", { name: "Tool calls" });
  await expect(calls).toContainText("clock");
  await expect(calls).toContainText("runs in this browser");
  await expect(calls).toContainText('"iso"');
  await expect(chat.conversation.getByRole("article")).toHaveCount(3);
  await chat.done();
  await expect(chat.answer.getByRole("region", { name: "Tool calls" })).toHaveCount(0);
  const [first, second] = await bodies();
  expect(first?.tools).toMatchObject([{ type: "function", function: { name: "clock" } }]);
  expect(second?.messages).toMatchObject([
    { role: "user" },
    { role: "assistant", tool_calls: [{ type: "function", function: { name: "clock" } }] },
    { role: "tool", content: expect.stringContaining("iso") },
  ]);
});

test("a function of the person's own waits for what they say it gave", async ({ chat, options, page }) => {
  await chat.open();
  await options.open();
  const tools = options.section("Tools");
  await tools.getByRole("button", { name: "Define a function" }).click();
  await tools.getByRole("textbox", { name: "Name of the function" }).fill("not a name");
  await expect(tools.getByRole("alert")).toContainText("1 to 64 letters");
  await tools.getByRole("textbox", { name: "Name of the function" }).fill(weather.name);
  await tools.getByRole("textbox", { name: "What it does, for the model" }).fill(weather.description);
  await tools.getByRole("textbox", { name: "parameters", exact: true }).fill("{ broken");
  await expect(tools.getByRole("alert")).toContainText("This is not a JSON object");
  await tools
    .getByRole("textbox", { name: "parameters", exact: true })
    .fill(JSON.stringify(weather.parameters));
  await chat.ask("How is the weather in Beijing?");
  await chat.done();
  const calls = chat.answer.getByRole("region", { name: "Tool calls" });
  await expect(calls).toContainText("get_weather");
  await expect(calls).toContainText('"city"');
  expect(await simulator.chatRequests()).toHaveLength(1);
  const result = calls.getByRole("textbox", { name: "What get_weather returns" });
  await result.fill('{"sky": "blue"}');
  await page.reload();
  await expect(result).toHaveValue('{"sky": "blue"}');
  await calls.getByRole("button", { name: "Send results" }).click();
  await expect(chat.conversation.getByRole("article")).toHaveCount(3);
  await chat.done();
  const sent = (await bodies()).at(-1);
  expect(sent?.tools).toEqual([{ type: "function", function: weather }]);
  expect(sent?.messages.at(-1)).toMatchObject({ role: "tool", content: '{"sky": "blue"}' });
  await expect(chat.conversation.getByRole("region", { name: "Tool calls" })).toContainText('"sky": "blue"');
});

test("a call that is demanded happens once, also from a model that ends it with stop", async ({
  chat,
  options,
}) => {
  await simulator.scenario("finish-reason", { value: "stop" }, 1);
  await chat.open();
  await options.open();
  const tools = options.section("Tools");
  await tools.getByRole("checkbox", { name: "Calculator" }).check();
  await tools.getByRole("combobox", { name: "tool_choice" }).selectOption("required");
  await chat.ask("What is 12 * 12?");
  await expect(chat.conversation.getByRole("article")).toHaveCount(3);
  await chat.done();
  const [first, second, third] = await bodies();
  expect(first?.tool_choice).toBe("required");
  expect(second).not.toHaveProperty("tool_choice");
  expect(third).toBeUndefined();
});

for (const scenario of ["broken-tool-calls", "parallel-tool-calls"])
  test(`${scenario}: the calls still work`, async ({ chat, options }) => {
    await simulator.scenario(scenario, {}, 1);
    await chat.open();
    await options.open();
    for (const name of ["Clock", "Calculator"])
      await options.section("Tools").getByRole("checkbox", { name }).check();
    await chat.ask("Use the clock and the calculator for 1 + 1");
    await expect(chat.conversation.getByRole("article")).toHaveCount(3);
    await chat.done();
    const sent = (await bodies()).at(-1)?.messages ?? [];
    const calls = sent.flatMap(({ tool_calls: made }) => (made ?? []) as { id: string }[]);
    const answered = sent.filter(({ role }) => role === "tool").map((message) => message["tool_call_id"]);
    expect(answered).toEqual(calls.map(({ id }) => id));
    expect(new Set(answered).size).toBe(answered.length);
    expect(answered.length).toBeGreaterThan(scenario === "parallel-tool-calls" ? 1 : 0);
  });

test("a model that refuses tools while it thinks is asked without thinking, and that is said", async ({
  chat,
  options,
}) => {
  await chat.open();
  await chat.choose("deepseek-ai/DeepSeek-V3.1-Terminus");
  await options.open();
  await options.section("Tools").getByRole("checkbox", { name: "Clock" }).check();
  await expect(options.panel.getByRole("status").first()).toContainText("enable_thinking is sent as off");
  await chat.ask("Say exactly: fine");
  await chat.done();
  expect((await bodies())[0]).toMatchObject({ enable_thinking: false });
  await expect(chat.answer).toContainText("fine");
});

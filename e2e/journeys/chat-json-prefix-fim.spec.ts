import { expect, test } from "../support/fixtures";
import { simulator } from "../support/simulator";

test("an answer in JSON is held against its schema and shown as a tree", async ({ chat, options }) => {
  await chat.open();
  await options.open();
  const form = options.section("Form of the answer");
  await form.getByText("JSON Schema", { exact: true }).click();
  await chat.ask("Which city has how many people?");
  await chat.done();
  await expect(chat.answer).toContainText("Valid JSON that fits the schema");
  await expect(chat.answer.getByText("population:")).toBeVisible();
  await chat.answer.getByText("Text", { exact: true }).click();
  await expect(chat.answer).toContainText('"population"');
  expect(await simulator.lastBody()).toMatchObject({
    response_format: { type: "json_schema", json_schema: { schema: { required: ["city", "population"] } } },
  });
});

test("a schema that is none is refused where it is written, and nothing of it is sent", async ({
  chat,
  options,
}) => {
  await chat.open();
  await options.open();
  const form = options.section("Form of the answer");
  await form.getByText("JSON Schema", { exact: true }).click();
  await options.set({ json_schema: '{"type": "object", "properties": {"city": {"type": "text"}}}' });
  await expect(form.getByRole("alert")).toContainText("At /properties/city: “type” is none of string");
  await chat.ask("Say exactly: plain");
  await chat.done();
  expect(await simulator.lastBody()).not.toHaveProperty("response_format");
  await options.set({ json_schema: '{"type": "object", "properties": {"city": {"type": "string"}}}' });
  await expect(form.getByRole("alert")).toHaveCount(0);
  await chat.ask("Which city?");
  await chat.done();
  expect(await simulator.lastBody()).toMatchObject({
    response_format: { json_schema: { schema: { properties: { city: { type: "string" } } } } },
  });
});

test("an answer that is no JSON, or breaks the schema, says so and stays readable", async ({
  chat,
  options,
}) => {
  await chat.open();
  await options.open();
  const form = options.section("Form of the answer");
  await form.getByText("JSON", { exact: true }).click();
  await chat.ask("Give me an object");
  await chat.done();
  await expect(chat.answer).toContainText("Valid JSON");
  await chat.ask("Say exactly: {broken");
  await chat.done();
  await expect(chat.answer).toContainText("This is not valid JSON");
  await expect(chat.answer.locator("pre")).toHaveText("{broken");
  await form.getByText("JSON Schema", { exact: true }).click();
  await chat.ask('Say exactly: {"city": 7}');
  await chat.done();
  await expect(chat.answer).toContainText("Breaks the schema");
  await expect(chat.answer).toContainText('#/city Instance type "number" is invalid');
  await chat.answer.getByText("Text", { exact: true }).click();
  await expect(chat.answer.locator("pre")).toHaveText('{"city": 7}');
});

test("an answer goes on from a prefix, shown as one text, without thinking", async ({ chat, options }) => {
  await chat.open();
  await chat.choose("deepseek-ai/DeepSeek-V3.2");
  await options.set({ prefix: "Dear reader," });
  await expect(options.panel.getByRole("status").first()).toContainText("enable_thinking is sent as off");
  await chat.ask("Write a letter");
  await chat.done();
  expect(await simulator.lastBody()).toMatchObject({ prefix: "Dear reader,", enable_thinking: false });
  expect(await chat.copied()).toMatch(/^Dear reader,.{20}/s);
});

for (const { model, by } of [
  { model: "deepseek-ai/DeepSeek-V3.2", by: "prefix" },
  { model: "Qwen/Qwen3-8B", by: "request" },
])
  test(`an answer cut by its length goes on by ${by}, as one text beside the cut one`, async ({
    chat,
    options,
    page,
  }) => {
    await chat.open();
    await chat.choose(model);
    await page.getByRole("button", { name: "Thinking" }).click();
    await options.set({ max_tokens: "30" });
    await chat.ask("Tell a story about a lighthouse");
    await chat.done();
    await expect(chat.answer).toContainText("The model reached its length limit");
    const cut = await chat.copied();
    await chat.answer.getByRole("button", { name: "Continue", exact: true }).click();
    await expect(chat.answer.getByText("2/2")).toBeVisible();
    await chat.done();
    const whole = await chat.copied();
    expect(whole.startsWith(cut)).toBe(true);
    expect(whole.length).toBeGreaterThan(cut.length);
    const sent = await simulator.lastBody();
    if (by === "prefix") expect(sent).toMatchObject({ prefix: cut });
    else
      expect(sent).toMatchObject({ messages: [{}, { role: "assistant", content: cut }, { role: "user" }] });
  });

test("an answer cut by a fault goes on too", async ({ chat, page }) => {
  await chat.open();
  await page.getByRole("button", { name: "Thinking" }).click();
  await simulator.scenario("cut-after-frames", { frames: 8 }, 1);
  await chat.ask("Tell a story about a lighthouse");
  await chat.done();
  await expect(chat.error).toBeVisible();
  await chat.answer.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(chat.answer.getByText("2/2")).toBeVisible();
  await chat.done();
  await expect(chat.error).toHaveCount(0);
});

test("a gap is filled through /completions, seen in its place, and found again", async ({ chat, page }) => {
  await page.goto("/chat?kind=fill");
  await page.getByRole("button", { name: "Complete a function" }).click();
  const before = page.getByRole("textbox", { name: "Text before the gap" });
  await expect(before).toHaveValue(/def is_prime/);
  await before.press("Control+Enter");
  await chat.done();
  const [request] = await simulator.fillRequests();
  expect(request?.body).toMatchObject({
    prompt: expect.stringContaining("def is_prime"),
    suffix: expect.stringContaining("return True"),
    stream: true,
  });
  expect(await simulator.chatRequests()).toHaveLength(0);
  await expect(chat.answer.locator("ins")).not.toBeEmpty();
  await expect(chat.answer).toContainText("def is_prime");
  await expect(chat.answer).toContainText(/\d+ out/);
  await page.reload();
  await expect(chat.answer.locator("ins")).not.toBeEmpty();
  await expect(page.getByRole("textbox", { name: "Text after the gap" })).toBeVisible();
});

test("the parameters of /completions are its own, and a failed gap can be tried again", async ({
  chat,
  options,
  page,
}) => {
  await page.goto("/chat?kind=fill");
  await options.set({ seed: "7", presence_penalty: "0.5", repetition_penalty: "1.1", max_tokens: "64" });
  await expect(options.field("min_p")).toHaveCount(0);
  await simulator.scenario("error-50507", {}, 3);
  await page.getByRole("textbox", { name: "Text before the gap" }).fill("def add(a, b):\n");
  await page.getByRole("button", { name: "Send" }).click();
  await chat.done();
  await expect(chat.error).toBeVisible();
  await chat.error.getByRole("button", { name: "Try again" }).click();
  await expect(chat.answer.getByText("2/2")).toBeVisible();
  await chat.done();
  expect((await simulator.fillRequests()).at(-1)?.body).toMatchObject({
    seed: 7,
    presence_penalty: 0.5,
    repetition_penalty: 1.1,
    max_tokens: 64,
    prompt: "def add(a, b):\n",
  });
});

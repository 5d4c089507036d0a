import { expect, test } from "../support/fixtures";
import { simulator } from "../support/simulator";

test("what is set is sent under SiliconFlow's names, what is not set is not, and a reload keeps it", async ({
  chat,
  options,
  page,
}) => {
  await chat.open();
  await chat.ask("Say exactly: before");
  await chat.done();
  expect(Object.keys((await simulator.lastBody()) as object).sort()).toEqual([
    "enable_thinking",
    "messages",
    "model",
    "stream",
  ]);
  await options.set({
    temperature: "0.3",
    top_p: "0.9",
    top_k: "40",
    min_p: "0.05",
    frequency_penalty: "0.5",
    max_tokens: "2000",
    thinking_budget: "1024",
    stop: "###\nEND",
  });
  const set = {
    temperature: 0.3,
    top_p: 0.9,
    top_k: 40,
    min_p: 0.05,
    frequency_penalty: 0.5,
    max_tokens: 2000,
    thinking_budget: 1024,
    stop: ["###", "END"],
  };
  await chat.ask("Say exactly: after");
  await chat.done();
  expect(await simulator.lastBody()).toMatchObject(set);
  await page.reload();
  await expect(options.field("temperature")).toHaveValue("0.3");
  await chat.ask("Say exactly: again");
  await chat.done();
  expect(await simulator.lastBody()).toMatchObject(set);
  await options.panel.getByRole("button", { name: "Reset temperature" }).click();
  await expect(options.field("temperature")).toHaveValue("");
  await options.panel.getByRole("button", { name: "Reset all" }).click();
  await chat.ask("Say exactly: bare");
  await chat.done();
  expect(Object.keys((await simulator.lastBody()) as object)).not.toContain("top_p");
});

test("a value out of range is told at once and never sent", async ({ chat, options, page }) => {
  await chat.open();
  await options.set({ temperature: "2.5" });
  await expect(options.panel.getByRole("alert")).toHaveText("Out of range: 0 – 2. Not sent.");
  await expect(options.field("temperature")).toHaveAttribute("aria-invalid", "true");
  await chat.ask("Say exactly: fine");
  await chat.done();
  expect(await simulator.lastBody()).not.toHaveProperty("temperature");
  await options.set({ temperature: "nonsense" });
  await expect(options.panel.getByRole("alert")).toHaveText("Not a number that fits here. Not sent.");
  await page.reload();
  await expect(options.field("temperature")).toHaveValue("nonsense");
  await options.set({ temperature: "1", stop: "a\nb\nc\nd\ne" });
  await expect(options.panel.getByRole("alert")).toHaveText("At most 4. Not sent.");
});

test("another model keeps what it takes, says what it does not, and gets it back later", async ({
  chat,
  options,
  page,
}) => {
  await chat.open();
  await chat.choose("Qwen/Qwen3-8B");
  await options.set({ thinking_budget: "1024", temperature: "0.7" });
  await chat.choose("Qwen/Qwen2.5-7B-Instruct");
  await expect(options.panel.getByRole("status").first()).toContainText("thinking_budget is not taken");
  await expect(options.field("thinking_budget")).toHaveCount(0);
  await expect(options.field("temperature")).toHaveValue("0.7");
  await options.panel.getByRole("button", { name: "Close options" }).click();
  const notice = page.getByRole("status").filter({ hasText: "Not sent to this model as set" });
  await expect(notice).toContainText("thinking_budget");
  await notice.getByRole("button", { name: "Show options" }).click();
  await chat.ask("Say exactly: one");
  await chat.done();
  const body = await simulator.lastBody();
  expect(body).toMatchObject({ temperature: 0.7 });
  expect(body).not.toHaveProperty("thinking_budget");
  await chat.choose("Qwen/Qwen3-8B");
  await expect(options.field("thinking_budget")).toHaveValue("1024");
  await chat.choose("zai-org/GLM-5.2");
  const effort = options.panel.getByRole("combobox", { name: "reasoning_effort" });
  await expect(effort.getByRole("option")).toHaveText(["not sent", "high", "max"]);
  await effort.selectOption("max");
  await chat.ask("Say exactly: two");
  await chat.done();
  expect(await simulator.lastBody()).toMatchObject({ model: "zai-org/GLM-5.2", reasoning_effort: "max" });
});

test("of several answers at once the conversation goes on with the chosen one", async ({ chat, options }) => {
  await chat.open();
  await options.set({ n: "2" });
  await chat.ask("Tell a story about a lighthouse");
  await chat.done();
  const choices = chat.answer.getByRole("group", { name: "Choices" });
  await expect(choices.getByRole("button")).toHaveText(["Choice 1", "Choice 2"]);
  await choices.getByRole("button", { name: "Choice 2" }).click();
  const second = await chat.copied();
  await options.set({ n: "" });
  await chat.ask("What did I just ask?");
  await chat.done();
  expect(await simulator.lastBody()).toMatchObject({ messages: [{}, { content: second }, {}] });
});

test("presets are saved, renamed, used, shared as JSON, and refused when they are something else", async ({
  chat,
  options,
  page,
}) => {
  await chat.open();
  await options.set({ temperature: "0.1" });
  await options.panel.getByRole("textbox", { name: "System prompt" }).fill("Answer like a lawyer.");
  const presets = options.section("Presets");
  await presets.getByRole("textbox", { name: "Name of the preset" }).fill("Careful");
  await presets.getByRole("button", { name: "Save" }).click();
  await presets.getByRole("button", { name: "Rename “Careful”" }).click();
  await presets.getByRole("textbox", { name: "Name of the preset" }).first().fill("Lawyer");
  await page.keyboard.press("Enter");
  const shared = await chat.copied("Copy “Lawyer” as JSON");
  expect(JSON.parse(shared)).toMatchObject({
    presets: [
      {
        name: "Lawyer",
        systemPrompt: "Answer like a lawyer.",
        options: { parameters: { temperature: 0.1 } },
      },
    ],
  });
  await presets.getByRole("button", { name: "Delete “Lawyer”" }).click();
  await expect(options.panel.getByRole("status").last()).toContainText("“Lawyer” is deleted.");
  await options.panel.getByRole("button", { name: "Undo" }).click();
  await presets.getByRole("button", { name: "Delete “Lawyer”" }).click();
  await options.panel.getByRole("button", { name: "Reset all" }).click();
  await page.evaluate(() => navigator.clipboard.writeText('{"not": "presets"}'));
  await presets.getByRole("button", { name: "Paste" }).click();
  await expect(presets.getByRole("status")).toHaveText("There are no presets in this: nothing was changed.");
  await page.evaluate((text) => navigator.clipboard.writeText(text), shared);
  await presets.getByRole("button", { name: "Paste" }).click();
  await presets.getByRole("button", { name: "Lawyer", exact: true }).click();
  await expect(options.field("temperature")).toHaveValue("0.1");
  await chat.ask("Say exactly: objection");
  await chat.done();
  expect(await simulator.lastBody()).toMatchObject({
    temperature: 0.1,
    messages: [{ role: "system", content: "Answer like a lawyer." }, { role: "user" }],
  });
});

test("what a reset or a preset takes away comes back with Undo, the system prompt too", async ({
  chat,
  options,
}) => {
  await chat.open();
  await options.open();
  const undo = options.panel.getByRole("button", { name: "Undo" });
  const prompt = options.panel.getByRole("textbox", { name: "System prompt" });
  const presets = options.section("Presets");
  const tools = options.section("Tools");
  await prompt.fill("Answer like a lawyer.");
  await presets.getByRole("textbox", { name: "Name of the preset" }).fill("Plain");
  await presets.getByRole("button", { name: "Save" }).click();
  await prompt.fill("Answer like a poet.");
  await options.set({ temperature: "0.4", JSON: '{"broken' });
  await tools.getByRole("button", { name: "Define a function" }).click();
  await tools.getByRole("textbox", { name: "What it does, for the model" }).fill("Tells the weather");

  await options.panel.getByRole("button", { name: "Reset all" }).click();
  await expect(options.field("temperature")).toHaveValue("");
  await expect(options.field("JSON")).toHaveValue("");
  await undo.click();
  await expect(undo).toHaveCount(0);
  await expect(options.field("temperature")).toHaveValue("0.4");
  await expect(options.field("JSON")).toHaveValue('{"broken');

  await presets.getByRole("button", { name: "Plain", exact: true }).click();
  await expect(prompt).toHaveValue("Answer like a lawyer.");
  await expect(options.field("temperature")).toHaveValue("");
  await undo.click();
  await expect(prompt).toHaveValue("Answer like a poet.");
  await expect(options.field("temperature")).toHaveValue("0.4");

  await tools.getByRole("button", { name: "Remove function_1" }).click();
  await expect(tools.getByRole("textbox")).toHaveCount(0);
  await undo.click();
  await expect(tools.getByRole("textbox", { name: "What it does, for the model" })).toHaveValue(
    "Tells the weather",
  );
});

test("JSON that cannot be sent, and a schema that is left, are there again after a reload", async ({
  chat,
  options,
  page,
}) => {
  await chat.open();
  await options.open();
  const form = options.section("Form of the answer");
  const tools = options.section("Tools");
  await form.getByText("JSON Schema", { exact: true }).click();
  await options.set({ json_schema: '{"type": "object", "title": "mine"}', JSON: '{"user": "te' });
  await form.getByText("Text", { exact: true }).click();
  await expect(options.field("json_schema")).toHaveCount(0);
  await tools.getByRole("button", { name: "Define a function" }).click();
  await options.set({ parameters: "{ half" });
  await page.reload();
  await expect(options.field("JSON")).toHaveValue('{"user": "te');
  await expect(options.field("parameters")).toHaveValue("{ half");
  await form.getByText("JSON Schema", { exact: true }).click();
  await expect(options.field("json_schema")).toHaveValue(/"title": "mine"/);
  await options.set({ json_schema: '{"type": "object", "title": "mi' });
  await options.panel.getByRole("button", { name: "Close options" }).click();
  await options.open();
  await expect(options.field("json_schema")).toHaveValue('{"type": "object", "title": "mi');
  await chat.ask("Say exactly: plain");
  await chat.done();
  const body = await simulator.lastBody();
  expect(body).not.toHaveProperty("response_format");
  expect(body).not.toHaveProperty("user");
  expect(body).toMatchObject({ tools: [{ type: "function", function: { name: "function_1" } }] });
  expect(JSON.stringify(body)).not.toContain("half");
});

test("raw JSON goes along as it is, and broken JSON says where it breaks", async ({ chat, options }) => {
  await chat.open();
  await options.set({ JSON: '{"user": "tester"' });
  await expect(options.panel.getByRole("alert")).toContainText("This is not a JSON object");
  await options.set({ JSON: '{"messages": []}' });
  await expect(options.panel.getByRole("alert")).toContainText("“messages” is set elsewhere");
  await options.set({ JSON: '{"user": "tester"}' });
  await expect(options.panel.getByRole("alert")).toHaveCount(0);
  await chat.ask("Say exactly: raw");
  await chat.done();
  expect(await simulator.lastBody()).toMatchObject({ user: "tester" });
});

test("on a phone the options lie over the page and close again", async ({ chat, page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await chat.open();
  await page.getByRole("button", { name: /^Options/ }).click();
  const dialog = page.getByRole("dialog", { name: "Options" });
  await dialog.getByRole("textbox", { name: "temperature", exact: true }).fill("0.2");
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Options (1 set)" })).toBeVisible();
  await chat.ask("Say exactly: small");
  await chat.done();
  expect(await simulator.lastBody()).toMatchObject({ temperature: 0.2 });
});

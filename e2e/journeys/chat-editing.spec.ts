import type { Page } from "@playwright/test";
import { expect, test } from "../support/fixtures";
import { simulator } from "../support/simulator";

const focused = (page: Page) => page.locator(":focus");

test("the keyboard keeps its place when what had the focus goes away", async ({ chat, options, page }) => {
  await chat.open();
  await chat.ask("Say exactly: first");
  await chat.done();
  const edit = chat.conversation.getByRole("button", { name: "Edit message" });
  const box = chat.conversation.getByRole("textbox", { name: "Edit message" });
  await edit.press("Enter");
  await expect(box).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(edit).toBeFocused();
  await page.keyboard.press("Enter");
  await box.pressSequentially("!");
  await page.keyboard.press("Control+s");
  await expect(chat.conversation.getByText("Say exactly: first!")).toBeVisible();
  await expect(edit).toBeFocused();
  await options.open();
  await options.panel.getByRole("button", { name: "Close options" }).press("Enter");
  await expect(chat.input).toBeFocused();
  await chat.conversation.getByRole("button", { name: "Delete this and what follows" }).last().press("Enter");
  await expect(page.getByRole("button", { name: "Undo" })).toBeVisible();
  await expect(focused(page)).not.toHaveCount(0);
});

test("a preset that is deleted leaves the keyboard among the presets", async ({ chat, options, page }) => {
  await chat.open();
  await options.open();
  const presets = options.section("Presets");
  const name = presets.getByRole("textbox", { name: "Name of the preset" });
  await name.fill("Calm");
  await name.press("Enter");
  await presets.getByRole("button", { name: "Delete “Calm”" }).press("Enter");
  await expect(presets.locator(":focus")).toHaveCount(1);
  await expect(page.getByText("Calm", { exact: true })).toHaveCount(0);
});

test("Escape while a preset is renamed keeps its name, and the answer goes on", async ({
  chat,
  options,
  page,
}) => {
  await chat.open();
  await options.open();
  const presets = options.section("Presets");
  const name = presets.getByRole("textbox", { name: "Name of the preset" });
  await name.fill("Calm");
  await name.press("Enter");
  await simulator.pace({ speed: 1, tokensPerSecond: 60, firstTokenMs: 10 });
  await chat.ask("Repeat 100 words");
  await expect(chat.stop).toBeVisible();
  await presets.getByRole("button", { name: "Rename “Calm”" }).click();
  await page.keyboard.type("Wild");
  await page.keyboard.press("Escape");
  await expect(presets.getByRole("button", { name: "Calm", exact: true })).toBeVisible();
  await chat.done();
  await expect(chat.answer.getByText("Stopped. What had arrived is kept.")).toHaveCount(0);
  expect((await simulator.chatRequests()).at(-1)?.closedByClient).toBeNull();
});

test("a message that is being changed stays as it is, however far the conversation is scrolled", async ({
  chat,
}) => {
  await chat.open();
  await chat.ask("Repeat 900 words");
  await chat.done();
  await chat.ask("Say exactly: last");
  await chat.done();
  const question = chat.questions.last();
  await question.hover();
  await question.getByRole("button", { name: "Edit message" }).click();
  const box = chat.conversation.getByRole("textbox", { name: "Edit message" });
  await box.fill("Say exactly: changed with much thought");
  await chat.conversation.evaluate((log) => log.scrollTo(0, 0));
  await expect(chat.conversation.getByText("Repeat 900 words")).toBeInViewport();
  await chat.conversation.evaluate((log) => log.scrollTo(0, log.scrollHeight));
  await expect(box).toHaveValue("Say exactly: changed with much thought");
});

test("what was changed during an answer can be saved when the answer has ended, and is not lost before", async ({
  chat,
  page,
}) => {
  await chat.open();
  await chat.ask("Say exactly: first");
  await chat.done();
  const question = chat.questions.first();
  await question.hover();
  await question.getByRole("button", { name: "Edit message" }).click();
  const box = question.getByRole("textbox", { name: "Edit message" });
  await box.fill("Say exactly: changed");
  await simulator.pace({ speed: 1, tokensPerSecond: 60, firstTokenMs: 10 });
  await chat.ask("Repeat 120 words");
  await expect(chat.stop).toBeVisible();
  await box.press("Control+s");
  await expect(question.getByRole("alert")).toHaveText("This can be saved when the answer has ended.");
  await expect(box).toHaveValue("Say exactly: changed");
  await chat.done();
  await box.press("Control+s");
  await expect(question.getByText("Say exactly: changed")).toBeVisible();
  await expect(page.getByText("2/2")).toBeVisible();
});

test("a link fills an empty box, and what it filled in is kept once it was changed", async ({
  chat,
  page,
}) => {
  await chat.open("/chat?q=from%20a%20link");
  await expect(chat.input).toHaveValue("from a link");
  await chat.open();
  await expect(chat.input).toHaveValue("");
  await chat.open("/chat?q=from%20a%20link");
  await chat.input.fill("from a link, and more");
  await page.reload();
  await expect(chat.input).toHaveValue("from a link, and more");
});

test("a link's words stand beside what was being written, and neither is lost", async ({ chat, page }) => {
  await chat.open();
  await chat.input.fill("half a thought");
  await page.reload();
  await expect(chat.input).toHaveValue("half a thought");
  await chat.open("/chat?q=Say%20exactly%3A%20linked");
  const aside = page.getByRole("status").filter({ hasText: "Also for this box" });
  await expect(aside).toContainText("Say exactly: linked");
  await expect(chat.input).toHaveValue("half a thought");
  await aside.getByRole("button", { name: "Use these words instead" }).click();
  await expect(chat.input).toBeFocused();
  await expect(chat.input).toHaveValue("Say exactly: linked");
  await page.keyboard.press("Enter");
  await chat.done();
  await expect(chat.answer).toContainText("linked");
  await page.reload();
  await expect(aside).toContainText("half a thought");
  await aside.getByRole("button", { name: "Use these words instead" }).click();
  await expect(chat.input).toHaveValue("half a thought");
  await expect(aside).toHaveCount(0);
});

test("instructions for a conversation that has not begun survive a reload, and go with its first message", async ({
  chat,
  options,
  page,
}) => {
  await chat.open();
  await options.open();
  const prompt = options.panel.getByRole("textbox", { name: "System prompt" });
  await prompt.fill("Answer like a lawyer.");
  await page.reload();
  await expect(prompt).toHaveValue("Answer like a lawyer.");
  await chat.ask("Say exactly: objection");
  await chat.done();
  await expect(prompt).toHaveValue("Answer like a lawyer.");
  expect(await simulator.lastBody()).toMatchObject({ messages: [{ role: "system" }, { role: "user" }] });
  await chat.open();
  await expect(prompt).toHaveValue("");
});

test("instructions written while an answer comes in hold from its end on", async ({ chat, options }) => {
  await chat.open();
  await options.open();
  await simulator.pace({ speed: 1, tokensPerSecond: 40, firstTokenMs: 300 });
  await chat.ask("repeat 40 words");
  await expect(chat.stop).toBeVisible();
  await options.panel.getByRole("textbox", { name: "System prompt" }).fill("Be brief.");
  await chat.input.click();
  await simulator.pace({ speed: 0 });
  await chat.done();
  await chat.ask("Say exactly: brief");
  await chat.done();
  expect(await simulator.lastBody()).toMatchObject({
    messages: [{ role: "system", content: "Be brief." }, {}, {}, {}],
  });
});

test("what is typed right after a click on the model never goes into the box", async ({ chat, page }) => {
  await chat.open();
  await chat.model.click();
  await page.keyboard.type("too early");
  const search = page.getByRole("combobox", { name: "Search models" });
  await expect(search).toBeFocused();
  await search.fill("");
  await page.keyboard.type("GLM-5.2");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(chat.model).toContainText("GLM-5.2");
  await expect(chat.input).toHaveValue("");
  await expect(chat.questions).toHaveCount(0);
});

test("gaps that wait keep what stands behind them, and go out one after the other", async ({
  chat,
  page,
}) => {
  await simulator.pace({ speed: 1, tokensPerSecond: 60, firstTokenMs: 600 });
  await page.goto("/chat?kind=fill");
  const before = page.getByRole("textbox", { name: "Text before the gap" });
  const after = page.getByRole("textbox", { name: "Text after the gap" });
  for (const name of ["one", "two", "three"]) {
    await before.fill(`def ${name}():\n`);
    await after.fill(`# end of ${name}\n`);
    await before.press("Control+Enter");
  }
  await expect(chat.conversation.getByRole("article")).toHaveCount(6);
  await chat.done();
  const sent = (await simulator.fillRequests()).map(({ body }) => body);
  expect(sent).toMatchObject(
    ["one", "two", "three"].map((name) => ({ prompt: `def ${name}():\n`, suffix: `# end of ${name}\n` })),
  );
});

test("without a network the page stays, and what was asked for comes when the network does", async ({
  chat,
  context,
  page,
}) => {
  await chat.open();
  await chat.input.fill("half a thought");
  await context.setOffline(true);
  await chat.model.click();
  await page.getByRole("button", { name: /^Options/ }).click();
  await expect(chat.input).toHaveValue("half a thought");
  await context.setOffline(false);
  await expect(page.getByRole("complementary", { name: "Options" })).toBeVisible();
  await expect(page.getByRole("combobox", { name: "Search models" })).toBeVisible();
  await expect(chat.input).toHaveValue("half a thought");
});

test("text that runs from right to left does so", async ({ chat }) => {
  await chat.open();
  await chat.ask("Say exactly: مرحبا بالعالم");
  await chat.done();
  const start = (element: Element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    const text = range.getBoundingClientRect();
    return element.getBoundingClientRect().right - text.right;
  };
  await expect(chat.answer.getByText("مرحبا بالعالم")).toBeVisible();
  expect(await chat.answer.locator(".prose-answer p").evaluate(start)).toBeLessThan(2);
});

test("on a narrow screen every option lies within its panel", async ({ chat, page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await chat.open();
  await page.getByRole("button", { name: /^Options/ }).click();
  const panel = page.getByRole("dialog", { name: "Options" });
  await panel.getByText("JSON Schema", { exact: true }).click();
  const beyond = await panel.evaluate(
    (dialog) =>
      [...dialog.querySelectorAll("*")].filter(
        (element) => element.getBoundingClientRect().right > dialog.getBoundingClientRect().right + 1,
      ).length,
  );
  expect(beyond).toBe(0);
});

test("the page stays where it is when something far down in the options is chosen", async ({
  chat,
  options,
  page,
}) => {
  await chat.open();
  await options.open();
  await options.panel.getByText("JSON Schema", { exact: true }).click();
  await options.section("Tools").getByRole("checkbox").last().check();
  const place = () =>
    page.evaluate(() => ({
      scrolled: window.scrollY,
      beyond: document.body.scrollHeight - window.innerHeight,
    }));
  expect(await place()).toEqual({ scrolled: 0, beyond: 0 });
});

test("an answer that is stopped before its first word says so", async ({ chat }) => {
  await simulator.pace({ speed: 1, firstTokenMs: 20_000 });
  await chat.open();
  await chat.ask("Say exactly: late");
  await chat.stop.click();
  await chat.done();
  await expect(chat.answer).toContainText("Stopped before the answer began.");
  await expect(chat.input).toBeFocused();
});

test("a message that is being changed is still so after a reload, with what was typed", async ({
  chat,
  page,
}) => {
  await chat.open();
  await chat.ask("Say exactly: as it was");
  await chat.done();
  const question = chat.questions;
  await question.hover();
  await question.getByRole("button", { name: "Edit message" }).click();
  const field = question.getByRole("textbox", { name: "Edit message" });
  await field.fill("Say exactly: half way");
  await page.reload();
  await expect(field).toHaveValue("Say exactly: half way");
  await page.getByRole("link", { name: "New chat" }).click();
  await expect(page).toHaveURL(/\/chat$/);
  await page.goBack();
  await expect(field).toHaveValue("Say exactly: half way");
  await field.press("Escape");
  await expect(question).toContainText("as it was");
  await page.reload();
  await expect(question).toContainText("as it was");
  await expect(field).toHaveCount(0);
});

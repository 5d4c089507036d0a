import { expect, test } from "../support/fixtures";
import { simulator } from "../support/simulator";

test("a question is answered, with thinking that folds, numbers, and a thread that is there again", async ({
  chat,
  page,
}) => {
  await chat.open();
  await simulator.pace({ speed: 1, tokensPerSecond: 2, firstTokenMs: 50 });
  await chat.ask("Make a table: tea vs coffee");
  await expect(chat.thinking.getByRole("button")).toHaveAttribute("aria-expanded", "true");
  await expect(chat.thinking.getByRole("button")).toHaveText(/Thinking… \d+\.\d s/);
  await expect(page).toHaveURL(/\/chat\/[0-9a-f-]{36}$/);
  await simulator.pace({ tokensPerSecond: 150 });
  await expect(chat.thinking.getByRole("button")).toHaveAttribute("aria-expanded", "false");
  await expect(chat.thinking.getByRole("button")).toHaveText(/Thought for \d+\.\d s/);
  await simulator.pace({ speed: 0 });
  await chat.done();
  await expect(chat.answer.getByRole("table").first()).toBeVisible();
  await expect(chat.answer).toContainText(/First token after \d+\.\d s/);
  await expect(chat.answer).toContainText(/\d+ in/);
  await expect(chat.answer).toContainText("Free");
  const text = await chat.answer.innerText();
  await page.reload();
  await expect(chat.answer).toContainText(text.slice(-200, -120).trim());
  await expect(page.getByRole("navigation", { name: "Conversations" }).getByRole("link")).toHaveText(
    "Make a table: tea vs coffee",
  );
});

test("a follow-up knows what was said before", async ({ chat }) => {
  await chat.open();
  await chat.ask("Say exactly: the first answer");
  await chat.done();
  await chat.ask("What did I just ask?");
  await chat.done();
  await expect(chat.answer).toContainText("Say exactly: the first answer");
  const [, second] = await simulator.chatRequests();
  expect(second?.body).toMatchObject({
    enable_thinking: true,
    messages: [{ role: "user" }, { role: "assistant", content: "the first answer" }, { role: "user" }],
  });
});

test("a reload in the middle loses nothing and asks SiliconFlow only once", async ({ chat, page }) => {
  await chat.open();
  await simulator.pace({ speed: 1, tokensPerSecond: 60, firstTokenMs: 20 });
  await page.getByRole("button", { name: "Thinking" }).click();
  await chat.ask("repeat 200 words");
  await expect(chat.answer.locator(".prose-answer")).toContainText(/\w+ \w+ \w+/);
  await page.reload();
  await simulator.pace({ speed: 0 });
  await chat.done();
  const requests = await simulator.chatRequests();
  expect(requests).toHaveLength(1);
  const words = (await chat.answer.locator(".prose-answer").innerText()).trim().split(/\s+/);
  expect(words).toHaveLength(200);
});

test("Stop ends the call to SiliconFlow and keeps what had arrived, and trying again keeps both", async ({
  chat,
  page,
}) => {
  await chat.open();
  await simulator.pace({ speed: 1, tokensPerSecond: 60, firstTokenMs: 20 });
  await page.getByRole("button", { name: "Thinking" }).click();
  await chat.ask("repeat 1000 words");
  await expect(chat.answer.locator(".prose-answer")).toContainText(/\w+ \w+ \w+/);
  await chat.stop.click();
  await chat.done();
  // How soon, the bench measures: within 250 ms.
  await expect.poll(async () => (await simulator.chatRequests())[0]?.closedByClient).toBeTruthy();
  await expect(chat.answer).toContainText("Stopped. What had arrived is kept.");
  await expect(chat.answer.locator(".prose-answer")).toContainText(/\w+ \w+ \w+/);
  await simulator.pace({ speed: 0 });
  await chat.retry.click();
  await chat.done();
  await expect(chat.answer.getByText("2/2")).toBeVisible();
  await expect(chat.answer).not.toContainText("Stopped.");
  await page.getByRole("button", { name: "Previous answer" }).click();
  await expect(chat.answer).toContainText("Stopped. What had arrived is kept.");
});

test("a second tab shows the same answer while it comes", async ({ chat, page, context }) => {
  await chat.open();
  await simulator.pace({ speed: 1, tokensPerSecond: 60, firstTokenMs: 20 });
  await chat.ask("repeat 100 words");
  await expect(page).toHaveURL(/\/chat\/[0-9a-f-]{36}$/);
  const second = await context.newPage();
  await second.goto(page.url());
  const answer = second.getByRole("log").getByRole("article").last();
  await expect(answer).toHaveAttribute("aria-busy", "true");
  await simulator.pace({ speed: 0 });
  await chat.done();
  await expect(answer).toHaveAttribute("aria-busy", "false");
  await expect(answer.locator(".prose-answer")).toHaveText(
    await chat.answer.locator(".prose-answer").innerText(),
  );
  expect(await simulator.chatRequests()).toHaveLength(1);
});

test("a model is found by typing and answers from then on", async ({ chat, page }) => {
  await chat.open();
  await chat.model.click();
  await page.getByRole("combobox", { name: "Search models" }).fill("deepseek-v3.2");
  await page
    .getByRole("option", { name: /^deepseek-ai\/DeepSeek-V3\.2/ })
    .first()
    .click();
  await expect(chat.model).toHaveText("deepseek-ai/DeepSeek-V3.2");
  await chat.ask("Say exactly: hello");
  await chat.done();
  const [request] = await simulator.chatRequests();
  expect(request?.body).toMatchObject({ model: "deepseek-ai/DeepSeek-V3.2" });
  await expect(chat.answer).toContainText("¥");
  await page.reload();
  await expect(chat.model).toHaveText("deepseek-ai/DeepSeek-V3.2");
});

test("an example runs with one click, an answer is copied without its thinking", async ({ chat, page }) => {
  await chat.open();
  await page.getByRole("button", { name: /^Write code/ }).click();
  await chat.done();
  await expect(chat.answer.getByRole("button", { name: "Copy code" }).first()).toBeVisible();
  const thought = await chat.thinking
    .getByRole("button")
    .click()
    .then(() => chat.thinking.innerText());
  const copied = await chat.copied();
  expect(copied.length).toBeGreaterThan(100);
  expect(copied).not.toContain(thought.split("\n").at(-1));
});

test("everything works by keyboard: write, break a line, send, stop, go through the history", async ({
  chat,
  page,
}) => {
  await chat.open();
  await expect(chat.input).toBeFocused();
  await page.keyboard.type("repeat");
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.type("500 words");
  await expect(chat.input).toHaveValue("repeat\n500 words");
  await simulator.pace({ speed: 1, tokensPerSecond: 40, firstTokenMs: 20 });
  await page.keyboard.press("Enter");
  await expect(chat.stop).toBeVisible();
  await page.keyboard.press("Escape");
  await chat.done();
  await expect(chat.answer).toContainText("Stopped");
});

test("Escape closes what lies over the page, and stops the answer only when nothing does", async ({
  chat,
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await chat.open();
  await simulator.pace({ speed: 1, tokensPerSecond: 40, firstTokenMs: 20 });
  await chat.ask("repeat 2000 words");
  await expect(chat.stop).toBeVisible();
  await chat.model.click();
  await expect(page.getByRole("combobox", { name: "Search models" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("combobox", { name: "Search models" })).toHaveCount(0);
  await page.getByRole("button", { name: "Open navigation" }).click();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  const [request] = await simulator.chatRequests();
  expect(request?.closedByClient).toBeNull();
  await expect(chat.stop).toBeVisible();
  await page.keyboard.press("Escape");
  await chat.done();
  await expect(chat.answer).toContainText("Stopped");
});

test("a deleted conversation comes back with Undo", async ({ chat, page }) => {
  await chat.open();
  await chat.ask("Say exactly: keep me");
  await chat.done();
  const history = page.getByRole("navigation", { name: "Conversations" });
  await history.getByRole("link", { name: "Say exactly: keep me" }).hover();
  await history.getByRole("button", { name: "Actions for “Say exactly: keep me”" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await expect(history.getByRole("link")).toHaveCount(0);
  await expect(page).toHaveURL(/\/chat$/);
  await history.getByRole("button", { name: "Undo" }).click();
  await history.getByRole("link", { name: "Say exactly: keep me" }).click();
  await expect(chat.answer).toContainText("keep me");
});

test("what is under the pointer can be pressed while the view follows an answer", async ({ chat, page }) => {
  await page.setViewportSize({ width: 1280, height: 500 });
  await chat.open();
  await page.getByRole("button", { name: "Thinking" }).click();
  await simulator.pace({ speed: 1, tokensPerSecond: 300, firstTokenMs: 20 });
  await chat.ask("repeat 900 words");
  await expect.poll(() => chat.conversation.evaluate((log) => log.scrollTop)).toBeGreaterThan(0);
  const reached = await chat.conversation.evaluate(async (log) => {
    const { left, top, width, height } = log.getBoundingClientRect();
    const before = log.scrollTop;
    let frames = 0;
    while (log.scrollTop < before + 100) {
      await new Promise(requestAnimationFrame);
      const under = document.elementFromPoint(left + width / 2, top + height / 2);
      if (!under?.closest("article")) return `nothing after ${frames} frames`;
      frames += 1;
    }
    return "the answer";
  });
  expect(reached).toBe("the answer");
  await simulator.pace({ speed: 0 });
  await chat.done();
});

test("five sends in a row are one message and one call", async ({ chat }) => {
  await chat.open();
  await simulator.pace({ speed: 1, tokensPerSecond: 40, firstTokenMs: 300 });
  await chat.input.fill("repeat 20 words");
  await chat.input.evaluate((input) => {
    for (let count = 0; count < 5; count++)
      input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
  });
  await simulator.pace({ speed: 0 });
  await chat.done();
  expect(await simulator.chatRequests()).toHaveLength(1);
});

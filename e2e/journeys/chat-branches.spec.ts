import { expect, test } from "../support/fixtures";
import { simulator } from "../support/simulator";

const messages = async () => {
  const body = (await simulator.lastBody()) as { messages: { role: string; content: string }[] };
  return body.messages.map(({ role, content }) => `${role}: ${content}`);
};

test("a question is changed and run again, and both branches can be walked", async ({ chat, page }) => {
  await chat.open();
  await chat.ask("Say exactly: first");
  await chat.done();
  await chat.ask("Say exactly: second");
  await chat.done();
  const question = chat.questions.first();
  await question.hover();
  await question.getByRole("button", { name: "Edit message" }).click();
  await expect(question.getByRole("textbox", { name: "Edit message" })).toBeFocused();
  await question.getByRole("textbox", { name: "Edit message" }).fill("Say exactly: changed");
  await page.keyboard.press("Control+Enter");
  await chat.done();
  await expect(chat.answer).toContainText("changed");
  expect(await messages()).toEqual(["user: Say exactly: changed"]);
  await expect(question.getByText("2/2")).toBeVisible();
  await question.getByRole("button", { name: "Previous answer" }).click();
  await expect(chat.answer).toContainText("second");
  await page.reload();
  await expect(chat.answer).toContainText("second");
});

test("an answer put in other words is what the model hears from then on; the old words stay", async ({
  chat,
  page,
}) => {
  await chat.open();
  await chat.ask("Say exactly: one");
  await chat.done();
  await chat.ask("Say exactly: two");
  await chat.done();
  const answer = chat.conversation.getByRole("article", { name: /Qwen/ }).first();
  await answer.getByRole("button", { name: "Edit answer" }).click();
  await answer.getByRole("textbox", { name: "Edit answer" }).fill("my words");
  await page.keyboard.press("Control+s");
  await expect(answer).toContainText("edited by hand");
  expect(await simulator.chatRequests()).toHaveLength(2);
  await chat.ask("Say exactly: three");
  await chat.done();
  expect(await messages()).toEqual([
    "user: Say exactly: one",
    "assistant: my words",
    "user: Say exactly: two",
    "assistant: two",
    "user: Say exactly: three",
  ]);
  await answer.getByRole("button", { name: "Previous answer" }).click();
  await expect(chat.answer).toContainText("one");
});

test("instructions are given before, changed in between, and sent each time", async ({
  chat,
  options,
  page,
}) => {
  await chat.open();
  await options.open();
  await options.panel.getByRole("textbox", { name: "System prompt" }).fill("Reply with: aye");
  await chat.ask("hello");
  await chat.done();
  await expect(chat.answer).toContainText("aye");
  const prompt = chat.conversation.getByRole("article", { name: "System prompt" });
  await prompt.getByRole("button", { name: "Edit" }).click();
  await prompt.getByRole("textbox", { name: "System prompt" }).fill("Reply with: nay");
  await page.keyboard.press("Control+s");
  await chat.ask("hello again");
  await chat.done();
  await expect(chat.answer).toContainText("nay");
  expect((await messages())[0]).toBe("system: Reply with: nay");
  await expect(prompt.getByText("2/2")).toBeVisible();
});

test("the same question goes to another model, and both answers stay", async ({ chat, page }) => {
  await chat.open();
  await chat.ask("Say exactly: hello");
  await chat.done();
  await chat.answer.getByRole("button", { name: "Answer with another model" }).click();
  await page.getByRole("combobox", { name: "Search models" }).fill("DeepSeek-V3.2");
  await page
    .getByRole("option", { name: /DeepSeek-V3\.2/ })
    .first()
    .click();
  await expect(chat.answer).toHaveAccessibleName("deepseek-ai/DeepSeek-V3.2");
  await expect(chat.answer.getByText("2/2")).toBeVisible();
  await chat.done();
  expect(await simulator.lastBody()).toMatchObject({ model: "deepseek-ai/DeepSeek-V3.2" });
  await chat.answer.getByRole("button", { name: "Previous answer" }).click();
  await expect(chat.answer).toHaveAccessibleName(/Qwen/);
});

test("a deleted message takes what follows with it, and Undo brings all of it back", async ({
  chat,
  page,
}) => {
  await chat.open();
  for (const word of ["one", "two"]) {
    await chat.ask(`Say exactly: ${word}`);
    await chat.done();
  }
  const second = chat.questions.last();
  await second.hover();
  await second.getByRole("button", { name: "Delete this and what follows" }).click();
  await expect(chat.conversation.getByRole("article")).toHaveCount(2);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(chat.conversation.getByRole("article")).toHaveCount(4);
  await chat.answer.getByRole("button", { name: "Delete this and what follows" }).click();
  await expect(chat.conversation.getByRole("article")).toHaveCount(3);
  await page.getByRole("button", { name: "Answer this" }).click();
  await expect(chat.conversation.getByRole("article")).toHaveCount(4);
  await chat.done();
  expect(await simulator.chatRequests()).toHaveLength(3);
});

test("a conversation forks into one of its own, and the first stays as it was", async ({ chat, page }) => {
  await chat.open();
  for (const word of ["one", "two"]) {
    await chat.ask(`Say exactly: ${word}`);
    await chat.done();
  }
  const first = page.url();
  const answer = chat.conversation.getByRole("article", { name: /Qwen/ }).first();
  await answer.getByRole("button", { name: "Continue from here in a new conversation" }).click();
  await expect(page).not.toHaveURL(first);
  await expect(chat.conversation.getByRole("article")).toHaveCount(2);
  await chat.ask("Say exactly: elsewhere");
  await chat.done();
  expect(await messages()).toEqual([
    "user: Say exactly: one",
    "assistant: one",
    "user: Say exactly: elsewhere",
  ]);
  await page.goto(first);
  await expect(chat.conversation.getByRole("article")).toHaveCount(4);
});

test("messages sent during an answer wait, can be changed, and go out together when it ends", async ({
  chat,
  page,
}) => {
  await chat.open();
  await simulator.pace({ speed: 1, tokensPerSecond: 40, firstTokenMs: 20 });
  await page.getByRole("button", { name: "Thinking" }).click();
  await chat.ask("repeat 300 words");
  await expect(chat.stop).toBeVisible();
  for (const text of ["Say exactly: a", "and then b", "never mind"]) await chat.ask(text);
  const queue = page.getByRole("list", { name: "Waiting to be sent" });
  await expect(queue.getByRole("listitem")).toHaveCount(3);
  await queue.getByRole("listitem").last().getByRole("button", { name: "Remove from the queue" }).click();
  await queue.getByRole("listitem").last().getByRole("button", { name: "Back into the box" }).click();
  await expect(chat.input).toHaveValue("and then b");
  await chat.ask("and then c");
  await page.reload();
  await expect(queue.getByRole("listitem")).toHaveCount(2);
  await simulator.pace({ speed: 0 });
  await expect(queue).toHaveCount(0, { timeout: 30_000 });
  await chat.done();
  expect((await messages()).at(-1)).toBe("user: Say exactly: a\n\nand then c");
  expect(await simulator.chatRequests()).toHaveLength(2);
});

test("a waiting message can be sent at once: the answer stops and stays", async ({ chat, page }) => {
  await chat.open();
  await simulator.pace({ speed: 1, tokensPerSecond: 40, firstTokenMs: 20 });
  await page.getByRole("button", { name: "Thinking" }).click();
  await chat.ask("repeat 2000 words");
  await expect(chat.answer.locator(".prose-answer")).toContainText(/\w+ \w+ \w+/);
  await chat.ask("Say exactly: now");
  await page.getByRole("button", { name: "Stop the answer and send now" }).click();
  await expect(chat.answer).toContainText("now");
  await chat.done();
  await expect(chat.conversation).toContainText("Stopped. What had arrived is kept.");
  expect(await simulator.chatRequests()).toHaveLength(2);
});

test("what is written survives a reload, in each conversation for itself", async ({ chat, page }) => {
  await chat.open();
  await chat.ask("Say exactly: hello");
  await chat.done();
  await chat.input.fill("half a thought");
  await page.reload();
  await expect(chat.input).toHaveValue("half a thought");
  await page.getByRole("link", { name: "New chat" }).click();
  await expect(chat.input).toHaveValue("");
  await page.goBack();
  await expect(chat.input).toHaveValue("half a thought");
});

test("a temporary conversation leaves nothing behind", async ({ chat, page }) => {
  await chat.open("/chat?temporary=1");
  await chat.ask("Say exactly: between us");
  await chat.done();
  await expect(page).toHaveURL(/temporary=1/);
  await expect(page.getByRole("navigation", { name: "Conversations" }).getByRole("link")).toHaveCount(0);
  await page.reload();
  await expect(chat.conversation).toHaveCount(0);
  const stored = await page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const open = indexedDB.open("siliconflow-playground");
        // Asked for before the page has made it: then there is nothing in it.
        open.onupgradeneeded = () => {
          open.transaction?.abort();
          resolve("");
        };
        open.onsuccess = () => {
          const stores = [...open.result.objectStoreNames];
          const read = open.result.transaction(stores);
          const rows: unknown[] = [];
          for (const store of stores) {
            const all = read.objectStore(store).getAll();
            all.onsuccess = () => rows.push(all.result);
          }
          read.oncomplete = () => resolve(JSON.stringify(rows));
        };
      }),
  );
  expect(stored).not.toContain("between us");
});

test("a link fills the box in and never sends it", async ({ chat, page }) => {
  await chat.open("/?q=Say%20exactly%3A%20linked&model=deepseek-ai%2FDeepSeek-V3.2");
  await expect(chat.input).toHaveValue("Say exactly: linked");
  await expect(chat.model).toHaveText("deepseek-ai/DeepSeek-V3.2");
  await expect(page.getByRole("log")).toHaveCount(0);
  expect(await simulator.chatRequests()).toHaveLength(0);
  await chat.send.click();
  await chat.done();
  expect(await simulator.chatRequests()).toHaveLength(1);
  await expect(chat.model).toHaveText("deepseek-ai/DeepSeek-V3.2");
});

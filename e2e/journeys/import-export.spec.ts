import type { Page } from "@playwright/test";
import { expect, test } from "../support/fixtures";
import { contentOf, HistoryPage } from "../support/history-page";

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

async function historyOf(page: Page): Promise<HistoryPage> {
  const history = new HistoryPage(page);
  await history.downloadFiles();
  return history;
}

const gptNode = (id: string, parent: string | null, role: string, text: string, children: string[]) => ({
  id,
  parent,
  children,
  message: {
    id,
    author: { role },
    create_time: 1_700_000_000,
    content: { content_type: "text", parts: [text] },
    metadata: { model_slug: "gpt-4o" },
    recipient: "all",
  },
});
const chatgpt = [
  {
    title: "From ChatGPT",
    create_time: 1_700_000_000,
    update_time: 1_700_000_100,
    current_node: "b",
    conversation_id: "c1",
    mapping: {
      root: { id: "root", parent: null, children: ["q"], message: null },
      q: gptNode("q", "root", "user", "你好吗", ["a", "b"]),
      a: gptNode("a", "q", "assistant", "First answer", []),
      b: gptNode("b", "q", "assistant", "Second answer", []),
    },
  },
];
const openWebui = [
  {
    id: "w",
    title: "From Open WebUI",
    chat: {
      history: {
        currentId: "a",
        messages: {
          q: { id: "q", parentId: null, childrenIds: ["a"], role: "user", content: "Why?" },
          a: { id: "a", parentId: "q", childrenIds: [], role: "assistant", content: "So.", model: "llama3" },
        },
      },
    },
  },
];
const librechat = {
  conversationId: "l",
  title: "From LibreChat",
  recursive: true,
  messages: [
    {
      messageId: "q",
      parentMessageId: null,
      text: "Hi",
      isCreatedByUser: true,
      children: [
        { messageId: "a", parentMessageId: "q", text: "Hello", isCreatedByUser: false, model: "gpt-4" },
      ],
    },
  ],
};
const shareGpt = {
  conversations: [
    { from: "human", value: "Share me" },
    { from: "gpt", value: "Shared" },
  ],
};
const openAi = {
  messages: [
    { role: "user", content: "Line me" },
    { role: "assistant", content: "Lined" },
  ],
};

test("what was exported comes back after everything was deleted, picture included", async ({
  chat,
  page,
}) => {
  const history = await historyOf(page);
  await chat.open();
  await chat.choose("Qwen3-VL");
  const chooser = page.waitForEvent("filechooser");
  await page
    .getByRole("button", { name: /^Attach|^Add files/ })
    .first()
    .click();
  await page.getByRole("menuitem").first().click();
  await (await chooser).setFiles({ name: "dot.png", mimeType: "image/png", buffer: png });
  await expect(page.getByRole("list", { name: "Attached" })).toContainText("70 B");
  await chat.ask("Say exactly: 带图的对话");
  await chat.done();
  await history.openStorage();
  const archive = await history.exportAll();
  await expect(history.storage.getByText("Exported 1 conversation.")).toBeVisible();
  await history.deleteEverything();
  await expect(history.list.getByRole("link")).toHaveCount(0);
  await history.import({ name: "x", mimeType: "", buffer: archive });
  await expect(history.storage.getByText("1 conversation, 2 messages, 1 file").first()).toBeVisible();
  await expect(history.stored("Messages")).toHaveText("2");
  await history.import({ name: "x", mimeType: "", buffer: archive });
  await expect(history.storage.getByText("0 conversations, 0 messages, 0 files")).toBeVisible();
  await history.closeStorage();
  await history.list.getByRole("link", { name: /带图的对话/ }).click();
  await expect(chat.answer).toContainText("带图的对话");
  const picture = chat.conversation.getByRole("button", { name: "Open dot.png" }).locator("img");
  await expect(picture).toBeVisible();
  expect(await picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(1);
});

test("what an archive adds to the end of the open conversation is shown at once", async ({ chat, page }) => {
  const history = await historyOf(page);
  await chat.open();
  await chat.ask("Say exactly: first");
  await chat.done();
  await history.openStorage();
  const short = await history.exportAll();
  await history.closeStorage();
  await chat.ask("Say exactly: and then second");
  await chat.done();
  await history.openStorage();
  const long = await history.exportAll();
  await history.deleteEverything();
  await history.import({ name: "short", mimeType: "", buffer: short });
  await expect(history.storage.getByText("1 conversation, 2 messages, 0 files")).toBeVisible();
  await expect(history.storage.getByText("Everything was deleted.")).toBeHidden();
  await history.closeStorage();
  await history.list.getByRole("link", { name: "Say exactly: first" }).click();
  await expect(chat.answer).toContainText("first");
  await history.openStorage();
  await history.import({ name: "long", mimeType: "", buffer: long });
  await history.storage.getByText("Import complete").waitFor();
  await history.closeStorage();
  await expect(chat.answer).toContainText("and then second");
});

test("conversations of other programs are read, whatever the file is called", async ({ chat, page }) => {
  const history = await historyOf(page);
  await chat.open();
  await history.openStorage();
  const files = [chatgpt, openWebui, librechat].map((value) => JSON.stringify(value));
  files.push(`\uFEFF${JSON.stringify(shareGpt)}\r\n`, `${JSON.stringify(openAi)}\n`);
  for (const [at, file] of files.entries()) {
    await (at === 0 ? history.drop(file) : history.import(file));
    await expect(history.stored("Conversations")).toHaveText(String(at + 1));
  }
  await history.closeStorage();
  for (const title of ["From Open WebUI", "From LibreChat", "Share me", "Line me", "From ChatGPT"])
    await history.list.getByRole("link", { name: title }).click();
  await expect(chat.answer).toContainText("Second answer");
  await chat.conversation.getByRole("button", { name: "Previous answer" }).last().click();
  await expect(chat.answer).toContainText("First answer");
});

test("a file that is cut off, foreign, hostile or newer imports nothing and says why", async ({
  chat,
  page,
}) => {
  const history = await historyOf(page);
  await chat.open();
  await chat.ask("Say exactly: mine");
  await chat.done();
  await history.openStorage();
  const archive = await history.exportAll();
  const alert = history.storage.getByRole("alert");
  await history.import({
    name: "a.zip",
    mimeType: "application/zip",
    buffer: archive.subarray(0, archive.length - 30),
  });
  await expect(alert).toContainText("Nothing was imported");
  await expect(alert).toContainText("cut off or damaged");
  await history.import(JSON.stringify([...chatgpt, { foreign: true }]));
  await expect(alert).toContainText("none of the formats");
  await history.import(JSON.stringify(chatgpt).slice(0, -2));
  await expect(alert).toContainText("cut off or damaged");
  await expect(history.stored("Conversations")).toHaveText("1");
  const payload = "<img src=x onerror=alert(1)>";
  const [conversation] = chatgpt;
  await history.import(
    JSON.stringify([{ ...conversation, title: payload }]).replace(
      '"root":',
      '"__proto__":{"id":"x","x":1},"root":',
    ),
  );
  await expect(history.storage.getByText("Import complete")).toBeVisible();
  await expect(history.list.getByRole("link", { name: payload })).toBeVisible();
  expect(await page.evaluate(() => ({}) as { x?: number })).toEqual({});
});

test("an import that begins while the page still tidies up after its start waits for that", async ({
  page,
  complaints: _,
}) => {
  await page.addInitScript(() => {
    const { request } = LockManager.prototype;
    const tidied = new Promise<void>((resolve) => Reflect.set(window, "letTidyUp", resolve));
    const slow = (name: string, options: LockOptions, work: (lock: Lock | null) => Promise<unknown>) =>
      request.call(navigator.locks, name, options, async (lock) => {
        if (name.startsWith("history-")) {
          Reflect.set(window, "tidiesUp", true);
          await tidied;
        }
        return work(lock);
      });
    Reflect.set(LockManager.prototype, "request", slow);
  });
  const history = new HistoryPage(page);
  await page.goto("/chat");
  await history.openStorage();
  await page.waitForFunction(() => Reflect.get(window, "tidiesUp"));
  await history.import(JSON.stringify(chatgpt));
  const waiting = () => page.evaluate(async () => (await navigator.locks.query()).pending?.length);
  await expect.poll(waiting).toBe(1);
  await expect(history.storage.getByRole("progressbar")).toBeVisible();
  await page.evaluate(() => Reflect.get(window, "letTidyUp")());
  await expect(history.storage.getByText(/^1 conversation/)).toBeVisible();
});

test("a conversation is saved as Markdown, as a line for training, and as a picture", async ({
  chat,
  page,
}) => {
  const history = await historyOf(page);
  await chat.open();
  await chat.ask("Say exactly: 天气 **bold**");
  await chat.done();
  const title = "Say exactly: 天气 **bold**";
  const markdown = await history.exportThread(title, "markdown");
  expect(markdown.suggestedFilename()).toMatch(/^Say exactly 天气.*\.md$/);
  expect((await contentOf(markdown)).toString()).toMatch(
    /^# Say exactly[\s\S]*## You[\s\S]*## Answer[\s\S]*天气 \*\*bold\*\*/,
  );
  await page.keyboard.press("Escape");
  const line = JSON.parse((await contentOf(await history.exportThread(title, "openai"))).toString());
  expect(line.messages.map(({ role }: { role: string }) => role)).toEqual(["user", "assistant"]);
  await page.keyboard.press("Escape");
  const picture = await contentOf(await history.exportThread(title, "picture"));
  expect(picture.subarray(1, 4).toString()).toBe("PNG");
  // Twice the width of the sheet, and higher than its title alone.
  expect(picture.readUInt32BE(16)).toBe(1520);
  expect(picture.readUInt32BE(20)).toBeGreaterThan(300);
});

test("an export goes into the file that a person chose", async ({ chat, page }) => {
  await page.addInitScript(() => {
    // A real file of the browser, in place of the window that no test can answer.
    const choose = async () =>
      (await navigator.storage.getDirectory()).getFileHandle("chosen.zip", { create: true });
    Reflect.set(window, "showSaveFilePicker", choose);
  });
  const history = new HistoryPage(page);
  await chat.open();
  await chat.ask("Say exactly: filed");
  await chat.done();
  await history.openStorage();
  await history.storage.getByRole("button", { name: "Export everything" }).click();
  await expect(history.storage.getByText("Exported 1 conversation.")).toBeVisible();
  const start = await page.evaluate(async () => {
    const directory = await navigator.storage.getDirectory();
    const file = await (await directory.getFileHandle("chosen.zip")).getFile();
    return [...new Uint8Array(await file.slice(0, 2).arrayBuffer())];
  });
  expect(start).toEqual([0x50, 0x4b]);
});

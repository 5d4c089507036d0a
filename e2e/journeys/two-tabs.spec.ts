import { ChatPage } from "../support/chat-page";
import { expect, test } from "../support/fixtures";
import { simulator } from "../support/simulator";

test("messages sent from two tabs of one conversation are both kept, in one order", async ({
  chat,
  page,
}) => {
  await chat.open();
  await chat.ask("Say exactly: zero");
  await chat.done();
  const other = new ChatPage(await page.context().newPage());
  await other.open(new URL(page.url()).pathname);
  await expect(other.answer).toContainText("zero");
  await chat.input.fill("Say exactly: from the first");
  await other.input.fill("Say exactly: from the second");
  await chat.input.press("Enter");
  await chat.done();
  await expect(other.conversation).toContainText("from the first");
  await other.input.press("Enter");
  await other.done();
  // A tab in the background draws when the browser lets it.
  await expect(chat.answer).toContainText("from the second");
  const order = (tab: ChatPage) => tab.conversation.getByRole("article").allInnerTexts();
  const texts = (await order(chat)).join(" ");
  expect(texts.indexOf("from the first")).toBeLessThan(texts.indexOf("from the second"));
  await page.reload();
  await chat.model.waitFor();
  await expect(chat.answer).toContainText("from the second");
  await expect(chat.conversation).toContainText("from the first");
});

test("two tabs that send at the same moment lose no message", async ({ chat, page }) => {
  await chat.open();
  await chat.ask("Say exactly: zero");
  await chat.done();
  const other = new ChatPage(await page.context().newPage());
  await other.open(new URL(page.url()).pathname);
  await expect(other.answer).toContainText("zero");
  await simulator.pace({ tokensPerSecond: 20 });
  await chat.input.fill("Say exactly: left hand");
  await other.input.fill("Say exactly: right hand");
  await Promise.all([chat.input.press("Enter"), other.input.press("Enter")]);
  await Promise.all([chat.done(), other.done()]);
  const questions = await page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const opening = indexedDB.open("siliconflow-playground");
        opening.onsuccess = () => {
          const all = opening.result.transaction("messages").objectStore("messages").getAll();
          all.onsuccess = () => {
            opening.result.close();
            resolve(all.result.filter(({ role }) => role === "user").map(({ text }) => text));
          };
        };
      }),
  );
  expect(questions).toEqual(expect.arrayContaining(["Say exactly: left hand", "Say exactly: right hand"]));
});

test("a newer page gets the history within seconds, and the older one keeps the draft and asks for a reload", async ({
  chat,
  page,
}) => {
  await chat.open();
  await chat.ask("Say exactly: before");
  await chat.done();
  await chat.input.fill("half a thought");
  const newer = await page.context().newPage();
  await newer.goto("/icon.svg");
  const waited = await newer.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const started = performance.now();
        const request = indexedDB.open("siliconflow-playground", 9999);
        request.onsuccess = () => {
          request.result.close();
          resolve(performance.now() - started);
        };
        request.onerror = () => reject(request.error);
      }),
  );
  expect(waited).toBeLessThan(3000);
  await expect(page.getByRole("button", { name: "Reload this page" })).toBeVisible();
  await expect(chat.input).toHaveValue("half a thought");
  await expect(chat.conversation).toContainText("before");
});

test("what is half written in two tabs is kept in both", async ({ chat, page }) => {
  await chat.open();
  await chat.ask("Say exactly: one");
  await chat.done();
  const first = new URL(page.url()).pathname;
  const other = new ChatPage(await page.context().newPage());
  await other.open();
  await other.ask("Say exactly: two");
  await other.done();
  await chat.input.fill("draft of the first");
  await other.input.fill("draft of the second");
  await chat.input.blur();
  await other.input.blur();
  await page.reload();
  await expect(chat.input).toHaveValue("draft of the first");
  expect(new URL(page.url()).pathname).toBe(first);
  await other.page.reload();
  await expect(other.input).toHaveValue("draft of the second");
});

test("a second tab is told that an answer is being written, and when it has come", async ({ chat, page }) => {
  await chat.open();
  await chat.ask("Say exactly: zero");
  await chat.done();
  const other = new ChatPage(await page.context().newPage());
  await other.open(new URL(page.url()).pathname);
  await expect(other.answer).toContainText("zero");
  await simulator.pace({ speed: 1, tokensPerSecond: 20 });
  await chat.ask("Say exactly: a slow one");
  const writing = other.page
    .getByRole("navigation", { name: "Conversations" })
    .getByRole("img", { name: "An answer is being written" });
  await expect(other.conversation).toContainText("a slow one");
  await expect(writing).toBeVisible();
  await chat.stop.click();
  await chat.done();
  await expect(writing).toBeHidden();
});

test("a page waits for an older one that holds the history, says so, and goes on when it is closed", async ({
  chat,
  page,
}) => {
  const older = await page.context().newPage();
  await older.goto("/icon.svg");
  await older.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        // A page that never lets go: it does not listen for `versionchange`.
        const request = indexedDB.open("siliconflow-playground", 1);
        request.onsuccess = () => resolve();
        request.onerror = () => reject(request.error);
      }),
  );
  await page.goto("/chat");
  const notice = page.getByRole("alert").getByText(/An older version of this page/);
  await expect(notice).toBeVisible();
  await older.close();
  await expect(notice).toBeHidden();
  await chat.ask("Say exactly: saved after all");
  await chat.done();
  await page.reload();
  await expect(chat.answer).toContainText("saved after all");
});

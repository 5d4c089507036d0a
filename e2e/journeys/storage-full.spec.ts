import { randomBytes } from "node:crypto";
import { expect, test } from "../support/fixtures";
import { HistoryPage } from "../support/history-page";
import { fillStorage, limitStorage } from "../support/small-storage";

const room = 4_000_000;

test("a full storage keeps what is there, says what is no longer kept, and lets it be exported", async ({
  chat,
  page,
}) => {
  const history = new HistoryPage(page);
  await history.downloadFiles();
  await limitStorage(page, room);
  await chat.open();
  await chat.ask("Say exactly: kept");
  await chat.done();
  await fillStorage(page);
  await chat.ask("Say exactly: shown all the same");
  await expect(page.getByRole("alert").getByText(/storage of this browser is full/)).toBeVisible();
  await expect(chat.conversation).toContainText("shown all the same");
  await history.openStorage();
  const archive = await history.exportAll();
  expect(archive.subarray(0, 2).toString()).toBe("PK");
  await expect(history.stored("Conversations")).toHaveText(/^\d+$/);
  const conversations = await history.stored("Conversations").innerText();
  // More than all of the room, and nothing that could be packed smaller.
  const value = randomBytes(room).toString("base64");
  const long = { conversations: [{ from: "human", value }] };
  await history.import(JSON.stringify([long]));
  await expect(history.storage.getByRole("alert")).toContainText("storage is full");
  await expect(history.stored("Conversations")).toHaveText(conversations);
  await history.closeStorage();
  await page.reload();
  await history.list.getByRole("link", { name: "Say exactly: kept" }).click();
  await expect(chat.conversation).toContainText("kept");
});

test("a file that has no room is refused, and the text stays", async ({ chat, page }) => {
  await limitStorage(page, room);
  await chat.open();
  await chat.choose("Qwen3-VL");
  await chat.ask("Say exactly: one");
  await chat.done();
  await fillStorage(page);
  await chat.input.fill("look at this");
  const picture = await page.screenshot();
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Attach" }).click();
  await page.getByRole("menuitem").first().click();
  await (await chooser).setFiles({ name: "page.png", mimeType: "image/png", buffer: picture });
  await expect(page.getByText(/No room left in this browser's storage/)).toBeVisible();
  await expect(chat.input).toHaveValue("look at this");
});

test("whether the browser keeps the history for good is said, and can be asked for", async ({
  chat,
  page,
}) => {
  const history = new HistoryPage(page);
  await chat.open();
  await history.openStorage();
  await expect(history.storage.getByText("No: the browser may clear it", { exact: false })).toBeVisible();
  await history.storage.getByRole("button", { name: "Ask the browser to keep it" }).click();
  await expect(history.storage.getByText(/^The browser refused|^Yes:/)).toBeVisible();
});

test("before everything is deleted, the export is offered and a word has to be typed", async ({
  chat,
  page,
}) => {
  const history = new HistoryPage(page);
  await chat.open();
  await chat.ask("Say exactly: still here");
  await chat.done();
  await history.openStorage();
  await history.storage.getByRole("button", { name: "Delete everything…" }).click();
  await expect(history.storage.getByText(/export everything first/)).toBeVisible();
  const confirm = history.storage.getByRole("button", { name: "Delete everything", exact: true });
  await history.storage.getByRole("textbox").fill("delet");
  await expect(confirm).toBeDisabled();
  await history.storage.getByRole("textbox").press("Enter");
  await expect(history.stored("Conversations")).toHaveText("1");
});

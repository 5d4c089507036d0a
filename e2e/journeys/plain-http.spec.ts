import { expect } from "@playwright/test";
import { simulatorUrl } from "../support/addresses";
import { App } from "../support/app";
import { ChatPage } from "../support/chat-page";
import { test } from "../support/fixtures";
import { HistoryPage } from "../support/history-page";

const name = "playground.test";
const port = 4893;

test("in a local network without https an answer comes, and the history goes out and comes back", async ({
  playwright,
  launchOptions,
}) => {
  const app = new App(port, {
    HOST: "0.0.0.0",
    ALLOWED_HOSTS: name,
    SIMULATOR_URL: `${simulatorUrl}/v1`,
  });
  const browser = await playwright.chromium.launch({
    ...launchOptions,
    args: [...(launchOptions.args ?? []), `--host-resolver-rules=MAP ${name} 127.0.0.1`],
  });
  try {
    await app.start();
    const page = await browser.newPage({ baseURL: `http://${name}:${port}`, locale: "en-GB" });
    const errors: string[] = [];
    page.on("pageerror", ({ message }) => errors.push(message));
    const chat = new ChatPage(page);
    const history = new HistoryPage(page);
    await history.downloadFiles();
    await chat.open();
    expect(await page.evaluate(() => isSecureContext)).toBe(false);
    await chat.ask("Say exactly: over plain http");
    await chat.done();
    await history.openStorage();
    const archive = await history.exportAll();
    await history.deleteEverything();
    await history.import({ name: "archive", mimeType: "", buffer: archive });
    await expect(history.storage.getByText("1 conversation, 2 messages, 0 files")).toBeVisible();
    await history.closeStorage();
    await history.list.getByRole("link", { name: /over plain http/ }).click();
    await expect(chat.answer).toContainText("over plain http");
    expect(errors).toEqual([]);
  } finally {
    await browser.close();
    await app.dispose();
  }
});

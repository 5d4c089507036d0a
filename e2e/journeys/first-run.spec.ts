import { App } from "../support/app";
import { ChatPage } from "../support/chat-page";
import { expect, test } from "../support/fixtures";
import { holdScripts } from "../support/late-scripts";

const port = 4832;

test("without a key the built-in simulator answers, the page says so, and the server ends cleanly", async ({
  page,
  complaints: _,
}) => {
  const app = new App(port);
  try {
    await app.start();
    expect(app.output).toContain(`http://127.0.0.1:${port}`);
    await page.goto(app.url);
    await expect(page.getByRole("complementary", { name: "Demo mode" })).toContainText(
      "the built-in simulator answers",
    );
    const chat = new ChatPage(page);
    await chat.model.waitFor();
    await chat.ask("Say exactly: it works");
    await chat.done();
    await expect(chat.answer).toContainText("it works");
    expect(await app.end()).toBe(0);
  } finally {
    await app.dispose();
  }
});

test("a server that is killed shows what had arrived as interrupted after its next start", async ({
  page,
  complaints: _,
}) => {
  const app = new App(port);
  try {
    await app.start();
    const chat = new ChatPage(page);
    await page.goto(app.url);
    await chat.model.waitFor();
    await page.getByRole("button", { name: "Thinking" }).click();
    await chat.ask("repeat 2000 words");
    // A second of the answer at least is stored by then.
    await expect(async () => {
      expect((await chat.answer.locator(".prose-answer").innerText()).split(/\s+/).length).toBeGreaterThan(
        120,
      );
    }).toPass();
    await app.end("SIGKILL");
    await app.start();
    await chat.done();
    await expect(chat.answer).toContainText(
      "The server ended while this answer was being written. What had arrived is kept.",
    );
    expect((await chat.answer.locator(".prose-answer").innerText()).split(/\s+/).length).toBeGreaterThan(30);
  } finally {
    await app.dispose();
  }
});

test("a second server on the same data is refused and names the first", async ({ complaints: _ }) => {
  const first = new App(port);
  try {
    await first.start();
    const second = new App(port + 1, { DATA_DIR: first.dataDirectory });
    await expect(second.start()).rejects.toThrow(
      /is in use by process \d+\. Stop it, or set another DATA_DIR\./,
    );
    expect(await second.end()).toBe(1);
  } finally {
    await first.dispose();
  }
});

for (const [path, box] of [
  ["/chat", "Message"],
  ["/image", "Prompt"],
  ["/video", "Prompt"],
] as const)
  test(`what is typed on ${path} before the page is ready stays`, async ({ page }) => {
    const arrive = await holdScripts(page);
    await page.goto(path, { waitUntil: "commit" });
    const input = page.getByRole("textbox", { name: box, exact: true });
    await input.fill("written early");
    arrive();
    await expect(page.getByRole("button", { name: /^(Send|Make)/ })).toBeEnabled();
    await input.press("End");
    await page.keyboard.type(" and late");
    await expect(input).toHaveValue("written early and late");
  });

import { ChatPage } from "../support/chat-page";
import { expect, test } from "../support/fixtures";

test.describe("a Chinese browser", () => {
  test.use({ locale: "zh-CN" });

  test("is greeted in Chinese, and can be switched to English without losing the conversation", async ({
    page,
    complaints: _,
  }) => {
    const chinese = new ChatPage(page, "zh");
    await chinese.open();
    await expect(page).toHaveTitle("对话 · 硅基流动 Playground");
    await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
    await chinese.ask("原样回复：你好，世界");
    await chinese.done();
    await expect(chinese.answer).toContainText("你好，世界");
    await page.getByRole("radio", { name: "English" }).check({ force: true });
    const english = new ChatPage(page, "en");
    await expect(english.input).toBeVisible();
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
    await expect(english.answer).toContainText("你好，世界");
    await page.reload();
    await expect(english.input).toBeVisible();
  });
});

test("an English browser is greeted in English", async ({ chat, page }) => {
  await chat.open();
  await expect(page).toHaveTitle("Chat · SiliconFlow Playground");
  await expect(page.getByRole("heading", { name: "What would you like to ask?" })).toBeVisible();
});

test("the theme is kept, and the server already answers in it", async ({ chat, page }) => {
  await chat.open();
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.getByRole("radio", { name: "Dark" }).check({ force: true });
  const dark = await background();
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  expect(await background()).toBe(dark);
  await page.getByRole("radio", { name: "Light" }).check({ force: true });
  expect(await background()).not.toBe(dark);
});

for (const width of [360, 390, 1440])
  test(`nothing is cut off or scrolls sideways at ${width} px`, async ({ chat, page }) => {
    await page.setViewportSize({ width, height: 780 });
    await chat.open();
    await chat.ask("Make a table: tea vs coffee");
    await chat.done();
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBe(0);
    if (width < 1024) {
      await page.getByRole("button", { name: "Open navigation" }).click();
      await page.getByRole("dialog").getByRole("link", { name: "New chat" }).click();
      await expect(page.getByRole("dialog")).toHaveCount(0);
      await expect(page.getByRole("heading", { name: "What would you like to ask?" })).toBeVisible();
    }
  });

import { expect, test } from "../support/fixtures";
import { simulator } from "../support/simulator";

test("six things are shown by one click each, and ticked", async ({ complaints: _, page }) => {
  test.slow();
  await page.goto("/tour");
  const cards = page.getByRole("main").getByRole("listitem");
  await expect(cards).toHaveCount(6);
  await page.getByRole("button", { name: "Show me: Ask a question" }).click();
  const bar = page.getByRole("complementary", { name: "Guided tour" });
  await expect(bar).toContainText("1 of 6.");
  await expect(page.getByRole("log", { name: "Conversation" }).getByRole("article")).toHaveCount(2);

  await bar.getByRole("button", { name: "Next: Ask several at once" }).click();
  await expect(page).toHaveURL(/\/compare/);
  const columns = page.getByRole("region", { name: /^Column \d/ });
  await expect(columns.filter({ hasText: "Done" })).toHaveCount(3);

  await bar.getByRole("button", { name: "Next: Make a picture" }).click();
  await expect(
    page.getByRole("main").getByRole("button", { name: "Enlarge result 1" }).first(),
  ).toBeVisible();

  await bar.getByRole("button", { name: "Next: Hear a text" }).click();
  await expect(page.getByRole("main").getByRole("button", { name: "Pause" })).toBeVisible();

  await bar.getByRole("button", { name: "Next: Find by meaning" }).click();
  await expect(page.getByRole("main").getByRole("grid")).toBeVisible();

  await bar.getByRole("button", { name: "Next: Vote without names" }).click();
  await expect(page).toHaveURL(/\/compare\/blind\/./);
  await bar.getByRole("button", { name: "Finish" }).click();

  await expect(page).toHaveURL(/\/tour$/);
  await expect(cards.filter({ hasText: "Done" })).toHaveCount(6);
  await expect(bar).toHaveCount(0);
});

test("a link or a reload never runs anything, and the tour can be left", async ({ chat, page }) => {
  await page.goto("/tour");
  await page.getByRole("button", { name: "Show me: Ask a question" }).click();
  await chat.done();
  const asked = (await simulator.chatRequests()).length;
  const bar = page.getByRole("complementary", { name: "Guided tour" });
  await page.reload();
  await expect(bar).toContainText("1 of 6.");
  await chat.open("/chat");
  await expect(page.getByRole("heading", { name: "What would you like to ask?" })).toBeVisible();
  expect(await simulator.chatRequests()).toHaveLength(asked);
  await bar.getByRole("button", { name: "End the tour" }).click();
  await expect(bar).toHaveCount(0);
  await page.reload();
  await chat.open("/chat");
  await expect(bar).toHaveCount(0);
});

test.describe("in Chinese", () => {
  test.use({ locale: "zh-CN" });

  test("what was typed before stays in the box", async ({ complaints: _, page }) => {
    await page.goto("/image");
    const box = page.getByRole("main").getByRole("textbox").first();
    await box.fill("我自己的话");
    await page.getByRole("link", { name: "导览" }).click();
    await page.getByRole("button", { name: "演示：画一张图" }).click();
    await expect(page.getByRole("complementary", { name: "导览" })).toContainText("第 3 步，共 6 步。");
    await expect(page.getByRole("main").getByRole("button", { name: "放大结果 1" }).first()).toBeVisible();
    await expect(box).toHaveValue("我自己的话");
  });
});

import type { Page } from "@playwright/test";
import { expect, test } from "../support/fixtures";
import { simulator } from "../support/simulator";

const filters = (page: Page) => page.getByRole("search", { name: "Filters" });
const models = (page: Page) => page.getByRole("region", { name: "Models" });
const card = (page: Page, name: string) =>
  models(page)
    .getByRole("listitem")
    .filter({ has: page.getByRole("heading", { name, exact: true }) });

test("a model is found with a mistake in its name, looked at, and tried", async ({ page, complaints: _ }) => {
  await page.goto("/models");
  await filters(page).getByRole("searchbox", { name: "Name or vendor" }).fill("qwn3 8b");
  await expect(card(page, "Qwen3-8B")).toContainText("Free");
  await card(page, "Qwen3-8B").getByRole("button", { name: "Qwen3-8B", exact: true }).click();
  const details = page.getByRole("dialog", { name: "Details of Qwen/Qwen3-8B" });
  await expect(details).toContainText("131,072 tokens");
  await expect(details).toContainText("Crawl of siliconflow.cn/models");
  await expect(details).toContainText("unknown");
  await details.getByRole("textbox", { name: "Your own note" }).fill("good for drafts");
  await page.reload();
  await expect(details.getByRole("textbox", { name: "Your own note" })).toHaveValue("good for drafts");
  await details.getByRole("link", { name: "Try it" }).click();
  await expect(page).toHaveURL(/\/chat\?model=/);
  await expect(page.getByRole("combobox", { name: "Model: Qwen/Qwen3-8B" })).toBeVisible();
});

test("filters narrow the list, stand in the address, and never let through what is unknown", async ({
  page,
  complaints: _,
}) => {
  await simulator.scenario("models-changed", { add: "acme/Unheard-1" });
  await page.goto("/models");
  await expect(card(page, "Unheard-1")).toContainText("Not in the catalogue");
  await filters(page).getByRole("combobox", { name: "Kind" }).selectOption("Chat");
  await filters(page).getByRole("button", { name: "sees pictures" }).click();
  await filters(page).getByRole("button", { name: "tools", exact: true }).click();
  await filters(page).getByRole("combobox", { name: "Sort by" }).selectOption("price, low first");
  await expect(page).toHaveURL(/kind=chat.*can=vision%2Ctools.*sort=price/);
  await expect(card(page, "Unheard-1")).toHaveCount(0);
  const found = filters(page).getByRole("status");
  const before = await found.innerText();
  await page.reload();
  await expect(found).toHaveText(before);
  await filters(page).getByRole("button", { name: "Clear filters" }).click();
  await expect(card(page, "Unheard-1")).toBeVisible();
});

test("favourites are kept, and several models go to a comparison", async ({ page, complaints: _ }) => {
  await page.goto("/models?q=qwen3&kind=chat");
  await card(page, "Qwen3-8B").getByRole("button", { name: "Make Qwen/Qwen3-8B a favourite" }).click();
  await page.reload();
  await filters(page).getByRole("button", { name: "Favourites" }).click();
  await expect(models(page).getByRole("listitem")).toHaveCount(1);
  await filters(page).getByRole("button", { name: "Clear filters" }).click();
  await filters(page).getByRole("searchbox").fill("qwen3");
  for (const id of ["Qwen/Qwen3-8B", "Qwen/Qwen3-32B"])
    await page.getByRole("checkbox", { name: `Compare ${id} with others` }).check();
  await page.getByRole("link", { name: "Compare", exact: true }).last().click();
  await expect(page.getByRole("region", { name: /^Column 1: Qwen\/Qwen3-8B/ })).toBeVisible();
  await expect(page.getByRole("region", { name: /^Column 2: Qwen\/Qwen3-32B/ })).toBeVisible();
});

test("while SiliconFlow cannot be asked the last list is shown with its age", async ({
  page,
  complaints: _,
}) => {
  await page.goto("/models");
  await expect(page.getByText(/^SiliconFlow’s list from/)).toBeVisible();
  await expect(models(page).getByRole("listitem").first()).toBeVisible();
});

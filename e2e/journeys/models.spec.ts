import { writeFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "@playwright/test";
import { simulatorUrl } from "../support/addresses";
import { App } from "../support/app";
import { expect, test } from "../support/fixtures";
import { simulator } from "../support/simulator";

const filters = (page: Page) => page.getByRole("search", { name: "Filters" });
const models = (page: Page) => page.getByRole("region", { name: "Models" });
const card = (page: Page, name: string) =>
  models(page)
    .getByRole("listitem")
    .filter({ has: page.getByRole("heading", { name, exact: true }) });
const details = (page: Page, id: string) => page.getByRole("dialog", { name: `Details of ${id}` });

test("a model is found with a mistake in its name, looked at, and tried", async ({ page, complaints: _ }) => {
  await page.goto("/models");
  await filters(page).getByRole("searchbox", { name: "Name or vendor" }).fill("qwn3 8b");
  await expect(card(page, "Qwen3-8B")).toContainText("Free");
  const opens = card(page, "Qwen3-8B").getByRole("button", { name: "Qwen3-8B", exact: true });
  await opens.click();
  const shown = details(page, "Qwen/Qwen3-8B");
  await expect(shown).toContainText("131,072 tokens");
  await expect(shown).toContainText("Crawl of siliconflow.cn/models");
  await expect(shown).toContainText("unknown");
  await page.keyboard.press("Escape");
  await expect(shown).toBeHidden();
  await expect(opens).toBeFocused();
  await page.keyboard.press("Enter");
  await shown.getByRole("textbox", { name: "Your own note" }).fill("good for drafts");
  await page.reload();
  await expect(shown.getByRole("textbox", { name: "Your own note" })).toHaveValue("good for drafts");
  await shown.getByRole("link", { name: "Try it" }).click();
  await expect(page).toHaveURL(/\/chat\?model=/);
  await expect(page.getByRole("combobox", { name: "Model: Qwen/Qwen3-8B" })).toBeVisible();
});

test("what comes under the pointer can be pressed while the list still moves", async ({
  page,
  complaints: _,
}) => {
  await page.goto("/models");
  await expect(models(page).getByRole("listitem").first()).toBeVisible();
  const missed = await models(page).evaluate(async (region) => {
    const { left, top, width, height } = region.getBoundingClientRect();
    let nothing = 0;
    for (let step = 0; step < 20; step += 1) {
      region.scrollTop += 60;
      await new Promise(requestAnimationFrame);
      await new Promise(requestAnimationFrame);
      if (!document.elementFromPoint(left + width / 2, top + height / 2)?.closest("ul")) nothing += 1;
    }
    return nothing;
  });
  expect(missed).toBe(0);
});

test("filters narrow the list, stand in the address, and never let through what is unknown", async ({
  page,
  complaints: _,
}) => {
  const server = new App(4891, { SIMULATOR_URL: `${simulatorUrl}/v1` });
  try {
    // A server of its own: the list of the others is five minutes old at most, and so may not have the new one.
    await simulator.scenario("models-changed", { add: "acme/Unheard-1" });
    await server.start();
    await page.goto(`${server.url}/models`);
    await filters(page).getByRole("searchbox").fill("unheard");
    await expect(card(page, "Unheard-1")).toContainText("Not in the catalogue");
    await filters(page).getByRole("button", { name: "Clear filters" }).click();
    await filters(page).getByRole("combobox", { name: "Kind" }).selectOption("Chat");
    await filters(page).getByRole("button", { name: "sees pictures" }).click();
    await filters(page).getByRole("button", { name: "tools", exact: true }).click();
    await filters(page).getByRole("combobox", { name: "Sort by" }).selectOption("Cheapest first");
    await filters(page).getByRole("combobox", { name: "Context at least" }).selectOption("Context from 128K");
    await expect(page).toHaveURL(/kind=chat&context=131072&can=vision%2Ctools&sort=price/);
    await expect(models(page).getByRole("listitem").first()).toContainText("Free");
    const found = filters(page).getByRole("status");
    const before = await found.innerText();
    expect(before).toMatch(/^\d+ of 92$/);
    await page.reload();
    await expect(found).toHaveText(before);
    await filters(page).getByRole("searchbox").fill("unheard");
    await expect(page.getByText("No model fits these filters.")).toBeVisible();
    await filters(page).getByRole("button", { name: "Clear filters" }).click();
    await expect(found).toHaveText("92 models");
  } finally {
    await server.dispose();
  }
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
  await expect(page.getByText("2 models chosen")).toBeVisible();
  await page.getByRole("link", { name: "Compare", exact: true }).last().click();
  await expect(page.getByRole("region", { name: /^Column 1: Qwen\/Qwen3-8B/ })).toBeVisible();
  await expect(page.getByRole("region", { name: /^Column 2: Qwen\/Qwen3-32B/ })).toBeVisible();
});

test("every model of the catalogue is reached by keyboard in the table, one that is gone with what came after it", async ({
  page,
  complaints: _,
}) => {
  await page.goto("/models?gone=1&q=DeepSeek-V3.1");
  await filters(page).getByText("table", { exact: true }).click();
  const table = models(page).getByRole("table", { name: "Models" });
  await expect(table.getByRole("columnheader", { name: "Price" })).toBeVisible();
  const line = table.getByRole("row").filter({
    has: page.getByRole("button", { name: "deepseek-ai/DeepSeek-V3.1", exact: true }),
  });
  await expect(line.getByText("retired")).toBeVisible();
  await expect(line.getByRole("link", { name: "Try it" })).toHaveCount(0);
  await line.getByRole("button", { name: "deepseek-ai/DeepSeek-V3.1", exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect(details(page, "deepseek-ai/DeepSeek-V3.1")).toContainText("Retired on 2025-10-09");
  await page.getByRole("button", { name: /Its successor is deepseek-ai\/DeepSeek-V3.1-Terminus/ }).click();
  await expect(details(page, "deepseek-ai/DeepSeek-V3.1-Terminus")).toContainText("Prices");

  await page.goto("/models?gone=1");
  await expect(filters(page).getByRole("status")).toHaveText("209 models");
  await models(page).hover();
  await page.mouse.wheel(0, 50_000);
  await expect(table.getByRole("button", { name: "Tongyi-MAI/Z-Image-Turbo", exact: true })).toBeVisible();
  // Only what is near the view is drawn.
  expect(await table.getByRole("row").count()).toBeLessThan(80);
});

test("what a day's calls cost is calculated for several models, and stands in the address", async ({
  page,
  complaints: _,
}) => {
  await page.goto("/models?q=deepseek&kind=chat");
  for (const id of ["deepseek-ai/DeepSeek-V3", "deepseek-ai/DeepSeek-V4-Flash"])
    await page.getByRole("checkbox", { name: `Compare ${id} with others` }).check();
  await page.getByRole("button", { name: "Prices", exact: true }).click();
  const table = page.getByRole("table", { name: "What it costs" });
  const line = (id: string) => table.getByRole("rowgroup").filter({ hasText: id });
  // 1000 tokens in and 500 out at 2 and 8 yuan a million, a hundred times a day, half of it in a batch.
  await expect(line("deepseek-ai/DeepSeek-V3").getByRole("cell")).toHaveText([
    "¥0.0060",
    "¥0.60",
    "¥18.00",
    "¥0.0030",
    "¥0.30",
    "¥9.00",
  ]);
  await expect(line("deepseek-ai/DeepSeek-V3")).toContainText("cheapest");
  await expect(line("DeepSeek-V4-Flash")).toContainText("unknown: no source states a price for it");

  const calls = page.getByRole("textbox", { name: "Calls a day" });
  await calls.fill("many");
  await expect(page.getByText("A whole number from 0 to 1,000,000,000.")).toBeVisible();
  await expect(line("deepseek-ai/DeepSeek-V3")).toContainText("¥0.60");
  await calls.fill("1000");
  await page
    .getByRole("textbox", { name: "Or paste a text to count" })
    .fill("请把下面的话翻译成英文。".repeat(100));
  await expect(
    page.getByText(/^About 720 tokens \(an estimate\) · 1,200 characters · 3,600 UTF-8/),
  ).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Input tokens a call" })).toHaveValue("720");
  await page.getByRole("textbox", { name: "Pictures shown a call" }).fill("1");
  await expect(line("deepseek-ai/DeepSeek-V3")).toContainText("sees no pictures");
  await page.getByRole("textbox", { name: "Pictures shown a call" }).fill("0");
  await expect(line("deepseek-ai/DeepSeek-V3")).toContainText("¥5.44");

  await page.getByRole("button", { name: "Add a model beside it" }).click();
  await page.getByRole("list", { name: "Models" }).getByRole("combobox").last().click();
  await page.getByRole("combobox", { name: "Search models" }).fill("CosyVoice2");
  await page.getByRole("option", { name: /CosyVoice2/ }).click();
  await expect(line("CosyVoice2")).toContainText("¥0.18");
  await expect(page).toHaveURL(/tab=prices&for=[^&]*&in=720&bytes=3600&calls=1000/);
  const before = await table.textContent();
  await page.reload();
  await expect(table).toHaveText(before ?? "");
  await page.getByRole("button", { name: "Price calculator" }).click();
  await expect(filters(page).getByRole("searchbox")).toHaveValue("deepseek");
});

test("while SiliconFlow cannot be asked the last list is shown with its age, and a wrong correction with its line", async ({
  page,
  complaints: _,
}) => {
  const server = new App(4892, { SIMULATOR_URL: `${simulatorUrl}/v1` });
  try {
    await server.start();
    await page.goto(`${server.url}/models`);
    await expect(page.getByText(/^SiliconFlow’s list from /)).toBeVisible();
    await server.end();
    await simulator.scenarioAt("/v1/models", "error-504");
    writeFileSync(
      path.join(server.dataDirectory, "models.json"),
      `{ "models": {
        "Qwen/Qwen3-8B": { "price": { "input_per_m_tokens": "cheap" } },
        "Qwen/Qwen3-32B": { "max_output_tokens": 4321 } // by contract
      } }`,
    );
    await server.start();
    await page.reload();
    await expect(page.getByText(/^SiliconFlow could not be reached, or listed nothing/)).toBeVisible();
    const wrong = page.getByRole("alert").filter({ hasText: "models.json" });
    await expect(wrong).toContainText("Line 2: Qwen/Qwen3-8B · price.input_per_m_tokens");
    await expect(page.getByText("1 model is corrected or added")).toBeVisible();
    await page.goto(`${server.url}/models?model=Qwen/Qwen3-32B`);
    await expect(details(page, "Qwen/Qwen3-32B")).toContainText("4,321 tokens");
    await expect(details(page, "Qwen/Qwen3-32B")).toContainText("this server’s administrator");
  } finally {
    await server.dispose();
  }
});

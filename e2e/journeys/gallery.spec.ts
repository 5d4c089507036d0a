import type { Page } from "@playwright/test";
import { expect, test } from "../support/fixtures";
import { contentOf, HistoryPage } from "../support/history-page";
import { simulator } from "../support/simulator";

const kolors = "Kwai-Kolors/Kolors";

/** Makes pictures, one after the other. */
async function make(page: Page, prompts: readonly string[]): Promise<void> {
  await page.goto("/image");
  for (const prompt of prompts) {
    await page.getByRole("textbox", { name: "Prompt", exact: true }).fill(prompt);
    await page.getByRole("button", { name: "Make", exact: true }).click();
    await expect(page.getByRole("img", { name: prompt, exact: true })).toBeVisible();
  }
}

const tiles = (page: Page) => page.getByRole("region", { name: "Results" }).getByRole("figure");
const names = (page: Page) =>
  tiles(page)
    .getByRole("button", { name: /^(Picture|Clip): / })
    .evaluateAll((all) => all.map((one) => one.getAttribute("aria-label")));

test("what was made is found again by its words, kind, model, day and heart", async ({
  page,
  complaints: _,
}) => {
  await page.goto("/gallery");
  await expect(page.getByRole("heading", { name: "Nothing has been made yet" })).toBeVisible();
  await make(page, ["a cat on grass", "雪山夜空", "a red house"]);
  await page.getByRole("link", { name: "Gallery" }).click();
  await expect(tiles(page)).toHaveCount(3);
  expect(await names(page)).toEqual(["Picture: a red house", "Picture: 雪山夜空", "Picture: a cat on grass"]);
  const filters = page.getByRole("search", { name: "Filters" });
  const words = filters.getByRole("searchbox", { name: "Words of the prompt" });
  await words.fill("GRASS cat");
  await expect(tiles(page)).toHaveCount(1);
  await expect(filters.getByText("1 of 3")).toBeVisible();
  await words.fill("夜空");
  await expect(page.getByRole("button", { name: "Picture: 雪山夜空", exact: true })).toBeVisible();
  await words.fill("nothing like it");
  await expect(page.getByText("Nothing fits these filters.")).toBeVisible();
  await filters.getByRole("button", { name: "Clear filters" }).click();
  await filters.getByRole("combobox", { name: "Model" }).selectOption(kolors);
  await expect(tiles(page)).toHaveCount(3);
  await filters.getByRole("combobox", { name: "Kind" }).selectOption("Clips");
  await expect(tiles(page)).toHaveCount(0);
  await filters.getByRole("button", { name: "Clear filters" }).click();
  await filters.getByLabel("To", { exact: true }).fill("2020-01-01");
  await expect(tiles(page)).toHaveCount(0);
  await filters.getByRole("button", { name: "Clear filters" }).click();
  await page.getByRole("button", { name: "Mark Picture: 雪山夜空 as a favourite" }).click();
  await filters.getByRole("button", { name: "Favourites only" }).click();
  await expect(tiles(page)).toHaveCount(1);
  await page.reload();
  await expect(
    page.getByRole("button", { name: "Picture: 雪山夜空 is no favourite any more", exact: true }),
  ).toBeVisible();
});

test("many are chosen by mouse and keys, deleted, and brought back", async ({ page, complaints: _ }) => {
  await make(page, ["one", "two", "three", "four"]);
  await page.getByRole("link", { name: "Gallery" }).click();
  await expect(tiles(page)).toHaveCount(4);
  const box = (prompt: string) => page.getByRole("checkbox", { name: `Select “${prompt}”` });
  const tile = (prompt: string) => page.getByRole("button", { name: `Picture: ${prompt}`, exact: true });
  await tile("four").focus();
  await page.keyboard.press("ArrowRight");
  await expect(tile("three")).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(box("three")).toBeFocused();
  await page.keyboard.press("Space");
  await expect(page.getByRole("toolbar", { name: "1 selected" })).toBeVisible();
  await tile("one").click({ modifiers: ["Shift"] });
  const bar = page.getByRole("toolbar", { name: "3 selected" });
  await expect(bar).toBeVisible();
  await bar.getByRole("button", { name: "Delete" }).click();
  await expect(tiles(page)).toHaveCount(1);
  await page
    .getByRole("status")
    .filter({ hasText: "3 results deleted" })
    .getByRole("button", { name: "Undo" })
    .click();
  await expect(tiles(page)).toHaveCount(4);
  await page.reload();
  await expect(tiles(page)).toHaveCount(4);
});

test("a range is chosen by the boxes too, and the keyboard keeps its place when they go", async ({
  page,
  complaints: _,
}) => {
  await make(page, ["one", "two", "three", "four"]);
  await page.getByRole("link", { name: "Gallery" }).click();
  await expect(tiles(page)).toHaveCount(4);
  const box = (at: number) => tiles(page).nth(at).locator("label");
  await tiles(page).nth(0).hover();
  await box(0).click();
  await box(2).click({ modifiers: ["Shift"] });
  const bar = page.getByRole("toolbar", { name: "3 selected" });
  await bar.getByRole("button", { name: "Delete" }).focus();
  await page.keyboard.press("Enter");
  await expect(tiles(page)).toHaveCount(1);
  await expect(page.getByRole("button", { name: "Picture: one", exact: true })).toBeFocused();
});

test("what is looked at stays while others are made, and leads back to its settings", async ({
  page,
  context,
  complaints: _,
}) => {
  await make(page, ["first", "second"]);
  await page.getByRole("link", { name: "Gallery" }).click();
  await page.getByRole("button", { name: "Picture: first", exact: true }).click();
  const viewer = page.getByRole("dialog", { name: "Large view" });
  await expect(viewer.getByText("2 of 2")).toBeVisible();
  const other = await context.newPage();
  await other.goto("/image");
  // What was typed before the kept words are back would be joined with them.
  await expect(other.getByRole("textbox", { name: "Prompt", exact: true })).toHaveValue("second");
  await other.getByRole("textbox", { name: "Prompt", exact: true }).fill("third");
  await other.getByRole("button", { name: "Make", exact: true }).click();
  await expect(other.getByRole("img", { name: "third", exact: true })).toBeVisible();
  await other.close();
  await expect(viewer.getByText("3 of 3")).toBeVisible();
  await expect(viewer.getByRole("img", { name: "first", exact: true })).toBeVisible();
  const asked = (await simulator.imageRequests()).length;
  await viewer.getByRole("button", { name: "Reuse settings" }).click();
  await expect(page).toHaveURL(/\/image$/);
  await expect(page.getByRole("textbox", { name: "Prompt", exact: true })).toHaveValue("first");
  expect(await simulator.imageRequests()).toHaveLength(asked);
});

test("a picture is enlarged, and the arrows go through all", async ({ page, complaints: _ }) => {
  await make(page, ["one", "two"]);
  await page.getByRole("link", { name: "Gallery" }).click();
  await page.getByRole("button", { name: "Picture: two", exact: true }).click();
  const viewer = page.getByRole("dialog", { name: "Large view" });
  await expect(viewer.getByRole("img", { name: "two", exact: true })).toBeVisible();
  await page.keyboard.press("ArrowRight");
  await expect(viewer.getByRole("img", { name: "one", exact: true })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(viewer).toBeHidden();
});

test("chosen ones go out as a zip with their prompts, and come back in another browser", async ({
  page,
  browser,
  complaints: _,
}) => {
  await new HistoryPage(page).downloadFiles();
  await make(page, ["one", "a cat: 猫", "three"]);
  await page.getByRole("link", { name: "Gallery" }).click();
  await page.getByRole("checkbox", { name: "Select “one”" }).check({ force: true });
  await page.getByRole("checkbox", { name: "Select “a cat: 猫”" }).check({ force: true });
  await page.getByRole("toolbar", { name: "2 selected" }).getByRole("button", { name: "Download" }).click();
  const dialog = page.getByRole("dialog", { name: "Save as a zip" });
  const downloading = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Download · 2 results" }).click();
  await expect(dialog.getByText("Exported 2 requests with 2 files.")).toBeVisible();
  const zip = await contentOf(await downloading);

  const context = await browser.newContext({ locale: "en-GB" });
  const other = await context.newPage();
  await other.goto("/gallery");
  await other
    .getByLabel("File to import")
    .setInputFiles({ name: "gallery.zip", mimeType: "application/zip", buffer: zip });
  const importing = other.getByRole("dialog", { name: "Import" });
  await expect(importing.getByText("Import complete")).toBeVisible();
  await other.keyboard.press("Escape");
  await expect(tiles(other)).toHaveCount(2);
  expect(await names(other)).toEqual(["Picture: a cat: 猫", "Picture: one"]);
  await other.getByRole("button", { name: "Picture: one", exact: true }).click();
  await expect(
    other.getByRole("dialog", { name: "Large view" }).getByRole("img", { name: "one", exact: true }),
  ).toBeVisible();
  await other.keyboard.press("Escape");
  await other
    .getByLabel("File to import")
    .setInputFiles({ name: "broken.zip", mimeType: "application/zip", buffer: zip.subarray(0, 2000) });
  await expect(importing.getByRole("alert")).toContainText("Nothing was imported.");
  await context.close();
});

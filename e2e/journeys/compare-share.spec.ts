import { readFileSync } from "node:fs";
import { ComparePage } from "../support/compare-page";
import { expect, test } from "../support/fixtures";
import { contentOf, HistoryPage } from "../support/history-page";
import { simulator } from "../support/simulator";

async function openShare(compare: ComparePage) {
  await compare.page
    .getByRole("toolbar", { name: "Compare" })
    .getByRole("button", { name: "Share", exact: true })
    .click();
  return compare.page.getByRole("dialog", { name: "Share" });
}

const names = (compare: ComparePage) =>
  compare.columns.evaluateAll((all) => all.map((one) => one.getAttribute("aria-label")?.split(": ")[1]));

test("a link brings models, options and the question to somebody else, and starts nothing", async ({
  compare,
  page,
  browser,
}) => {
  await compare.open();
  await compare.menu(3, "Remove column");
  await compare.choose(2, "THUDM/GLM-4-9B-0414");
  const panel = await compare.options(1);
  await panel.getByRole("textbox", { name: "temperature" }).fill("0.2");
  await panel.getByRole("textbox", { name: "System prompt" }).fill("只用一句话。");
  await panel.getByRole("button", { name: "Close" }).click();
  await compare.input.fill("Say exactly: from a link");
  const mine = await names(compare);
  const link = page.getByRole("textbox", { name: "Link to the set-up" });
  await expect
    .poll(async () => {
      await openShare(compare);
      const value = await link.inputValue();
      await page.keyboard.press("Escape");
      return value;
    })
    .toContain("#setup=");
  await openShare(compare);
  await expect(link).toHaveValue(/#setup=/);
  const address = await link.inputValue();
  await page.keyboard.press("Escape");

  const context = await browser.newContext();
  const other = await context.newPage();
  await other.goto(address);
  await expect(other.getByText("Nothing has been sent.")).toBeVisible();
  await expect(other.getByRole("textbox", { name: "Message", exact: true })).toHaveValue(
    "Say exactly: from a link",
  );
  const theirs = await other
    .getByRole("region", { name: /^Column \d+: / })
    .evaluateAll((all) => all.map((one) => one.getAttribute("aria-label")?.split(": ")[1]));
  expect(theirs).toEqual(mine);
  expect(new URL(other.url()).hash).toBe("");
  expect(await simulator.chatRequests()).toEqual([]);
  await other.getByRole("textbox", { name: "Message", exact: true }).press("Enter");
  await expect.poll(async () => (await simulator.chatRequests()).length).toBe(2);
  await other.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Compare" }).click();
  await expect(other.getByRole("textbox", { name: "Message", exact: true })).toHaveValue("");
  await expect(other.getByText("Nothing has been sent.")).toBeHidden();
  const bodies = (await simulator.chatRequests()).map(({ body }) => body as { temperature?: number });
  expect(bodies.map(({ temperature }) => temperature).toSorted()).toEqual([0.2, undefined]);
  await context.close();
});

test("a broken link says so and changes nothing", async ({ compare, page }) => {
  await compare.open("/compare#setup=AAAA");
  await expect(page.getByText("The link is incomplete")).toBeVisible();
  await expect(compare.columns).toHaveCount(3);
});

test("a link's question waits beside what is being written", async ({ compare, page }) => {
  await compare.open();
  await compare.input.fill("half a thought");
  await compare.open("/compare?models=Qwen/Qwen3-8B&q=Say%20exactly:%20linked");
  await expect(compare.columns).toHaveCount(1);
  await expect(compare.input).toHaveValue("half a thought");
  await page.getByRole("button", { name: "Use these words instead" }).click();
  await expect(compare.input).toHaveValue("Say exactly: linked");
  await expect(compare.input).toBeFocused();
});

test("a comparison becomes one page that needs nothing else and runs no script", async ({
  compare,
  page,
  context,
}) => {
  await compare.open();
  await compare.ask(
    "Say exactly: **bold** <img src=x onerror=alert(1)> $x^2$ ![p](https://evil.example/p.png) [a](javascript:alert(1))",
  );
  await compare.done();
  const dialog = await openShare(compare);
  const downloading = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Save as HTML" }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/\.html$/);
  const text = readFileSync(await download.path(), "utf8");
  expect(text).not.toMatch(/<script|href="javascript:|<img|<link|src="http/);
  const reader = await context.newPage();
  const asked: string[] = [];
  reader.on("request", (request) => asked.push(request.url()));
  await reader.setContent(text);
  for (const name of await names(compare)) {
    const column = reader.getByRole("heading", { name: `. ${name}` });
    await expect(column).toBeVisible();
  }
  await expect(reader.locator("strong", { hasText: "bold" })).toHaveCount(3);
  await expect(reader.locator("math")).toHaveCount(3);
  await expect(reader.locator("meta[http-equiv]")).toHaveAttribute("content", /^default-src 'none'/);
  expect(asked).toEqual([]);
});

test("an archive brings answers and numbers into another browser", async ({ compare, page, browser }) => {
  await new HistoryPage(page).downloadFiles();
  await compare.open();
  await compare.ask("Say exactly: kept");
  await compare.done();
  const before = await names(compare);
  const figures = (of: ComparePage) =>
    of.column(1).getByText("Done", { exact: true }).locator("..").textContent();
  const numbers = await figures(compare);
  const dialog = await openShare(compare);
  const downloading = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Save archive" }).click();
  const archive = await contentOf(await downloading);

  const context = await browser.newContext();
  const other = await context.newPage();
  await other.goto("/compare");
  const history = new HistoryPage(other);
  await history.openStorage();
  await history.import({ name: "x.zip", mimeType: "application/zip", buffer: archive });
  await expect(history.storage.getByText(/1 conversation/).first()).toBeVisible();
  await history.closeStorage();
  await history.list.getByRole("link", { name: "Say exactly: kept" }).click();
  const theirs = new ComparePage(other);
  await expect(theirs.answer(3)).toContainText("kept");
  expect(await names(theirs)).toEqual(before);
  expect(await figures(theirs)).toBe(numbers);
  expect(await simulator.chatRequests()).toHaveLength(3);
  await context.close();
});

test("a set of columns is saved, used again and deleted with a way back", async ({ compare, page }) => {
  await compare.open();
  await compare.menu(3, "Remove column");
  const mine = await names(compare);
  const sets = page.getByRole("dialog", { name: "Saved sets" });
  const open = () =>
    page.getByRole("toolbar", { name: "Compare" }).getByRole("button", { name: "Saved sets" }).click();
  await open();
  await sets.getByRole("textbox", { name: "Name of the set" }).fill("Two of them");
  await sets.getByRole("button", { name: "Save these columns" }).click();
  await page.keyboard.press("Escape");
  await page.getByRole("toolbar", { name: "Compare" }).getByRole("button", { name: "Add column" }).click();
  await expect(compare.columns).toHaveCount(3);
  await page.reload();
  await open();
  await sets.getByRole("button", { name: "Use “Two of them”" }).click();
  await expect.poll(() => names(compare)).toEqual(mine);
  await open();
  await sets.getByRole("button", { name: "Delete “Two of them”" }).click();
  await sets.getByRole("button", { name: "Undo" }).click();
  await expect(sets.getByText("Two of them")).toBeVisible();
});

import type { Page } from "@playwright/test";
import { expect, test } from "../support/fixtures";
import { simulator } from "../support/simulator";

type Body = { model: string; messages: { role: string; content: string }[]; temperature?: number };
const bodies = async () => (await simulator.chatRequests()).map(({ body }) => body as Body);
const said = ({ messages }: Body) => messages.map(({ role, content }) => `${role}: ${content}`);
const toolbar = (page: Page, name: string) =>
  page.getByRole("toolbar", { name: "Compare" }).getByRole("button", { name, exact: true });

test("one question goes to all columns, each with its numbers, and all is there after a reload", async ({
  compare,
  page,
}) => {
  await compare.open();
  await expect(compare.columns).toHaveCount(3);
  await compare.ask("Say exactly: hello");
  await compare.done();
  for (const place of [1, 2, 3]) {
    await expect(compare.answer(place)).toContainText("hello");
    await expect(compare.column(place).getByText("Done", { exact: true })).toBeVisible();
    await expect(compare.column(place).getByText(/^\d+ out$/)).toHaveCount(1);
  }
  const models = (await bodies()).map(({ model }) => model);
  expect(new Set(models).size).toBe(3);
  await expect(page).toHaveURL(/\/compare\/[\w-]+$/);
  await page.reload();
  for (const place of [1, 2, 3]) await expect(compare.answer(place)).toContainText("hello");
  await expect(page.getByRole("link", { name: "Say exactly: hello" })).toBeVisible();
  expect(await simulator.chatRequests()).toHaveLength(3);
});

test("an example leaves alone what is being written", async ({ compare, page }) => {
  await compare.open();
  await compare.input.fill("half a thought");
  await page.getByRole("button", { name: "Explain", exact: true }).click();
  await compare.done();
  await expect(compare.column(1).getByRole("log")).toContainText("why the sky is blue");
  await expect(compare.input).toHaveValue("half a thought");
  await page.reload();
  await expect(compare.input).toHaveValue("half a thought");
});

test("a column without a model says what it lacks, and is not counted among those that answer", async ({
  compare,
  page,
}) => {
  await simulator.pace({ speed: 1, tokensPerSecond: 20, firstTokenMs: 50 });
  await compare.open();
  await toolbar(page, "Add column").click();
  await expect(compare.column(4)).toContainText("Choose a model above.");
  await expect(compare.column(4).getByRole("combobox")).toBeInViewport();
  await compare.ask("Make a table: tea vs coffee");
  await expect(page.getByText("0 of 3 done")).toBeVisible();
  await simulator.pace({ speed: 0 });
  await compare.done();
});

test("moving a column leaves every conversation where it was read", async ({ compare, page }) => {
  await compare.open();
  await compare.ask("Explain compound growth with its formula and a worked example.");
  await compare.done();
  const logs = page.getByRole("log");
  for (const place of [1, 2, 3]) await expect(compare.answer(place).locator(".katex").first()).toBeVisible();
  const tops = () => logs.evaluateAll((all) => all.map((log) => log.scrollTop));
  await expect.poll(async () => Math.min(...(await tops()))).toBeGreaterThan(150);
  await logs.evaluateAll((all) => {
    for (const [at, log] of all.entries()) log.scrollTo(0, 50 * (at + 1));
  });
  const [first, ...others] = [50, 100, 150];
  await page.getByRole("button", { name: /^Move column 1/ }).focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(page.getByText("Column moved to place 3 of 3.")).toBeAttached();
  await expect.poll(tops).toEqual([...others, first]);
  await expect(page.getByRole("button", { name: /^Move column 3/ })).toBeFocused();
});

test("on a narrow screen the tools take two rows and nothing lies over them", async ({ compare, page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await compare.open();
  const tools = page.getByRole("toolbar", { name: "Compare" });
  expect((await tools.boundingBox())?.height).toBeLessThan(90);
  for (const name of ["Add column", "Saved sets", "Share"]) await toolbar(page, name).click({ trial: true });
  await toolbar(page, "Saved sets").click();
  const sets = page.getByRole("dialog", { name: "Saved sets" });
  await sets.getByRole("textbox", { name: "Name of the set" }).fill("Mine");
  await sets.getByRole("button", { name: "Save these columns" }).click();
  for (const name of ["Use “Mine”", "Delete “Mine”"])
    await expect(sets.getByRole("button", { name })).toBeInViewport({ ratio: 1 });
});

test("one model is compared with itself under other options and instructions", async ({ compare }) => {
  await compare.open();
  await compare.menu(1, "Use this model in all columns");
  await compare.menu(3, "Remove column");
  const panel = await compare.options(2);
  await panel.getByRole("textbox", { name: "temperature" }).fill("1.5");
  await panel.getByRole("textbox", { name: "System prompt" }).fill("Be brief.");
  await panel.getByRole("button", { name: "Close" }).click();
  await compare.ask("Say exactly: one");
  await compare.done();
  const asked = (await bodies()).toSorted((a, b) => a.messages.length - b.messages.length);
  expect(asked.map(({ temperature }) => temperature)).toEqual([undefined, 1.5]);
  expect(asked.map(said)).toEqual([
    ["user: Say exactly: one"],
    ["system: Be brief.", "user: Say exactly: one"],
  ]);
  expect(asked[0]?.model).toBe(asked[1]?.model);
});

test("what is set for all columns changes in each, and leaves the rest of each alone", async ({
  compare,
}) => {
  await compare.open();
  const own = await compare.options(2);
  await own.getByRole("textbox", { name: "top_p" }).fill("0.5");
  await own.getByRole("button", { name: "Close" }).click();
  const all = await compare.options("all");
  await all.getByRole("textbox", { name: "temperature" }).fill("0.3");
  await all.getByRole("button", { name: "Close" }).click();
  await compare.ask("Say exactly: one");
  await compare.done();
  const asked = (await bodies()) as (Body & { top_p?: number })[];
  expect(asked.map(({ temperature }) => temperature)).toEqual([0.3, 0.3, 0.3]);
  expect(asked.filter((body) => body.top_p === 0.5)).toHaveLength(1);
});

test("columns are added, duplicated, moved by mouse and by keys, taken out and put back", async ({
  compare,
  page,
}) => {
  await compare.open();
  await compare.ask("Say exactly: first");
  await compare.done();
  const names = () =>
    compare.columns.evaluateAll((all) => all.map((one) => one.getAttribute("aria-label")?.split(": ")[1]));
  const [a, b, c] = await names();
  await page.getByRole("button", { name: /^Move column 1/ }).focus();
  await page.keyboard.press("ArrowRight");
  await expect.poll(names).toEqual([b, a, c]);
  await page.getByRole("button", { name: /^Move column 3/ }).dragTo(compare.column(1));
  await expect.poll(names).toEqual([c, b, a]);
  await compare.menu(2, "Duplicate");
  await expect.poll(names).toEqual([c, b, b, a]);
  await expect(compare.answer(3)).toContainText("first");
  await compare.menu(1, "Remove column");
  await expect.poll(names).toEqual([b, b, a]);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(names).toEqual([c, b, b, a]);
  await toolbar(page, "Add column").click();
  await expect(compare.columns).toHaveCount(5);
  await compare.choose(5, "THUDM/GLM-4-9B-0414");
  await compare.column(5).getByRole("button", { name: "Ask the same question here" }).click();
  await compare.done();
  await expect(compare.answer(5)).toContainText("first");
  await page.reload();
  await expect.poll(names).toEqual([c, b, b, a, "THUDM/GLM-4-9B-0414"]);
  await expect(compare.answer(5)).toContainText("first");
});

test("a column that fails says so in its own place, and only it is asked again", async ({
  compare,
  page,
}) => {
  await compare.open();
  const label = await compare.column(2).getAttribute("aria-label");
  const model = label?.split(": ")[1] ?? "";
  await simulator.scenarioFor(model, "error-50507", {}, 3);
  await compare.ask("Say exactly: fine");
  await compare.done();
  await expect(compare.column(2).getByRole("alert")).toContainText("SiliconFlow failed");
  await expect(compare.column(2).getByText("Failed", { exact: true })).toBeVisible();
  await expect(compare.answer(1)).toContainText("fine");
  await expect(compare.answer(3)).toContainText("fine");
  const before = (await simulator.chatRequests()).length;
  await compare.column(2).getByRole("alert").getByRole("button", { name: "Try again" }).click();
  await expect(compare.answer(2)).toContainText("fine");
  const again = (await bodies()).slice(before);
  expect(again.map((body) => body.model)).toEqual([model]);
  await page.getByRole("button", { name: "More for column 2" }).click();
  await page.getByRole("menuitem", { name: "Inspect request and events" }).click();
  await expect(page.getByRole("dialog")).toContainText(model);
});

test("a model that disappears fails its column with clear words", async ({ compare }) => {
  await compare.open();
  const model = (await compare.column(1).getAttribute("aria-label"))?.split(": ")[1] ?? "";
  await simulator.scenario("models-changed", { remove: model });
  await compare.ask("Say exactly: still here");
  await compare.done();
  await expect(compare.column(1).getByRole("alert")).toContainText("SiliconFlow does not know this model");
  await expect(compare.answer(2)).toContainText("still here");
});

test("a column that breaks in the middle keeps what had come", async ({ compare }) => {
  await compare.open();
  const model = (await compare.column(3).getAttribute("aria-label"))?.split(": ")[1] ?? "";
  await simulator.scenarioFor(model, "cut-after-frames", { frames: 12 });
  await compare.ask("Make a table: tea vs coffee");
  await compare.done();
  await expect(compare.column(3).getByRole("alert")).toBeVisible();
  await expect(compare.column(3).getByText("Failed", { exact: true })).toBeVisible();
  await expect(compare.column(1).getByText("Done", { exact: true })).toBeVisible();
});

test("eight columns stream at once, one is stopped, then all the others together", async ({
  compare,
  page,
}) => {
  await simulator.pace({ speed: 1, tokensPerSecond: 20, firstTokenMs: 50 });
  await compare.open();
  await compare.menu(1, "Use this model in all columns");
  for (let count = 4; count <= 8; count += 1) await compare.menu(1, "Duplicate");
  await expect(compare.columns).toHaveCount(8);
  await expect(toolbar(page, "Add column")).toBeDisabled();
  await compare.ask("Explain compound growth with its formula and a worked example.");
  await expect(page.getByText("0 of 8 done")).toBeVisible();
  for (let place = 1; place <= 8; place += 1)
    await expect(compare.answer(place)).toContainText(/Thinking|\w{4}/);
  await expect.poll(async () => (await simulator.chatRequests()).length).toBe(8);
  await compare.column(8).getByRole("button", { name: "Stop this column" }).click();
  await expect(compare.column(8).getByText("Stopped", { exact: true })).toBeVisible();
  await expect(page.getByText("1 of 8 done")).toBeVisible();
  await compare.stop.click();
  await compare.stop.waitFor({ state: "detached" });
  for (let place = 1; place <= 7; place += 1)
    await expect(compare.column(place).getByText("Stopped", { exact: true })).toBeVisible();
  const closed = (await simulator.chatRequests()).map(({ closedByClient }) => closedByClient);
  expect(closed.every((at) => at !== null)).toBe(true);
});

test("answers go on while the page is reloaded", async ({ compare, page }) => {
  await simulator.pace({ speed: 1, tokensPerSecond: 60, firstTokenMs: 50 });
  await compare.open();
  await compare.ask("Make a table: tea vs coffee");
  await expect(page).toHaveURL(/\/compare\/[0-9a-f-]{36}$/);
  await page.reload();
  await simulator.pace({ speed: 0 });
  await compare.done();
  for (const place of [1, 2, 3])
    await expect(compare.column(place).getByText("Done", { exact: true })).toBeVisible();
  expect(await simulator.chatRequests()).toHaveLength(3);
});

test("the next question goes to all; or all go on from one answer; or one goes on alone", async ({
  compare,
  page,
}) => {
  await compare.open();
  await compare.menu(3, "Remove column");
  await compare.ask("Say exactly: one");
  await compare.done();
  await compare.menu(1, "All continue from this answer");
  await expect(page.getByText("All columns now continue from column 1.")).toBeVisible();
  await compare.ask("Say exactly: two");
  await compare.done();
  const last = (await bodies()).slice(-2).map(said);
  const expected = ["user: Say exactly: one", "assistant: one", "user: Say exactly: two"];
  expect(last).toEqual([expected, expected]);
  const models = (await bodies()).slice(-2).map(({ model }) => model);
  expect(new Set(models).size).toBe(2);
  await compare.menu(2, "Go on alone as a chat");
  await expect(page).toHaveURL(/\/chat\/[\w-]+$/);
  await expect(page.getByRole("log").getByRole("article")).toHaveCount(4);
  await page.goBack();
  await expect(compare.answer(2)).toContainText("two");
});

test("columns lie beside each other, in a grid, as tabs, or one alone; answers go on in all", async ({
  compare,
  page,
}) => {
  await simulator.pace({ speed: 1, tokensPerSecond: 80, firstTokenMs: 50 });
  await compare.open();
  await compare.ask("Make a table: tea vs coffee");
  await page.getByRole("radio", { name: "Tabs" }).check();
  await expect(compare.columns).toHaveCount(1);
  await page.getByRole("tab", { name: /^2\./ }).click();
  await expect(compare.column(2)).toBeVisible();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("tab", { name: /^3\./ })).toBeFocused();
  await expect(compare.column(3)).toBeVisible();
  await page.getByRole("radio", { name: "Grid" }).check();
  await expect(compare.columns).toHaveCount(3);
  await compare.column(2).getByRole("button", { name: "Show only this column" }).click();
  await expect(compare.columns).toHaveCount(1);
  await expect(page.getByRole("tab", { name: /^1\./ })).toBeVisible();
  await simulator.pace({ speed: 0 });
  await compare.done();
  await compare.column(2).getByRole("button", { name: "Show all columns" }).click();
  for (const place of [1, 2, 3])
    await expect(compare.column(place).getByText("Done", { exact: true })).toBeVisible();
});

test("columns scroll together when they are linked, and freely when not; thinking folds together", async ({
  compare,
  page,
}) => {
  await compare.open();
  await compare.ask("Explain compound growth with its formula and a worked example.");
  await compare.done();
  const tops = () => page.getByRole("log").evaluateAll((all) => all.map((log) => Math.round(log.scrollTop)));
  const scroll = async (place: number, to: number) => {
    await compare.column(place).getByRole("log").hover();
    await page.mouse.wheel(0, to);
  };
  await scroll(1, -400);
  await expect.poll(async () => new Set(await tops()).size).toBeGreaterThan(1);
  await page.getByRole("button", { name: "Scroll together" }).click();
  await scroll(2, -20_000);
  await expect.poll(tops).toEqual([0, 0, 0]);
  const thinking = compare.column(1).getByRole("region", { name: "Thinking" }).getByRole("button");
  await expect(thinking).toHaveAttribute("aria-expanded", "false");
  await page.getByRole("button", { name: "Fold all thinking" }).click();
  await page.getByRole("button", { name: "Unfold all thinking" }).click();
  await expect(thinking).toHaveAttribute("aria-expanded", "true");
});

test("the summary marks the best, sorts, and is taken along as Markdown and CSV", async ({
  compare,
  page,
}) => {
  await compare.open();
  await compare.ask("Say exactly: numbers");
  await compare.done();
  await toolbar(page, "Summary").click();
  const dialog = page.getByRole("dialog", { name: "Summary" });
  await expect(dialog.getByRole("row")).toHaveCount(4);
  await dialog.getByRole("button", { name: "Sort by Duration" }).click();
  await expect(dialog.getByRole("columnheader", { name: "Sort by Duration" })).toHaveAttribute(
    "aria-sort",
    "ascending",
  );
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await dialog.getByRole("button", { name: "Copy as Markdown" }).click();
  await expect.poll(clipboard).toMatch(/^\| Column \| Model \|.*\n\| --- /);
  await dialog.getByRole("button", { name: "Copy as CSV" }).click();
  await expect.poll(async () => (await clipboard()).split("\r\n").length).toBe(5);
});

test("two answers are compared word by word, and structured ones field by field", async ({
  compare,
  page,
}) => {
  await compare.open();
  await compare.menu(3, "Remove column");
  await compare.ask("Say exactly: the quick fox");
  await compare.done();
  const second = compare.column(2).getByRole("log").getByRole("article").last();
  await second.getByRole("button", { name: "Edit answer" }).click();
  await second.getByRole("textbox", { name: "Edit answer" }).fill("the slow fox");
  await page.keyboard.press("Control+s");
  await toolbar(page, "Differences").click();
  const dialog = page.getByRole("dialog", { name: "Differences" });
  await expect(dialog.getByRole("deletion")).toHaveText("quick");
  await expect(dialog.getByRole("insertion")).toHaveText("slow");
  await dialog.getByRole("button", { name: "Swap" }).click();
  await expect(dialog.getByRole("deletion")).toHaveText("slow");
  // An answer is never held against itself.
  await dialog.getByRole("combobox", { name: "From" }).selectOption({ index: 0 });
  await expect(dialog.getByRole("deletion")).toHaveText("quick");
  await page.keyboard.press("Escape");

  const panel = await compare.options("all");
  await panel.getByText("JSON", { exact: true }).first().click();
  await panel.getByRole("button", { name: "Close" }).click();
  await compare.ask('Say exactly: {"city":"Oslo","days":3}');
  await compare.done();
  await second.getByRole("button", { name: "Edit answer" }).click();
  await second.getByRole("textbox", { name: "Edit answer" }).fill('{"city":"Oslo","days":4}');
  await page.keyboard.press("Control+s");
  await toolbar(page, "Summary").click();
  const agreement = page.getByRole("region", { name: "Agreement" });
  await expect(agreement).toContainText("1 of 2 fields agree.");
  await expect(agreement.getByRole("row", { name: /days/ })).toContainText("differs");
});

test("a preset goes to all columns as a whole, and one step takes it back from each", async ({ compare }) => {
  await compare.open();
  const own = await compare.options(2);
  await own.getByRole("textbox", { name: "temperature" }).fill("0.9");
  await own.getByRole("button", { name: "Close" }).click();
  const all = await compare.options("all");
  await all.getByRole("textbox", { name: "Name of the preset" }).fill("Plain");
  await all.getByRole("button", { name: "Save", exact: true }).click();
  await all
    .getByRole("button", { name: /Use “?Plain|Plain/ })
    .first()
    .click();
  await expect(compare.column(2).getByRole("button", { name: "Options of column 2" })).toHaveText("");
  await all.getByRole("button", { name: "Undo" }).click();
  await expect(compare.column(2).getByRole("button", { name: "Options of column 2" })).toHaveText("1");
});

test("what was said in a column is found, and opened where it was said", async ({ chat, compare, page }) => {
  await compare.open();
  await compare.ask("Say exactly: rhinoceros");
  await compare.done();
  await chat.open();
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Search and commands" }).fill("rhinoceros");
  await page
    .getByRole("group", { name: "In messages" })
    .getByRole("option", { name: /rhinoceros/ })
    .last()
    .click();
  await expect(page).toHaveURL(/\/compare\/[\w-]+\?message=/);
  await expect(compare.columns).toHaveCount(3);
  for (const place of [1, 2, 3]) await expect(compare.answer(place)).toContainText("rhinoceros");
});

test("an address that names models fills them in and sends nothing", async ({ compare, page }) => {
  await compare.open("/compare?models=Qwen/Qwen3-8B,lab/unheard-of&q=Say%20exactly:%20named");
  await expect(compare.column(1)).toHaveAccessibleName("Column 1: Qwen/Qwen3-8B");
  await expect(compare.input).toHaveValue("Say exactly: named");
  expect(await simulator.chatRequests()).toEqual([]);
  await compare.input.press("Enter");
  await compare.done();
  await expect(compare.answer(1)).toContainText("named");
  await expect(compare.column(2).getByRole("alert")).toContainText("SiliconFlow does not know this model");
  await expect(page).toHaveURL(/\/compare\/[\w-]+$/);
});

test.describe("in Chinese", () => {
  test.use({ locale: "zh-CN" });

  test("the page speaks Chinese, from the first word to the summary", async ({ page, complaints: _ }) => {
    await page.goto("/compare");
    await page.getByRole("region", { name: /^第 1 列：/ }).waitFor();
    const box = page.getByRole("textbox", { name: "消息", exact: true });
    await box.fill("Say exactly: 你好");
    await box.press("Enter");
    for (const place of [1, 2, 3]) {
      const column = page.getByRole("region", { name: new RegExp(`^第 ${place} 列：`) });
      await expect(column.getByText("完成", { exact: true })).toBeVisible();
    }
    await page.getByRole("button", { name: "汇总", exact: true }).click();
    await expect(page.getByRole("dialog", { name: "汇总" })).toContainText("首字");
  });
});

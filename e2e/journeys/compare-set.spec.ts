import { readFile } from "node:fs/promises";
import type { Download, Page } from "@playwright/test";
import { expect, test } from "../support/fixtures";
import { HistoryPage } from "../support/history-page";
import { SetPage } from "../support/set-page";
import { simulator } from "../support/simulator";

const glm = "THUDM/GLM-4-9B-0414";
const qwen = "Qwen/Qwen2.5-7B-Instruct";

const sayings = (count: number) =>
  ["prompt,expected", ...Array.from({ length: count }, (_, at) => `say exactly: word ${at},word ${at}`)].join(
    "\n",
  );

async function textOf(download: Download): Promise<string> {
  return readFile(await download.path(), "utf8");
}

/** How often each model was asked each prompt, most first. */
async function timesAsked(): Promise<number[]> {
  const asked = new Map<string, number>();
  for (const { body } of await simulator.chatRequests()) {
    const { model, messages } = body as { model: string; messages: unknown };
    const key = JSON.stringify([model, messages]);
    asked.set(key, (asked.get(key) ?? 0) + 1);
  }
  return [...asked.values()].sort((a, b) => b - a);
}

const setOf = (page: Page) => new SetPage(page);

test("the example fills everything in, runs when Run is pressed, is judged, and leaves as a file", async ({
  page,
  complaints: _,
}) => {
  const set = setOf(page);
  await set.openList();
  await set.button("Try the example").click();
  await expect(page.getByText("8 prompts", { exact: true })).toBeVisible();
  await expect(page.getByText(/^24 calls · free of charge$/)).toBeVisible();
  expect(await simulator.chatRequests()).toEqual([]);
  await set.run.click();
  await set.done();
  for (const place of [1, 2, 3]) await expect(set.head(place)).toContainText("8 of 8");
  await expect(set.cell(1, 1)).toContainText(/Passed|Not passed/);

  await set.button("Figures").click();
  const figures = set.drawer.getByRole("table");
  await expect(figures.getByRole("row", { name: /^Passed/ })).toContainText(/\d+ % \(\d+–\d+ %\)/);
  await page.keyboard.press("Escape");

  const downloading = page.waitForEvent("download");
  await set.button("Export as CSV").click();
  const csv = await textOf(await downloading);
  expect(csv.startsWith("\uFEFFrow,variables.question,variables.expected,prompt,model,state,answer")).toBe(
    true,
  );
  const exporting = page.waitForEvent("download");
  await set.button("Export as JSONL").click();
  const lines = (await textOf(await exporting))
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines).toHaveLength(24);
  expect(lines[0]).toMatchObject({ row: 1, state: "done", verdict: expect.stringMatching(/passed|failed/) });

  // What was exported can be brought in again.
  await set.openList();
  await set.button("New set").click();
  await set.button("Add prompts").click();
  await set.chooseFile("answers.bin", csv);
  await expect(set.drawer.getByText(/^24 prompts found\. Variables: row, variables\.question/)).toBeVisible();
});

test("answers are judged by a rule, read in full, and found by the keyboard", async ({
  page,
  complaints: _,
}) => {
  const set = setOf(page);
  await set.make("prompt,expected\nsay exactly: Paris,Paris\nsay exactly: Rome,Madrid", [glm, qwen]);
  await set.judgeBy("Same text");
  await set.run.focus();
  await page.keyboard.press("Enter");
  await set.done();
  await expect(set.button("Run again")).toBeFocused();
  await expect(set.cell(1, 1)).toContainText("Passed");
  await expect(set.cell(2, 2)).toContainText("Not passed");
  await expect(set.head(1)).toContainText("50 %");

  await set.cell(1, 1).focus();
  for (const key of ["ArrowDown", "ArrowRight"]) await page.keyboard.press(key);
  await expect(set.cell(2, 2)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(set.drawer.getByRole("region", { name: "Answer" })).toContainText("Rome");
  await expect(set.drawer.getByRole("region", { name: "Judge" })).toContainText("Not passed");
  await set.drawer.getByRole("button", { name: "Request and response" }).click();
  await expect(page.getByRole("tab", { name: "Request" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await expect(set.cell(2, 2)).toBeFocused();

  // Another judge asks no model again.
  const before = (await simulator.chatRequests()).length;
  await set.judgeBy("Regular expression");
  await page.getByLabel("Pattern").fill("^(Paris|Rome)$");
  await set.button("Judge 4 answers").click();
  await expect(set.cell(2, 2)).not.toContainText("Not passed");
  await expect(set.head(2)).toContainText("100 %");
  expect(await simulator.chatRequests()).toHaveLength(before);

  await page.getByText("Not passed", { exact: true }).click();
  await expect(page.getByText("No row is like this.")).toBeVisible();
});

test("bad input is named with row and column, and the rest goes on", async ({ page, complaints: _ }) => {
  const set = setOf(page);
  await set.openList();
  await set.button("New set").click();
  await set.paste('question,expected\nsay exactly: a,a\n,b\nsay exactly: c,"c\nsay exactly: d,d');
  const problem = "Row 3, column “expected”: a quote is not closed (line 4, character 16).";
  await expect(set.drawer.getByRole("alert")).toContainText(problem);
  await set.drawer.getByRole("button", { name: "Use the 2 readable rows" }).click();
  await expect(page.getByText("Row 2, column “question”: the value is empty.")).toBeVisible();
  await set.chooseModels([glm]);
  await expect(page.getByText(/^1 call · free/)).toBeVisible();
  await set.run.click();
  await set.done();
  await expect(set.cell(1, 1)).toContainText("a");
  await expect(set.cell(2, 1)).toContainText("Skipped");

  await set.openList();
  await set.button("New set").click();
  await set.button("Add prompts").click();
  await set.chooseFile("many.csv", sayings(10_000));
  await expect(set.drawer.getByText("10,000 prompts are too many: a set takes 500.")).toBeVisible();
  await set.drawer.getByRole("button", { name: "Take the first 500" }).click();
  await expect(page.getByText("500 prompts", { exact: true })).toBeVisible();
});

test("a model that is asked too fast slows down alone, and gets all its answers", async ({
  page,
  complaints: _,
}) => {
  const set = setOf(page);
  await set.make(sayings(8), [glm, qwen]);
  await simulator.scenarioFor(glm, "error-50602", { limit: "RPM", "retry-after": 2 });
  await set.run.click();
  // The server tries three times before it passes the refusal on.
  await expect(set.head(1)).toContainText("Asked too fast (RPM)", { timeout: 20_000 });
  await expect(set.head(2)).toContainText("8 of 8");
  await expect(set.head(2)).not.toContainText("Asked too fast");
  await expect(set.head(1)).not.toContainText("8 of 8");
  await simulator.reset();
  await set.done();
  await expect(set.head(1)).toContainText("8 of 8");
});

test("a model that is not there ends only its own column, and can go on later", async ({
  page,
  complaints: _,
}) => {
  const set = setOf(page);
  await set.make(sayings(12), [glm, qwen]);
  await simulator.scenario("models-changed", { remove: glm });
  await set.run.click();
  const ended = page.getByText(new RegExp(`^${glm}: \\d+ prompts were not asked$`));
  await expect(ended).toBeVisible();
  await expect(set.head(2)).toContainText("12 of 12");
  expect((await simulator.chatRequests()).length).toBeLessThan(24);
  await set.done();
  await page.reload();
  await expect(ended).toBeVisible();
  await simulator.reset();
  await set.button("Go on").click();
  await expect(ended).toBeHidden();
  await expect(set.stop).toBeHidden();
  await set.button(/^Ask the (\d+ )?failed/).click();
  await expect(set.head(1)).toContainText("12 of 12");
  await expect(set.cells(1).filter({ hasText: "word" }).first()).toBeVisible();
});

test("no call is made twice when the page is left in the middle, and Stop keeps what was answered", async ({
  page,
  complaints: _,
}) => {
  const set = setOf(page);
  await set.make(sayings(10), [glm, qwen]);
  // Long enough that no answer ends between a look at the calls and what follows it; the server waits four seconds.
  await simulator.pace({ speed: 1, firstTokenMs: 2500, tokensPerSecond: 1000 });
  await set.run.click();
  await expect.poll(async () => (await simulator.chatRequests()).length).toBe(8);
  await page.reload();
  await expect(set.button(/^Resume: \d+ left$/)).toBeVisible();
  expect(await simulator.chatRequests()).toHaveLength(8);
  // Those that the page had noted are followed; one whose start it had not heard of waits for Resume.
  await expect(
    page
      .getByRole("gridcell")
      .filter({ hasText: /word \d/ })
      .first(),
  ).toBeVisible();
  await simulator.pace({ speed: 0 });
  await set.button(/^Resume/).click();
  await set.done();
  expect(await timesAsked()).toEqual(Array.from({ length: 20 }, () => 1));

  await simulator.pace({ speed: 1, firstTokenMs: 2500, tokensPerSecond: 1000 });
  await set.button("Run again").click();
  await set.drawer.getByRole("button", { name: "Replace and run" }).click();
  await expect(set.head(1)).toContainText("4 of 10");
  await expect.poll(async () => (await simulator.chatRequests()).length).toBeGreaterThanOrEqual(36);
  await set.stop.click();
  await expect(set.stop).toBeHidden();
  await page.reload();
  const asked = (await simulator.chatRequests()).length;
  await expect(set.cells(1).first()).toContainText("word 0");
  await simulator.pace({ speed: 0 });
  await set.button(/^Resume/).click();
  await set.done();
  for (const place of [1, 2]) await expect(set.head(place)).toContainText("10 of 10");
  // Those that were answered before Stop were not asked again: at most those that Stop cut off.
  expect((await simulator.chatRequests()).length - asked).toBeLessThanOrEqual(12);
  expect(Math.max(...(await timesAsked()))).toBeLessThanOrEqual(3);
});

test("a model judges with a rubric; what is no score is no zero", async ({ page, complaints: _ }) => {
  const set = setOf(page);
  await set.make("prompt\nname a colour\nname a fruit", [glm]);
  await set.judgeBy("A model");
  await set.pick(page.getByRole("region", { name: "Judge" }).getByRole("combobox").last(), qwen);
  const rubric = page.getByLabel("What makes an answer good");
  await rubric.fill('say exactly: {"score": 8.5, "reason": "to the point"}');
  await expect(page.getByText(/^2 calls · 2 judgements · free/)).toBeVisible();
  await set.run.click();
  await set.done();
  await expect(set.cell(1, 1)).toContainText("Passed");
  await expect(set.head(1)).toContainText("8.5 of 10");
  await set.cell(2, 1).click();
  await expect(set.drawer.getByRole("region", { name: "Judge" })).toContainText("to the point");
  await page.keyboard.press("Escape");

  await rubric.fill("say exactly: I cannot decide");
  await set.button("Judge 2 answers").click();
  await expect(set.cell(1, 1)).toContainText("Could not be judged");
  await expect(set.head(1)).not.toContainText("%");
  const models = (await simulator.chatRequests()).map(({ body }) => (body as { model: string }).model);
  expect(models.filter((model) => model === glm)).toHaveLength(2);
});

test("a hostile pattern judges nothing and does not hold the page up", async ({ page, complaints: _ }) => {
  const set = setOf(page);
  await set.make(`prompt,expected\n${`say exactly: ${"a".repeat(60)}!,x\n`.repeat(5)}`, [glm]);
  await set.judgeBy("Regular expression");
  await page.getByLabel("Pattern").fill("^(a+)+$");
  await set.run.click();
  await page.getByLabel("Title of the set").fill("hostile");
  await set.done();
  await expect(set.cells(1).filter({ hasText: "Could not be judged" })).toHaveCount(5);
});

test("sets are kept, renamed, and deleted with a way back; in Chinese too", async ({
  page,
  complaints: _,
}) => {
  const set = setOf(page);
  await set.openList();
  await set.button("Try the example").click();
  await expect(page.getByText("8 prompts", { exact: true })).toBeVisible();
  await set.openList();
  await set.button("Rename “Facts in one word”").click();
  await page.getByRole("textbox", { name: "Title of the set" }).fill("My facts");
  await page.keyboard.press("Enter");
  await set.button("Delete “My facts”").click();
  await expect(page.getByRole("link", { name: "My facts" })).toBeHidden();
  await set.button("Undo").click();
  await expect(page.getByRole("link", { name: "My facts" })).toBeVisible();

  await page.context().addCookies([{ name: "locale", value: "zh", url: page.url() }]);
  await page.reload();
  await page.getByRole("button", { name: "试试示例" }).click();
  await expect(page.getByText("8 条提示词", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "运行", exact: true }).click();
  await page.getByText(/^完成：24 条已答/).waitFor({ state: "attached" });
  await expect(page.getByRole("gridcell").first()).toContainText(/通过/);
});

test("a set and its answers leave with everything, and come back", async ({ page, complaints: _ }) => {
  const set = setOf(page);
  const history = new HistoryPage(page);
  await history.downloadFiles();
  await set.make("say exactly: **kept** words\nsay exactly: more", [glm]);
  await set.run.click();
  await set.done();
  await expect(set.cell(1, 1)).toContainText("kept words");
  const address = page.url();
  await history.openStorage();
  const archive = await history.exportAll();
  await expect(history.storage.getByText("Exported 0 conversations, 1 prompt set.")).toBeVisible();
  await history.deleteEverything();
  await history.import({ name: "x", mimeType: "", buffer: archive });
  const added = "0 conversations, 0 messages, 0 files, 1 prompt set, 2 answers in prompt sets";
  await expect(history.storage.getByText(added)).toBeVisible();
  const asked = (await simulator.chatRequests()).length;
  await page.goto(address);
  await expect(set.cell(1, 1)).toContainText("kept words");
  await expect(set.head(1)).toContainText("2 of 2");
  expect(await simulator.chatRequests()).toHaveLength(asked);
});

test("on a narrow screen a set that has answers opens with them, and nothing is cut off", async ({
  page,
  complaints: _,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const set = setOf(page);
  await set.openList();
  await set.button("Try the example").click();
  await expect(page.getByText("8 prompts", { exact: true })).toBeVisible();
  await set.run.click();
  await set.done();
  await page.reload();
  await expect(set.cell(1, 1)).toBeVisible();
  await set.button("Set-up").click();
  await expect(page.getByText("8 prompts", { exact: true })).toBeVisible();
  await set.openList();
  await expect(set.button(/^Delete “/)).toBeInViewport({ ratio: 1 });
});

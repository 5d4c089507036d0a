import { BatchPage, realQuestions, requestsOf } from "../support/batch-page";
import { expect, test } from "../support/fixtures";
import { simulator } from "../support/simulator";

/* What becomes of a batch: joined, searched, saved as files, and sent again where something is missing. */

const model = "deepseek-ai/DeepSeek-V3";
const name = "questions";
const count = 60;
const file = () => ({ name, content: requestsOf(realQuestions(count), model) });

test("a batch is followed to its end, its results are joined, and what is missing is sent again", async ({
  page,
  complaints: _,
}) => {
  const batches = new BatchPage(page);
  await simulator.scenario("batch-line-error", { every: 10 });
  await simulator.scenario("batch-missing", { every: 7 });
  await page.goto("/chat");
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Batches" }).click();
  await batches.send(file());
  await batches.show(name);
  await batches.stands("Done");
  await expect(batches.results.getByRole("button", { name: "All (60)" })).toBeVisible();
  await expect(page.getByText(/at batch price/)).toBeVisible();

  // 6 of 60 are refused, of which the last is one that is in neither file, as are 8.
  await batches.only("Missing");
  await expect(batches.rows).toHaveCount(8);
  await batches.only("Failed");
  const [failed] = await batches.rows.all();
  await failed?.getByRole("button").click();
  const detail = page.getByRole("dialog", { name: /^Request row-/ });
  await expect(detail.getByRole("region", { name: "Error" })).toContainText("code 50507");
  await detail.getByText("As JSON").click();
  await expect(detail.getByRole("region", { name: "Result as JSON" }).first()).toContainText('"custom_id"');
  await detail.getByRole("button", { name: "Close" }).click();

  await batches.only("All");
  await page.getByRole("searchbox", { name: "Search requests and answers" }).fill("a red bicycle");
  await expect(batches.results.getByText("8 of 60")).toBeVisible();
  const csv = (await batches.download("CSV")).toString();
  expect(csv.trim().split("\r\n")).toHaveLength(9);
  await page.getByRole("searchbox", { name: "Search requests and answers" }).fill("");
  const book = await batches.download("XLSX");
  expect(book.subarray(0, 2).toString()).toBe("PK");

  await simulator.endScenarios();
  const again = batches.results.getByRole("button", { name: /^Send only the \d+ failed and missing again/ });
  const [sent = ""] = /\d+/.exec((await again.textContent()) ?? "") ?? [];
  await again.click();
  await expect(page.getByText(`${sent} requests, nothing wrong.`)).toBeVisible();
  await page.getByRole("button", { name: "Send as a batch" }).click();
  await batches.show("questions 2");
  await batches.stands("Done");
  await expect(batches.results.getByRole("button", { name: `Answered (${sent})` })).toBeVisible();
});

test("one that is cancelled is cancelling until it has ended, and keeps what was answered", async ({
  page,
  complaints: _,
}) => {
  const batches = new BatchPage(page);
  const pace = { speed: 1, batchQueueMs: 0, batchFinalizeMs: 0 };
  await simulator.pace({ ...pace, batchLineMs: 50 });
  await batches.open();
  await batches.send({ name, content: requestsOf(realQuestions(2000), model) });
  const card = batches.card(name);
  await expect(card).toContainText(/[1-9]\d* answered/);
  await simulator.pace({ ...pace, batchLineMs: 60_000 }); // what is being answered now takes its time
  await card.getByRole("button", { name: "Cancel at SiliconFlow" }).click();
  await page
    .getByRole("dialog", { name: "Cancel this batch?" })
    .getByRole("button", { name: "Cancel at SiliconFlow" })
    .click();
  await expect(card).toContainText("Being cancelled");
  await simulator.pace({ ...pace, batchLineMs: 0 });
  await expect(card).toContainText("It was ended early.", { timeout: 15_000 });
  await batches.show(name);
  await expect(batches.results.getByRole("button", { name: /^Answered \(/ })).toBeVisible();
  await page.getByRole("button", { name: "Delete" }).click();
  await expect(page.getByRole("heading", { name: "This batch is not here" })).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
});

test("one that another program began is taken over with its file; the account’s files are listed", async ({
  page,
  complaints: _,
}) => {
  await simulator.batchElsewhere(requestsOf(realQuestions(12), model));
  const batches = new BatchPage(page);
  await batches.open();
  await page.getByText("At SiliconFlow", { exact: true }).click();
  const account = page.getByRole("list", { name: "All batches of the account" });
  await account.getByRole("button", { name: "Take over" }).click();
  await account.getByRole("link", { name: "Open" }).click();
  await batches.stands("Done");
  await expect(batches.results.getByRole("button", { name: "Answered (12)" })).toBeVisible();
  await expect(batches.rows.first()).toContainText("an old lighthouse");
  await page.getByRole("link", { name: "All batches" }).click();
  await page.getByText("Files there", { exact: true }).click();
  const files = page.getByRole("list", { name: "Files at SiliconFlow" });
  await expect(files.getByRole("listitem").first()).toContainText("12 lines");
  const arriving = page.waitForEvent("download");
  await files.getByRole("link", { name: "Download elsewhere.jsonl" }).click();
  expect((await arriving).suggestedFilename()).toBe("elsewhere.jsonl");
});

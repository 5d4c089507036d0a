import { BatchPage, realQuestions, requestsOf } from "../support/batch-page";
import { expect, test } from "../support/fixtures";
import { simulator } from "../support/simulator";

/* 5,000 real requests answered one by one, for a model that takes no batches. */

const model = "Qwen/Qwen3-8B";
const name = "five thousand";
const count = 5000;

test("a file is answered at once, its results are seen as they come in, and each is asked for once", async ({
  page,
  complaints: _,
}) => {
  // Ten thousand calls between three programs: as long as a busy machine needs for them.
  test.setTimeout(240_000);
  const questions = realQuestions(count);
  expect(new Set(questions).size).toBe(count);
  const batches = new BatchPage(page);
  await simulator.scenarioAt("/v1/chat/completions", "error-50602", { limit: "RPM", "retry-after": 1 }, 1);
  await batches.open();
  await batches.send({ name, content: requestsOf(questions, model) }, "now");
  await batches.show(name);
  // Some are there while others are open.
  await expect(batches.results.getByRole("button", { name: /^Answered \(/ })).toBeVisible();
  await expect(page.getByRole("progressbar", { name: "Progress" })).toBeVisible();
  await expect(batches.results.getByRole("button", { name: "Answered (5,000)" })).toBeVisible({
    timeout: 150_000,
  });
  await batches.stands("Done");
  await expect(page.getByText("5,000 of 5,000")).toBeVisible();
  const book = await batches.download("XLSX");
  expect(book.length).toBeGreaterThan(100_000);
  const lines = (await batches.download("JSONL")).toString().trim().split("\n");
  const ids = new Set(lines.map((line) => (JSON.parse(line) as { custom_id: string }).custom_id));
  expect(ids.size).toBe(count);
});

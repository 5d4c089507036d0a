import { expect, test } from "../support/fixtures";
import { colouredPicture } from "../support/sample-media";
import { simulator } from "../support/simulator";

const bge = "BAAI/bge-reranker-v2-m3";
const qwen = "Qwen/Qwen3-Reranker-4B";
const small = "Qwen/Qwen3-Reranker-0.6B";
const vl = "Qwen/Qwen3-VL-Reranker-8B";
const query = "How do I keep a bicycle chain clean?";

type Ranking = { model: string; rank: number | null; score: number | null };
type Written = { query: string; documents: { text: string; relevance: number; rankings: Ranking[] }[] };

test("the example is ranked by one click: ranks, raw scores, changes, words, agreement", async ({
  ranking,
  page,
}) => {
  await ranking.open();
  await page.getByRole("button", { name: "Try an example · free" }).click();
  await ranking.done();
  await expect(ranking.line(bge)).toContainText(/\d ms.*tokens.*free/i);
  await expect(ranking.rows).toHaveCount(12);
  const first = ranking.rows.first();
  await expect(first).toContainText("returned within 30 days");
  await expect(first.locator("mark").first()).toHaveText(/shoes/i);
  await expect(
    first.getByRole("gridcell", { name: /bge-reranker-v2-m3: rank 1, score 0\.\d{4}/ }),
  ).toBeVisible();
  await expect(first.getByRole("gridcell", { name: /bge-m3: rank \d+/ })).toBeVisible();
  await expect(first.getByRole("gridcell", { name: /BM25: rank \d+/ })).toBeVisible();
  await ranking.grid.getByRole("button", { name: "BM25" }).click();
  await expect(ranking.rows.first().getByRole("gridcell", { name: /BM25: rank 1,/ })).toBeVisible();
  await ranking.board.getByRole("combobox", { name: "Changes against" }).selectOption({ label: "BM25" });
  await expect(ranking.rows.first().getByRole("gridcell").last()).toContainText("=");
  await expect(ranking.board.getByRole("region", { name: "Agreement" }).getByRole("row")).toHaveCount(4);
  await ranking.grid.focus();
  await page.keyboard.press("End");
  const last = ranking.rows.last();
  await expect(last).toHaveAttribute("aria-selected", "true");
  await expect(ranking.chosen).toContainText(
    (await last.getByRole("rowheader").locator("span").last().innerText()).slice(0, 20),
  );
});

test("a column of a file is ranked by three models beside cosines and BM25, with scores as they came", async ({
  ranking,
  page,
}) => {
  await ranking.open();
  await ranking.choose(1, bge);
  await ranking.choose(2, qwen);
  await ranking.choose(3, small);
  await ranking.form.getByRole("combobox", { name: "Baseline" }).selectOption("BAAI/bge-m3");
  await ranking.query.fill(query);
  const rows = Array.from({ length: 60 }, (_, at) =>
    at % 4 === 0
      ? `${at},"Bicycle chain care ${at}: wipe, then oil"`
      : `${at},Note ${at} on the weather at sea`,
  );
  rows[7] = "7,";
  const csv = ["id,answer", ...rows].join("\n");
  const file = { name: "answers.csv", mimeType: "text/csv", buffer: Buffer.from(csv) };
  await ranking.form.getByLabel("TXT, CSV or JSONL").and(ranking.page.locator("input")).setInputFiles(file);
  await expect(ranking.form.getByRole("combobox", { name: "Column" })).toHaveValue("answer");
  await expect(ranking.form).toContainText(
    /59 documents · 1 empty line left out · up to [\d,]+ tokens.*¥0\.0/,
  );
  await ranking.send.click();
  await ranking.done();
  await expect(ranking.rows.first()).toContainText("Bicycle chain care");
  const { name, content } = await ranking.download("JSON");
  expect(name).toMatch(/^\d{4}-\d\d-\d\d How do I keep a bicycle chain clean.*\.json$/);
  const written: Written = JSON.parse(content);
  expect(written.documents).toHaveLength(59);
  const [request] = (await simulator.rerankRequests()).filter(
    ({ body }) => (body as { model: string }).model === qwen,
  );
  const told = await simulator.ranked(request?.body);
  expect(new Map(told.map(({ index, relevance_score: score }) => [index, score]))).toEqual(
    new Map(written.documents.map(({ rankings }, at) => [at, rankings[1]?.score])),
  );
  expect(written.documents[0]?.rankings.map(({ model }) => model)).toEqual([
    bge,
    qwen,
    small,
    "BAAI/bge-m3",
    "BM25",
  ]);
  expect((await ranking.download("CSV")).content).toContain(`${qwen} rank,${qwen} score`);
  await page.reload();
  await ranking.card.getByRole("button", { name: "Again with changes" }).click();
  await expect(ranking.query).toHaveValue(query);
  await expect(ranking.form.getByRole("listitem", { name: "Model 3" })).toContainText(small);
  await expect(ranking.form).toContainText("59 documents");
  await ranking.query.fill("Another question?");
  await ranking.card.getByRole("button", { name: "Again with changes" }).click();
  await expect(ranking.query).toHaveValue(query);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(ranking.query).toHaveValue("Another question?");
  await expect(ranking.form).toContainText("59 documents");
});

test("a model that fails leaves the others alone, and is tried again in its place", async ({ ranking }) => {
  await simulator.scenarioFor(qwen, "ranking-out-of-range", {}, 1);
  await ranking.open();
  await ranking.choose(1, bge);
  await ranking.choose(2, qwen);
  await ranking.query.fill(query);
  await ranking.documents.fill("the weather at sea\noil the bicycle chain\n\nclean the chain with a cloth\n");
  await ranking.send.click();
  await ranking.done();
  await expect(ranking.line(bge)).toContainText("ms");
  await expect(ranking.line(qwen).getByRole("alert")).toBeVisible();
  const cell = ranking.rows.first().getByRole("gridcell", { name: /Qwen3-Reranker-4B/ });
  await expect(cell).toHaveAccessibleName("Qwen3-Reranker-4B: no score");
  await ranking.line(qwen).getByRole("button", { name: "Try again" }).click();
  await expect(cell).toHaveAccessibleName(/rank \d, score/);
  await expect(ranking.rows).toHaveCount(3);
});

test("what is marked as relevant, and the threshold, measure each ranking and survive a reload", async ({
  ranking,
  page,
}) => {
  await ranking.open();
  await page.getByRole("button", { name: "Try an example · free" }).click();
  await ranking.done();
  const judged = ranking.board.getByRole("region", { name: "Against what you find relevant" });
  await expect(judged).toContainText("Nothing is marked as relevant yet");
  await ranking.grid.focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("3");
  const second = ranking.rows.nth(1);
  const mark = second.getByRole("button", { name: /is relevant/ });
  await mark.click();
  await expect(second).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("2"); // the keys go on from there
  await expect(mark).toHaveText("2");
  await expect(judged).toContainText("2 documents are marked");
  await expect(ranking.measure("bge-reranker-v2-m3")).toContainText(/1\.000.*1\.000.*1\.000/);
  await ranking.board.getByRole("slider", { name: "Threshold" }).fill("0.5");
  const head = ranking.grid.getByRole("columnheader", { name: /bge-reranker/ });
  await expect(head).toContainText(/\d+\/12 ≥ 0\.50/);
  const told = await head.innerText();
  await page.reload();
  await ranking.card.getByRole("button", { name: "Show the rankings" }).click();
  await expect(ranking.measure("bge-reranker-v2-m3")).toContainText("1.000");
  await expect(head).toHaveText(told, { useInnerText: true });
  await expect(ranking.rows.first().getByRole("button", { name: /is relevant/ })).toHaveText("3");
});

test("pictures are ranked by models that see; the others get the words", async ({ ranking }) => {
  await ranking.open();
  await ranking.choose(1, vl);
  await ranking.choose(2, bge);
  await ranking.query.fill("red");
  await ranking.documents.fill("the sea is blue\na noodle soup\n");
  const picker = ranking.form.getByRole("button", { name: "Add pictures" });
  const choosing = ranking.page.waitForEvent("filechooser");
  await picker.click();
  await (await choosing).setFiles([
    colouredPicture("red.png", [200, 40, 40]),
    colouredPicture("blue.png", [60, 110, 200]),
  ]);
  await ranking.form.getByRole("textbox", { name: "Words for blue.png" }).fill("a blue wall");
  await expect(ranking.form).toContainText(`${bge} takes no pictures: it gets words only, and one picture`);
  await ranking.page.reload();
  await expect(ranking.form.getByRole("textbox", { name: "Words for blue.png" })).toHaveValue("a blue wall");
  await ranking.send.click();
  await ranking.done();
  await expect(ranking.rows).toHaveCount(4);
  await expect(ranking.rows.first().getByRole("img")).toBeVisible();
  const documents = new Map(
    (await simulator.rerankRequests()).map(({ body }) => {
      const { model, documents: sent } = body as { model: string; documents: unknown[] };
      return [model, sent];
    }),
  );
  expect(documents.get(bge)).toEqual(["the sea is blue", "a noodle soup", "a blue wall"]);
  expect(documents.get(vl)?.[3]).toMatchObject({
    text: "a blue wall",
    image: expect.stringMatching(/^data:image\/png;base64,/),
  });
  await expect(ranking.line(vl)).toContainText("¥");
});

test("what was stopped says so, and is asked for again", async ({ ranking, page }) => {
  await simulator.pace({ speed: 1, vectorMs: 8000 });
  await ranking.open();
  await ranking.choose(1, bge);
  await ranking.choose(2, qwen);
  await ranking.query.fill(query);
  await ranking.documents.fill("oil the chain\nthe weather at sea\n");
  await ranking.send.click();
  const line = ranking.line(bge);
  await expect(line).toContainText("Ranking…");
  await page.reload(); // the server goes on
  await ranking.card.getByRole("button", { name: "Stop all" }).click();
  await expect(line).toContainText("Stopped.");
  await expect(ranking.line(qwen)).toContainText("Stopped.");
  await simulator.pace({ speed: 0, vectorMs: 0 });
  await line.getByRole("button", { name: "Try again" }).click();
  await ranking.done();
  await expect(line).not.toContainText("Stopped.");
  await expect(ranking.rows.first()).toContainText("oil the chain");
});

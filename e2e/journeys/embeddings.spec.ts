import { expect, test } from "../support/fixtures";
import { simulator } from "../support/simulator";

const m3 = "BAAI/bge-m3";
const large = "BAAI/bge-large-zh-v1.5";

test("the example is compared by one click: heat maps, neighbours, a query, agreement, a map and files", async ({
  vectors,
  page,
}) => {
  await vectors.open();
  await page.getByRole("button", { name: "Try 24 example texts · free" }).click();
  await vectors.done();
  await expect(vectors.line(m3)).toContainText(/tokens.*free/i);
  const map = vectors.views.getByRole("application", { name: `How alike ${m3}` });
  await expect(map).toBeVisible();
  await expect(vectors.views.getByRole("application")).toHaveCount(3); // two models and their difference
  const pair = vectors.views.getByRole("status", { name: "The chosen pair" });
  await expect(pair).toContainText(/refund for my order.*BAAI\/bge-m3 0\.\d{4}/s);
  await map.focus();
  await page.keyboard.press("ArrowRight");
  await expect(pair).toContainText("怎样申请退款");

  await vectors.show("Neighbours");
  await expect(vectors.nearest(m3)).toHaveCount(10);
  await expect(vectors.nearest(m3).first()).toContainText(/refund|退/);
  await vectors.views.getByText("a query").click();
  await vectors.views.getByRole("textbox", { name: "What are you looking for?" }).fill("I lost my password");
  await vectors.views.getByRole("button", { name: "Search" }).click();
  await expect(vectors.nearest(m3).first()).toContainText(/password|密码/);

  await vectors.show("Agreement");
  await expect(vectors.views.getByRole("row").nth(1)).toContainText(/0\.\d{3}.*0\.\d{3}.*\d+%/);
  await vectors.show("Map");
  await expect(vectors.views.getByRole("img", { name: `Map of the texts by ${m3}` })).toBeVisible();

  await vectors.views.getByText("UMAP").click();
  await expect(vectors.views.getByRole("img", { name: `Map of the texts by ${m3}` })).toBeVisible();
  await expect(vectors.views.getByText(/of the differences/)).toHaveCount(0);

  await vectors.show("Figures and files");
  const { name, content } = await vectors.download(new RegExp(`${m3} as JSONL`));
  expect(name).toMatch(/^\d{4}-\d\d-\d\d bge-m3\.jsonl$/);
  const lines = content.toString("utf8").trim().split("\n");
  const [first]: { text: string; embedding: number[] }[] = lines.map((line) => JSON.parse(line));
  expect([lines.length, first?.text, first?.embedding.length]).toEqual([
    24,
    "How do I get my money back?",
    1024,
  ]);
  const npy = await vectors.download(new RegExp(`${m3} as NPY`));
  expect(npy.content.toString("latin1", 1, 6)).toBe("NUMPY");

  await page.reload(); // vectors are read from this browser
  await vectors.card.getByRole("button", { name: "Show the vectors" }).click();
  await expect(vectors.views.getByRole("application")).toHaveCount(3);
});

test("a column of a file is sent; a text that is too long is named by its row, and the others go on", async ({
  vectors,
}) => {
  await vectors.open();
  const rows = Array.from({ length: 70 }, (_, at) => `${at},text number ${at}`);
  rows[39] = `39,${"word ".repeat(600)}`;
  rows[50] = "50,";
  const csv = ["id,question", ...rows].join("\n");
  const file = { name: "questions.csv", mimeType: "text/csv", buffer: Buffer.from(csv) };
  await vectors.form.getByLabel("TXT, CSV or JSONL").setInputFiles(file);
  await expect(vectors.form.getByRole("combobox", { name: "Column" })).toHaveValue("question");
  await expect(vectors.form).toContainText("69 texts · 1 empty line left out");
  await vectors.page.reload(); // what was chosen and not sent is still there
  await expect(vectors.form.getByRole("combobox", { name: "Column" })).toHaveValue("question");
  await expect(vectors.form).toContainText("69 texts · 1 empty line left out");
  await expect(vectors.form).toContainText(
    `${large} takes 512 tokens a text: 1 text is probably longer (line 40).`,
  );
  await vectors.send.click();
  await vectors.done();
  await expect(vectors.line(m3)).not.toContainText("no vector");
  const line = vectors.line(large);
  await expect(line).toContainText("1 of 69 texts have no vector.");
  await expect(line.getByRole("list", { name: "Texts that were refused" })).toContainText("Line 40:");
  expect((await simulator.embeddingRequests()).length).toBeGreaterThan(6);
  await line.getByRole("button", { name: "Try the missing one again" }).click();
  await vectors.done();
  await expect(line).toContainText("1 of 69 texts have no vector.");
  await expect(line).toContainText("Line 40:");
});

test("what was stopped midway keeps its vectors, and the rest is asked for later", async ({
  vectors,
  page,
}) => {
  await simulator.pace({ speed: 1, vectorMs: 1500 });
  await vectors.open();
  const texts = Array.from({ length: 400 }, (_, at) => `text number ${at}`).join("\n");
  await vectors.form.getByRole("textbox", { name: "Texts" }).fill(texts);
  await vectors.form.getByRole("button", { name: "Remove model 2" }).click();
  await vectors.send.click();
  const line = vectors.line(m3);
  await expect(line.getByText(/^(?!0 )\d+ of 400/)).toBeVisible();
  await page.reload(); // the server goes on, and the page catches up
  await line.getByRole("button", { name: "Stop" }).click();
  await expect(line).toContainText(/Stopped: \d+ of 400 texts have no vector/);
  await simulator.pace({ speed: 0, vectorMs: 0 });
  await line.getByRole("button", { name: /Try the \d+ missing ones again/ }).click();
  await expect(line).not.toContainText("no vector");
  await vectors.done();
  const sent = (await simulator.embeddingRequests()).flatMap(
    ({ body }) => (body as { input: string[] }).input,
  );
  expect(new Set(sent).size).toBe(400);
  expect(sent.length).toBeLessThan(600);
});

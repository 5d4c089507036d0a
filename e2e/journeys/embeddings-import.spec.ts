import { expect, test } from "../support/fixtures";

test("vectors from elsewhere are shown like a model's, and what is wrong in them is named", async ({
  vectors,
  page,
}) => {
  await vectors.open();
  const rows: unknown[] = Array.from({ length: 6 }, (_, at) => ({
    text: `text ${at}`,
    embedding: [Math.cos(at / 3), Math.sin(at / 3), 0.1],
  }));
  rows[2] = { text: "text 2", embedding: [1, null, 3] };
  rows[4] = { text: "text 4", embedding: [1, 2] };
  const buffer = Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
  const input = page.locator('input[type="file"][aria-label^="Import vectors"]');
  await input.setInputFiles({ name: "mine.jsonl", mimeType: "application/jsonl", buffer });
  await expect(page.getByText("4 vectors of mine.jsonl are here.")).toBeVisible();
  const problems = page.getByRole("list", { name: "What could not be read" }).getByRole("listitem");
  await expect(problems).toHaveText([
    "Line 3 has something else than a number in its vector.",
    "Line 5 has another number of dimensions than most.",
  ]);
  await expect(vectors.line("mine.jsonl")).toContainText("2 of 6 texts have no vector.");
  await vectors.card.getByRole("button", { name: "Show the vectors" }).click();
  await vectors.show("Neighbours");
  await expect(vectors.nearest("mine.jsonl")).toHaveText([/text 1/, /text 3/, /text 5/]);
  await vectors.show("Figures and files");
  const saved = await vectors.download(/mine.jsonl as NPY/);
  await input.setInputFiles({
    name: "again.npy",
    mimeType: "application/octet-stream",
    buffer: saved.content,
  });
  await expect(vectors.line("again.npy")).toContainText("2 of 6 texts have no vector.");
  await vectors.card.getByRole("button", { name: "Show the vectors" }).click();
  await vectors.show("Figures and files");
  const table = await vectors.download(/again.npy as PARQUET/);
  const mimeType = "application/vnd.apache.parquet";
  await input.setInputFiles({ name: "table.parquet", mimeType, buffer: table.content });
  await expect(vectors.line("table.parquet")).toContainText("2 of 6 texts have no vector.");
  await input.setInputFiles({ name: "words.csv", mimeType: "text/csv", buffer: Buffer.from("hello\n") });
  await expect(page.getByText("Not taken: words.csv. There is no vector in it.")).toBeVisible();
});

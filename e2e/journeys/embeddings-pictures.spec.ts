import sharp from "sharp";
import { expect, test } from "../support/fixtures";
import { simulator } from "../support/simulator";

const seeing = "Qwen/Qwen3-VL-Embedding-8B";
const blind = "BAAI/bge-m3";

const painted = async (name: string, background: string) => ({
  name,
  mimeType: "image/png",
  buffer: await sharp({ create: { width: 64, height: 48, channels: 3, background } })
    .png()
    .toBuffer(),
});

test("pictures are compared with texts by a model that takes them, and left out for one that does not", async ({
  vectors,
  page,
}) => {
  await page.addInitScript(
    (models) => {
      const settings = { models, dimensions: {}, encoding: "float", split: "lines", truncate: "none" };
      localStorage.setItem("embeddings", JSON.stringify({ state: settings, version: 1 }));
    },
    [seeing, blind],
  );
  await vectors.open();
  const pictures = [await painted("sea.png", "#3c6ec8"), await painted("rose.png", "#c82828")];
  await vectors.form.locator('input[accept="image/*"]').setInputFiles(pictures);
  await expect(vectors.form.getByRole("img", { name: /rose\.png/ })).toBeVisible();
  await expect(vectors.form).toContainText(`${blind} takes no pictures: it is not asked.`);
  await vectors.form.getByRole("textbox", { name: "Texts" }).fill("a red flower\nthe blue ocean\n");
  await expect(vectors.form).toContainText(`${blind} takes no pictures: it gets the texts only.`);
  await page.reload(); // what was given and not sent is still there
  await expect(vectors.form.getByRole("img", { name: /rose\.png/ })).toBeVisible();
  await expect(vectors.form).toContainText("2 texts · 2 pictures");
  await vectors.send.click();
  await vectors.done();
  await expect(vectors.card).toContainText("2 texts");
  await expect(vectors.line(seeing)).toContainText(/tokens.*¥/);
  await expect(vectors.line(blind)).not.toContainText("no vector");
  const sent = (await simulator.embeddingRequests()).map(
    ({ body }) => body as { model: string; input: unknown[] },
  );
  expect(sent.filter(({ model }) => model === blind).flatMap(({ input }) => input)).toEqual([
    "a red flower",
    "the blue ocean",
  ]);
  expect(sent.filter(({ model }) => model === seeing).flatMap(({ input }) => input)).toHaveLength(4);
  await vectors.show("Neighbours");
  await expect(vectors.nearest(seeing).first()).toContainText("rose.png");
  await expect(vectors.nearest(seeing).first().locator("img")).toBeVisible();
});

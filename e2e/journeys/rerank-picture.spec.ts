import { expect, test } from "../support/fixtures";
import { colouredPicture } from "../support/sample-media";
import { simulator } from "../support/simulator";

const vl = "Qwen/Qwen3-VL-Reranker-8B";

test("documents are ranked for a picture, by models that see", async ({ ranking, page }) => {
  await ranking.open();
  const choosing = page.waitForEvent("filechooser");
  await ranking.query.fill("words that wait");
  await ranking.form.getByRole("button", { name: "A picture as the query" }).click();
  await (await choosing).setFiles([colouredPicture("red.png", [200, 40, 40])]);
  await expect(ranking.form.getByRole("img", { name: "Query: red.png" })).toBeVisible();
  await ranking.documents.fill("the sea is blue\na red wall\n");
  await ranking.send.dispatchEvent("click");
  await expect(ranking.form).toContainText("takes no pictures: it cannot rank for one");
  await ranking.choose(1, vl);
  await page.reload();
  await expect(ranking.form.getByRole("img", { name: "Query: red.png" })).toBeVisible();
  await ranking.send.click();
  await ranking.done();
  await expect(ranking.card).toHaveAccessibleName("Ranked for a picture");
  await expect(ranking.card.getByRole("img", { name: "Query: red.png" })).toBeVisible();
  await expect(ranking.rows.first()).toContainText("a red wall");
  await expect(ranking.grid.getByRole("columnheader")).toHaveCount(2); // no words, so no BM25
  const [request] = await simulator.rerankRequests();
  expect(request?.body).toMatchObject({
    query: { image: expect.stringMatching(/^data:image\/png;base64,/) },
  });
  await page.getByRole("button", { name: "New ranking" }).click();
  await expect(ranking.query).toHaveValue("words that wait");
  await ranking.card.getByRole("button", { name: "Again with changes" }).click();
  await expect(ranking.form.getByRole("img", { name: "Query: red.png" })).toBeVisible();
});

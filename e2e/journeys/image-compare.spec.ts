import { expect, test } from "../support/fixtures";
import { simulator } from "../support/simulator";

type Body = { model: string; prompt: string };
const bodies = async () => (await simulator.imageRequests()).map(({ body }) => body as Body);
const models = ["Kwai-Kolors/Kolors", "Qwen/Qwen-Image", "Tongyi-MAI/Z-Image-Turbo"] as const;

test("one prompt goes to several models, side by side, each with its own numbers and its own failure", async ({
  image,
  page,
}) => {
  await image.open();
  await image.addModel(models[1]);
  await image.addModel(models[2]);
  await expect(page.getByText("3 pictures · ¥0.40")).toBeVisible();
  await simulator.scenarioFor(models[1], "error-30001");
  await image.make("A cat in the garden");
  await expect(image.picture(1, models[0])).toBeVisible();
  await expect(image.picture(1, models[2])).toBeVisible();
  await expect(image.newest.getByRole("alert")).toContainText("balance is used up");
  expect((await bodies()).map(({ model }) => model).sort()).toEqual([...models].sort());
  await expect(image.newest.getByRole("region", { name: models[2] })).toContainText("¥0.10");
  await page.reload();
  await expect(image.cards).toHaveCount(1);
  await expect(image.picture(1, models[0])).toBeVisible();
  await expect(page.getByRole("group", { name: "Models" }).getByRole("combobox")).toHaveCount(3);
});

test("a model that is left out is not asked; four are the most", async ({ image, page }) => {
  await image.open();
  for (const model of [models[1], models[2], "Tongyi-MAI/Z-Image"]) await image.addModel(model);
  await expect(page.getByRole("button", { name: "Compare with another model" })).toBeHidden();
  await page.getByRole("button", { name: `Leave ${models[1]} out` }).click();
  await page.getByRole("button", { name: `Leave ${models[2]} out` }).click();
  await image.make("A dog");
  await expect(image.picture(1, "Tongyi-MAI/Z-Image")).toBeVisible();
  expect(await bodies()).toHaveLength(2);
});

test("pictures of two models are held against each other with a divider", async ({ image }) => {
  await image.open();
  await image.addModel(models[1]);
  await image.make("A tree");
  await expect(image.picture(1, models[0])).toBeVisible();
  await expect(image.picture(1, models[1])).toBeVisible();
  await image
    .tile(1, models[0])
    .getByRole("button", { name: /^Enlarge/ })
    .first()
    .click();
  await image.viewer.getByRole("button", { name: "Compare two" }).click();
  await expect(image.viewer.getByRole("combobox", { name: "Compare with" })).toContainText(models[1]);
  await expect(image.viewer.getByRole("img", { name: "A tree" })).toHaveCount(2);
});

test("in a blind round nobody knows the models before the vote, and everybody after it", async ({
  image,
  page,
}) => {
  await image.open();
  await image.addModel(models[1]);
  await image.make("A first one, to see that names are told otherwise");
  await expect(image.newest).toContainText(models[1]);
  await image.prompt.fill("A mountain lake");
  await page.getByRole("button", { name: "Blind", exact: true }).click();
  await expect(image.cards).toHaveCount(2);
  await expect(image.newest.getByRole("img", { name: "A mountain lake" })).toHaveCount(2);
  const text = async () => `${await image.newest.innerHTML()}`;
  for (const model of models) expect(await text()).not.toContain(model);
  expect(await text()).not.toMatch(/seed \d|¥|Free/);
  await image.newest.getByRole("button", { name: "A is better" }).click();
  await expect(image.newest.getByText("Your vote:", { exact: false })).toBeVisible();
  for (const model of [models[0], models[1]]) await expect(image.newest).toContainText(model);
  await expect(image.newest).toContainText("¥0.30");
  await page.reload();
  await expect(image.newest).toContainText(models[0]);
  await expect(image.newest.getByText("Your vote:", { exact: false })).toBeVisible();
  expect(await bodies()).toHaveLength(4);
});

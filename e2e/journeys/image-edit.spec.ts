import { expect, test } from "../support/fixtures";
import { noisyPicture, picture, pictureBomb } from "../support/sample-media";
import { simulator } from "../support/simulator";

type Body = Record<string, unknown> & { image?: string; image2?: string };
const bodies = async () => (await simulator.imageRequests()).map(({ body }) => body as Body);
const editModel = "Qwen/Qwen-Image-Edit-2509";

test("pictures to start from go along in their order, and the edit has their proportions", async ({
  image,
  page,
}) => {
  await image.open();
  await image.choose(editModel);
  await image.make("Make it night");
  await expect(page.getByText(`${editModel} changes a picture: add one first.`)).toBeVisible();
  expect(await bodies()).toEqual([]);
  await image.addPictures(picture("wide.png", 640, 320), picture("tall.png", 320, 640));
  await expect(image.inputs).toHaveCount(2);
  await page.getByRole("button", { name: "Move picture 2 forward" }).click();
  await expect(image.inputs.first()).toContainText("tall.png");
  await page.getByRole("button", { name: "Move picture 1 back" }).click();
  await expect(image.inputs.first()).toContainText("wide.png");
  await image.prompt.press("Enter");
  await expect(image.picture()).toBeVisible();
  expect(await image.sizeOf(image.picture())).toEqual({ width: 640, height: 320 });
  const [body] = await bodies();
  expect(body).not.toHaveProperty("image_size");
  expect(body?.image).toMatch(/^data:image\/png;base64,/);
  expect(body?.image2).toMatch(/^data:image\/png;base64,/);
  expect(body?.image).not.toBe(body?.image2);
  await expect(image.newest.getByRole("list", { name: "Input pictures" }).getByRole("listitem")).toHaveCount(
    2,
  );
});

test("a result is the start of the next one, by the model that can", async ({ image, page }) => {
  await image.open();
  await image.make("A house");
  await expect(image.picture()).toBeVisible();
  await image.tile(1).hover();
  await image.tile(1).getByRole("button", { name: "Use Result 1 as input" }).click();
  await expect(image.inputs).toHaveCount(1);
  await expect(page.getByText(/makes pictures from words alone/)).toBeVisible();
  await page.getByRole("button", { name: /^Use Qwen/ }).click();
  await image.make("Put snow on the roof");
  await expect(image.cards).toHaveCount(2);
  await expect(image.picture()).toBeVisible();
  expect((await bodies())[1]?.image).toMatch(/^data:image\//);
});

test("of the models that change pictures one is offered that takes all of them", async ({ image, page }) => {
  await image.open();
  await image.addPictures(picture("1.png"), picture("2.png", 300, 300), picture("3.png", 280, 560));
  await expect(image.inputs).toHaveCount(3);
  await page.getByRole("button", { name: `Use ${editModel}`, exact: true }).click();
  await image.make("Put them together");
  await expect(image.picture()).toBeVisible();
  expect((await bodies())[0]).toHaveProperty("image3");
});

test("pictures and words that were not sent are there after a reload", async ({ image, page }) => {
  await image.open();
  await image.addPictures(picture("kept.png"));
  // It is there once its size is known; until then it is being prepared.
  await expect(image.inputs).toContainText(/\d+ × \d+/);
  await image.prompt.fill("half a thought");
  await page.getByRole("heading", { name: "Images" }).click();
  await page.reload();
  await expect(image.inputs.first()).toContainText("kept.png");
  await expect(image.prompt).toHaveValue("half a thought");
});

test("what is no picture, or one that cannot be taken, is refused with its reason", async ({
  image,
  page,
}) => {
  await image.open();
  await image.prompt.fill("stays");
  const refusals: [Parameters<typeof image.addPictures>[0], RegExp][] = [
    [pictureBomb(), /More than 100 megapixels/],
    [
      {
        name: "drawing.svg",
        mimeType: "image/svg+xml",
        buffer: Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>"),
      },
      /save it as PNG/,
    ],
    [
      {
        name: "photo.heic",
        mimeType: "image/heic",
        buffer: Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic", "latin1"),
      },
      /cannot read HEIC/,
    ],
    [{ name: "words.png", mimeType: "image/png", buffer: Buffer.from("just words") }, /is no picture/],
    [{ name: "nothing.png", mimeType: "image/png", buffer: Buffer.alloc(0) }, /The file is empty/],
  ];
  for (const [file, words] of refusals) {
    await image.addPictures(file);
    await expect(page.getByRole("alert").filter({ hasText: words })).toBeVisible();
  }
  await expect(image.inputs).toHaveCount(0);
  await expect(image.prompt).toHaveValue("stays");
});

test("a picture of 20 MB is made smaller, and says what it was", async ({ image }) => {
  await image.open();
  await image.addPictures(noisyPicture("huge.png", 2600, 2600));
  await expect(image.inputs.first()).toContainText("was 2600 × 2600, 20.3 MB");
});

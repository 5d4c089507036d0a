import { expect, test } from "../support/fixtures";
import { simulator } from "../support/simulator";
import { fillStorage, limitStorage } from "../support/small-storage";

type Body = { model: string; prompt: string; [field: string]: unknown };
const bodies = async () => (await simulator.imageRequests()).map(({ body }) => body as Body);

test("a described picture comes with its numbers, and is there after a reload without the server's copy", async ({
  image,
  page,
}) => {
  await image.open();
  await image.make("A red fox in the snow");
  await expect(image.picture()).toBeVisible();
  expect(await image.sizeOf(image.picture())).toEqual({ width: 1024, height: 1024 });
  await expect(image.newest).toContainText("1024 × 1024");
  await expect(image.newest).toContainText(/seed \d+/);
  await expect(image.newest).toContainText(/s making/);
  await expect(image.newest).toContainText("Free");
  expect(await bodies()).toEqual([
    { model: "Kwai-Kolors/Kolors", prompt: "A red fox in the snow", image_size: "1024x1024" },
  ]);
  await expect(image.newest).toHaveAttribute("aria-busy", "false");
  await page.route("**/api/media/**", (route) => route.abort());
  await page.reload();
  await expect(image.picture()).toBeVisible();
  expect(await image.sizeOf(image.picture())).toEqual({ width: 1024, height: 1024 });
  await expect(image.prompt).toHaveValue("A red fox in the snow");
});

test("no stored record holds an address at SiliconFlow", async ({ image }) => {
  await image.open();
  await image.make("A lighthouse");
  await expect(image.newest).toHaveAttribute("aria-busy", "false");
  await simulator.scenario("media-dead", {}, 1);
  await image.make("A second lighthouse");
  await expect(image.newest).toContainText("Fetching it failed");
  const stored = await image.stored();
  expect(stored).toContain("A second lighthouse");
  expect(stored).not.toContain("http");
});

test("an example runs on click", async ({ image, page }) => {
  await image.open();
  await page.getByRole("button", { name: /^Paper city/ }).click();
  await expect(image.picture()).toBeVisible();
  expect((await bodies())[0]?.prompt).toContain("cut paper");
});

test("what is asked without words, or with a wrong setting, is said and not sent", async ({
  image,
  page,
}) => {
  await image.open();
  await image.prompt.press("Enter");
  await expect(page.getByText("Describe the picture first.")).toBeVisible();
  await image.openOptions();
  await image.options.getByRole("textbox", { name: "batch_size" }).fill("9");
  await expect(image.options.getByRole("alert")).toHaveText("From 1 to 4.");
  await image.make("A cat");
  await expect(page.getByText("Correct batch_size in the options first.")).toBeVisible();
  expect(await bodies()).toEqual([]);
  await expect(image.prompt).toHaveValue("A cat");
});

test("only what was set is sent, and what one model does not take stays away from it", async ({
  image,
  page,
}) => {
  await image.open();
  await image.openOptions();
  await image.options.getByRole("combobox", { name: "image_size" }).selectOption("960x1280");
  await image.options.getByRole("textbox", { name: "seed" }).fill("77");
  await image.options.getByRole("textbox", { name: "guidance_scale" }).fill("7.5");
  await image.options.getByRole("textbox", { name: "negative_prompt" }).fill("blur");
  await image.make("A cat");
  await expect(image.picture()).toBeVisible();
  const kolors = { image_size: "960x1280", seed: 77, guidance_scale: 7.5, negative_prompt: "blur" };
  expect((await bodies())[0]).toEqual({ model: "Kwai-Kolors/Kolors", prompt: "A cat", ...kolors });
  await image.choose("Qwen/Qwen-Image");
  await expect(page.getByText("1 picture · ¥0.30")).toBeVisible();
  await image.make("A dog");
  await expect(image.cards).toHaveCount(2);
  await expect(image.picture()).toBeVisible();
  const { guidance_scale: _, ...qwen } = kolors;
  expect((await bodies())[1]).toEqual({ model: "Qwen/Qwen-Image", prompt: "A dog", ...qwen });
});

test("a page that was left, even for another part of the playground, finds its picture", async ({
  image,
  page,
}) => {
  await simulator.pace({ speed: 2 });
  await image.open();
  await image.make("A harbour at night");
  await expect(image.newest).toContainText("SiliconFlow is making it");
  await page.getByRole("link", { name: "New chat" }).click();
  await expect(page.getByRole("textbox", { name: "Message", exact: true })).toBeVisible();
  await page.getByRole("link", { name: "Images" }).click();
  await expect(image.picture()).toBeVisible();
  expect(await bodies()).toHaveLength(1);
});

test("a start that was never confirmed is asked for again, and made once", async ({ image, page }) => {
  await image.open();
  let lost = 0;
  let goOn = () => {};
  const said = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  await page.route("**/api/runs", async (route) => {
    lost += 1;
    if (lost > 1) return said.then(() => route.continue());
    await route.fetch();
    return route.abort();
  });
  await image.make("A mill");
  await expect(image.newest).toContainText("The server cannot be reached");
  goOn();
  await expect(image.picture()).toBeVisible();
  expect(await bodies()).toHaveLength(1);
});

test("Stop ends it, says that it may have cost, and it can be made again", async ({ image, page }) => {
  await simulator.pace({ speed: 0.1 });
  await image.open();
  await image.make("A slow snail");
  await expect(image.newest.getByRole("button", { name: "Stop" })).toBeVisible();
  await expect.poll(bodies).toHaveLength(1);
  await image.newest.getByRole("button", { name: "Stop" }).click();
  await expect(image.tile(1)).toContainText("Stopped");
  await expect(image.tile(1)).toContainText("may have made and charged it all the same");
  await simulator.pace({ speed: 0 });
  await image.newest.getByRole("button", { name: "Make again" }).click();
  await expect(image.cards).toHaveCount(2);
  await expect(image.picture()).toBeVisible();
  await page.reload();
  await expect(image.cards).toHaveCount(2);
});

test("a Stop that does not reach the server says so, and what is made goes on", async ({ image, page }) => {
  await simulator.pace({ speed: 1 });
  await image.open();
  await image.make("A river");
  await expect.poll(bodies).toHaveLength(1);
  await page.route("**/api/runs/stop", (route) => route.abort());
  await image.newest.getByRole("button", { name: "Stop" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "could not be stopped" })).toBeVisible();
  await simulator.pace({ speed: 0 });
  await expect(image.picture()).toBeVisible();
});

test("on a narrow phone nothing lies beside the screen, and only the pictures scroll", async ({
  image,
  page,
}) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await image.open();
  await image.addModel("Qwen/Qwen-Image");
  await image.make("A long mountain range above a village, seen from the valley in the morning");
  await expect(image.newest).toHaveAttribute("aria-busy", "false");
  const beyond = () =>
    page.evaluate(() => {
      const { scrollWidth, scrollHeight, clientWidth, clientHeight } = document.documentElement;
      return [scrollWidth - clientWidth, scrollHeight - clientHeight];
    });
  expect(await beyond()).toEqual([0, 0]);
  await page.getByRole("button", { name: /^Options/ }).click();
  await expect(page.getByRole("dialog", { name: "Options" })).toBeInViewport();
  expect(await beyond()).toEqual([0, 0]);
});

test("of a model that nobody describes everything is offered, as uncertain", async ({ image }) => {
  await image.open();
  await image.choose("Tongyi-MAI/Z-Image");
  await image.openOptions();
  const uncertain = image.options.getByRole("region", { name: "May not be taken by this model" });
  await uncertain.getByRole("textbox", { name: "seed" }).fill("5");
  await image.make("A stone");
  await expect(image.picture()).toBeVisible();
  expect(await bodies()).toEqual([
    { model: "Tongyi-MAI/Z-Image", prompt: "A stone", image_size: "1024x1024", seed: 5 },
  ]);
});

test("a refused rate counts down and goes on by itself", async ({ image }) => {
  await image.open();
  await simulator.scenario("error-50602", { limit: "IPM", "retry-after": 4 }, 1);
  await image.make("A wheel");
  await expect(image.newest).toContainText(/Again in \d s/);
  await expect(image.newest).toContainText("IPM limit");
  await expect(image.picture()).toBeVisible();
  expect(await bodies()).toHaveLength(2);
});

test("an outcome that nobody knows is never sent again by itself, only by somebody who was warned", async ({
  image,
  page,
}) => {
  await image.open();
  await simulator.scenario("drop-after-work", {}, 1);
  await image.make("A coin");
  await expect(image.newest).toContainText("Nobody knows whether this was done");
  await page.reload();
  await expect(image.newest).toContainText("Nobody knows whether this was done");
  expect(await bodies()).toHaveLength(1);
  await image.newest.getByRole("button", { name: "Send again anyway" }).click();
  const question = page.getByRole("dialog", { name: "Send it again?" });
  await expect(question).toContainText("it may cost twice");
  await question.getByRole("button", { name: "Cancel" }).click();
  expect(await bodies()).toHaveLength(1);
  await image.newest.getByRole("button", { name: "Send again anyway" }).click();
  await question.getByRole("button", { name: "Send again, even if it costs twice" }).click();
  await expect(image.cards).toHaveCount(2);
  await expect(image.picture()).toBeVisible();
  expect(await bodies()).toHaveLength(2);
});

test("what SiliconFlow refuses is told in its own words, and nothing is lost", async ({ image }) => {
  await image.open();
  await simulator.scenario("error-20015", {}, 1);
  await image.make("A refused picture");
  await expect(image.newest.getByRole("alert")).toContainText("SiliconFlow refused a setting");
  await expect(image.newest.getByRole("alert")).toContainText("SiliconFlow says:");
  await expect(image.prompt).toHaveValue("A refused picture");
  await image.newest.getByRole("button", { name: "Make again" }).click();
  await expect(image.cards).toHaveCount(2);
  await expect(image.picture()).toBeVisible();
});

test("a result whose link is dead is fetched again while it may live, and says when it is lost", async ({
  image,
}) => {
  await image.open();
  await simulator.scenario("media-dead", { times: 1 }, 1);
  await image.make("A late picture");
  await expect(image.newest).toContainText(/not saved yet, \d+:\d\d left/);
  await expect(image.picture()).toBeVisible();
  await simulator.scenario("media-html", {}, 1);
  await image.make("A page instead of a picture");
  await expect(image.newest).toContainText("Not saved");
  await expect(image.newest).toContainText("What came is no picture, video or sound");
});

test("a browser without room for a picture says so and shows the server's copy", async ({ image, page }) => {
  await limitStorage(page, 150_000);
  await image.open();
  await image.make("A castle, a forest, a boat and a city");
  await expect(image.newest).toContainText("No room in this browser: only the server has it.");
  await expect(image.picture()).toBeVisible();
  expect(await image.sizeOf(image.picture())).toEqual({ width: 1024, height: 1024 });
});

test("a browser that cannot even store the request sends nothing, and says so", async ({ image, page }) => {
  await limitStorage(page, 2_000_000);
  await image.open();
  await image.make("The first");
  await expect(image.newest).toHaveAttribute("aria-busy", "false");
  await fillStorage(page);
  await image.make("The second");
  await expect(page.getByRole("alert").filter({ hasText: "Nothing was sent" })).toBeVisible();
  await expect(image.prompt).toHaveValue("The second");
  expect(await bodies()).toHaveLength(1);
});

test("a picture is enlarged, looked at closely and left by keyboard alone", async ({ image, page }) => {
  await image.open();
  await image.openOptions();
  await image.options.getByRole("textbox", { name: "batch_size" }).fill("2");
  await image.make("Two boats");
  await expect(image.picture(2)).toBeVisible();
  const enlarge = image.tile(1).getByRole("button", { name: "Enlarge Result 1" }).first();
  await enlarge.focus();
  await page.keyboard.press("Enter");
  await expect(image.viewer).toContainText("1 of 2");
  await page.keyboard.press("ArrowRight");
  await expect(image.viewer).toContainText("2 of 2");
  const picture = image.viewer.getByRole("img", { name: "Two boats" });
  const width = async () => (await picture.boundingBox())?.width ?? 0;
  const fitted = await width();
  await page.keyboard.press("+");
  await expect.poll(width).toBeGreaterThan(fitted * 1.2);
  await page.keyboard.press("0");
  await expect.poll(width).toBe(fitted);
  await image.viewer.getByRole("button", { name: "Compare two" }).click();
  const divider = image.viewer.getByRole("slider", { name: "Divider between the two pictures" });
  await expect(divider).toBeVisible();
  await divider.press("End");
  await expect(divider).toHaveValue("100");
  await page.keyboard.press("Escape");
  await expect(image.viewer).toBeHidden();
  await expect(enlarge).toBeFocused();
});

test("a picture is copied, downloaded, marked, deleted and brought back", async ({ image, page }) => {
  await image.open();
  await image.make("An old bridge");
  await expect(image.picture()).toBeVisible();
  await image.tile(1).hover();
  const download = page.waitForEvent("download");
  await image.tile(1).getByRole("button", { name: "Download Result 1" }).click();
  expect((await download).suggestedFilename()).toMatch(/^\d{4}-\d\d-\d\d An old bridge\.png$/);
  await image.tile(1).getByRole("button", { name: "Copy Result 1" }).click();
  await expect(image.tile(1).getByRole("button", { name: "Copied" })).toBeVisible();
  const kinds = () =>
    page.evaluate(async () => (await navigator.clipboard.read()).flatMap(({ types }) => types));
  expect(await kinds()).toContain("image/png");
  await image.tile(1).getByRole("button", { name: "Mark Result 1 as a favourite" }).click();
  const marked = image.tile(1).getByRole("button", { name: "is no favourite any more" });
  await expect(marked).toBeVisible();
  await page.reload();
  await expect(marked).toBeVisible();
  await image.tile(1).hover();
  await image.tile(1).getByRole("button", { name: "Delete Result 1" }).click();
  await expect(image.cards).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(image.picture()).toBeVisible();
});

test("the keyboard keeps its place when a card goes and when it is brought back", async ({ image, page }) => {
  await image.open();
  for (const prompt of ["A first one", "A second one"]) {
    await image.make(prompt);
    await expect(image.newest).toHaveAccessibleName(prompt);
    await expect(image.picture()).toBeVisible();
  }
  await image.newest.getByRole("button", { name: "Delete", exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect(image.cards).toHaveCount(1);
  await expect(image.newest.getByRole("button", { name: "Copy the prompt" })).toBeFocused();
  await page.getByRole("button", { name: "Undo" }).focus();
  await page.keyboard.press("Enter");
  await expect(image.cards).toHaveCount(2);
  await expect(image.cards.locator(":focus")).toHaveCount(1);
});

test("in a browser that became full something can still be taken away, or it is said", async ({
  image,
  page,
}) => {
  await limitStorage(page, 4_000_000);
  await image.open();
  await image.make("A picture");
  await expect(image.picture()).toBeVisible();
  await fillStorage(page);
  await image.newest.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: "the change was not kept" })).toBeVisible();
  await expect(image.cards).toHaveCount(1);
});

test("what cannot be sent because the server went says so, and is sent when it is back", async ({
  image,
  page,
}) => {
  // What sends is fetched when the page has nothing to do; here it never has.
  await page.addInitScript(() => {
    window.requestIdleCallback = () => 0;
  });
  await image.open();
  await page.waitForLoadState("networkidle");
  await page.route("**/_next/static/chunks/**", (route) => route.abort());
  await image.make("A lost boat");
  await expect(page.getByRole("alert").filter({ hasText: "server cannot be reached" })).toBeVisible();
  await expect(image.prompt).toHaveValue("A lost boat");
  await page.unroute("**/_next/static/chunks/**");
  await image.prompt.press("Enter");
  await expect(image.picture()).toBeVisible();
  expect(await bodies()).toHaveLength(1);
});

test("settings are used again with their seed, and varied four times", async ({ image, page }) => {
  await image.open();
  await image.make("A clock tower");
  await expect(image.picture()).toBeVisible();
  const seed = (await image.newest.getByText(/^seed \d+$/).textContent())?.slice("seed ".length);
  await image.prompt.fill("something else");
  await image.newest.getByRole("button", { name: "Reuse settings" }).click();
  await expect(image.prompt).toHaveValue("A clock tower");
  await image.prompt.press("Enter");
  await expect(image.cards).toHaveCount(2);
  await expect.poll(async () => String((await bodies())[1]?.["seed"])).toBe(seed);
  await image.newest.getByRole("button", { name: "4 variations" }).click();
  await expect(image.cards).toHaveCount(3);
  await expect(image.picture(4)).toBeVisible();
  expect((await bodies())[2]).toMatchObject({ batch_size: 4, prompt: "A clock tower" });
  await image.newest.getByRole("button", { name: "Request and response" }).click();
  const inspector = page.getByRole("dialog", { name: "Request and response" });
  await expect(inspector.or(page.getByRole("dialog")).first()).toContainText("batch_size");
});

test("a fuller prompt is shown, and used only when it is taken", async ({ image, page }) => {
  await image.open();
  await image.prompt.fill("a cat");
  // What is written stays, what is added is marked.
  await page.getByRole("button", { name: "Improve my prompt" }).click();
  const panel = page.getByRole("region", { name: "Improve my prompt" });
  await expect(panel.getByRole("button", { name: "Use it" })).toBeVisible();
  await expect(panel.getByRole("insertion")).toContainText("light");
  await expect(image.prompt).toHaveValue("a cat");
  await panel.getByRole("button", { name: "Use it" }).click();
  await expect(image.prompt).toHaveValue(/^a cat, .*light/);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(image.prompt).toHaveValue("a cat");
  expect(await bodies()).toEqual([]);
});

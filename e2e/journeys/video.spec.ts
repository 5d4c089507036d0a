import type { Page } from "@playwright/test";
import { simulatorUrl } from "../support/addresses";
import { App } from "../support/app";
import { expect, test } from "../support/fixtures";
import { heic, noisyPicture, picture, pictureBomb } from "../support/sample-media";
import { simulator } from "../support/simulator";

const hourMs = 3_600_000;
const prompt = "a red fox in the snow";

const inQueue = () => simulator.pace({ speed: 1, videoQueueMs: hourMs, videoWorkMs: hourMs });
const atWork = () => simulator.pace({ speed: 1, videoQueueMs: 0, videoWorkMs: hourMs });
const letGo = () => simulator.pace({ videoQueueMs: 0, videoWorkMs: 0 });

test("a clip goes through SiliconFlow's states, is saved and can be seen", async ({ clips, page }) => {
  await inQueue();
  await clips.open();
  await clips.ask(prompt);
  await expect(clips.input).toHaveValue("");
  await clips.stands("In SiliconFlow’s queue");
  await expect(clips.card).toContainText("how long this model usually takes is not known yet");
  await expect(clips.card).toContainText(/Asked about until .*\d\d?:\d\d/);
  await atWork();
  await clips.stands("SiliconFlow is making it");
  await letGo();
  await clips.done();
  await expect(clips.card).toContainText("1280 × 720");
  await expect(clips.card).toContainText("¥2.00");
  await expect(clips.card.getByRole("img", { name: /a red fox/ })).toBeVisible();
  await clips.act(/^Play/);
  const player = clips.card.locator("video");
  await expect(player).toBeFocused();
  await expect.poll(() => player.evaluate((clip: HTMLVideoElement) => clip.currentTime)).toBeGreaterThan(0);
  await page.reload();
  await clips.act("Full screen");
  await expect.poll(() => page.evaluate(() => document.fullscreenElement?.tagName)).toBe("VIDEO");
  await page.evaluate(() => document.exitFullscreen());
  await inQueue();
  await clips.ask("another one");
  await expect(clips.card).toContainText(/usually about \d+:\d\d \(from 1 clip so far\)/);
  await page.reload();
  await expect(clips.cards).toHaveCount(2);
  expect(await simulator.videoJobs()).toBe(2);
});

test("what SiliconFlow could not make says why, and can be changed and sent again", async ({ clips }) => {
  await clips.open();
  await clips.form.getByText("9:16", { exact: true }).click();
  await clips.ask("fail with reason: the words were refused");
  await expect(clips.card.getByRole("alert")).toContainText("the words were refused");
  await clips.act("Change it");
  await expect(clips.input).toHaveValue("fail with reason: the words were refused");
  await expect(clips.input).toBeFocused();
  await clips.ask("a calm sea");
  await clips.done();
  const [, second] = await simulator.videoSubmits();
  expect(second?.body).toMatchObject({ prompt: "a calm sea", image_size: "720x1280" });
});

test("nobody has to wait: left to itself, the clip can be looked for again at no cost", async ({
  clips,
  page,
}) => {
  await atWork();
  await clips.open();
  await clips.ask(prompt);
  await clips.stands("SiliconFlow is making it");
  await clips.act("Stop waiting");
  const asking = page.getByRole("dialog");
  await expect(asking).toContainText("SiliconFlow cannot cancel a clip");
  await expect(asking).toContainText("¥2.00");
  await asking.getByRole("button", { name: "Stop waiting" }).click();
  await clips.stands("Left to itself");
  await clips.act("Look again");
  await clips.stands("SiliconFlow is making it");
  await letGo();
  await clips.done();
  await expect(clips.cards).toHaveCount(1);
  await expect(clips.card).toContainText("¥2.00");
  expect(await simulator.videoSubmits()).toHaveLength(1);
});

test("with a picture the shape follows it, and the last frame starts the next clip", async ({ clips }) => {
  await clips.open();
  await clips.fromPicture(picture("tall.png", 300, 560));
  await expect(clips.form).toContainText("720 × 1280, the nearest to the picture’s shape");
  await expect(clips.form).toContainText("Wan-AI/Wan2.2-I2V-A14B");
  await clips.ask("it sways");
  await clips.done();
  const [first] = await simulator.videoSubmits();
  expect(first?.body).toMatchObject({
    image_size: "720x1280",
    image: expect.stringMatching(/^data:image\/png/),
  });
  await clips.act("Go on from the last frame");
  await expect(clips.form.getByRole("listitem").getByText("Last frame of it sways")).toBeVisible();
  await expect(clips.form.getByRole("listitem")).toHaveCount(1);
  await expect(clips.form.getByRole("listitem")).toContainText("720 × 1280");
  await clips.form.getByText("1:1", { exact: true }).click();
  await expect(clips.form).toContainText("SiliconFlow may keep to the picture’s shape all the same");
  await clips.ask("and on it goes");
  await clips.done();
  const [, second] = await simulator.videoSubmits();
  expect(second?.body).toMatchObject({
    image_size: "960x960",
    image: expect.stringMatching(/^data:image\/png/),
  });
});

test("again with changes brings back everything of a clip, its seed included", async ({ clips, page }) => {
  await clips.open();
  await clips.form.getByRole("button", { name: "Seed and more" }).click();
  await clips.form.getByRole("textbox", { name: "negative_prompt" }).fill("people");
  await clips.form.getByText("1:1", { exact: true }).click();
  await clips.ask(prompt);
  await clips.done();
  await clips.form.getByText("16:9", { exact: true }).click();
  await clips.form.getByRole("textbox", { name: "negative_prompt" }).fill("");
  await clips.act("Again with changes");
  await expect(clips.input).toHaveValue(prompt);
  await expect(clips.form.getByRole("textbox", { name: "negative_prompt" })).toHaveValue("people");
  const seed = await clips.form.getByRole("textbox", { name: "seed", exact: true }).inputValue();
  await expect(clips.card).toContainText(`seed ${seed}`);
  await clips.make.click();
  await expect(clips.cards).toHaveCount(2);
  await clips.done();
  const [, second] = await simulator.videoSubmits();
  expect(second?.body).toMatchObject({
    prompt,
    image_size: "960x960",
    negative_prompt: "people",
    seed: Number(seed),
  });
  const download = page.waitForEvent("download");
  await clips.act("Download");
  expect((await download).suggestedFilename()).toMatch(/^\d{4}-\d\d-\d\d a red fox in the snow\.webm$/);
  await clips.act("Delete");
  await expect(clips.cards).toHaveCount(1);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(clips.cards).toHaveCount(2);
});

test("who leaves the page hears of the clip in the title, on the page and as a notification", {
  tag: "@whole-browser",
}, async ({ clips, page, context }) => {
  await context.grantPermissions(["notifications", "clipboard-read", "clipboard-write"]);
  const shown = await notifications(page);
  await atWork();
  await clips.open();
  await clips.ask(prompt);
  await clips.stands("SiliconFlow is making it");
  await clips.act("Notify me");
  await expect(clips.card.getByRole("button", { name: "You will be notified" })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  await page.getByRole("link", { name: "New chat" }).click();
  await expect(page).toHaveURL(/\/chat$/);
  await expect(page).not.toHaveTitle(/^\(/);
  await letGo();
  const notice = page.getByRole("region", { name: "A clip came to an end" });
  await expect(notice).toContainText("Your clip is ready");
  await expect(notice).toContainText(prompt);
  await expect(page).toHaveTitle(/^\(1\) /);
  expect(await shown()).toEqual([{ title: "Your clip is ready", body: prompt }]);
  await notice.getByRole("link", { name: "Show" }).click();
  await clips.done();
  await expect(page).not.toHaveTitle(/^\(/);
  await expect(notice).toHaveCount(0);
});

/** What the page has the system show. */
async function notifications(page: Page): Promise<() => Promise<unknown>> {
  await page.addInitScript(() => {
    const shown: { title: string; body: string | undefined }[] = [];
    Object.assign(window, { shown });
    const Real = window.Notification;
    window.Notification = class extends Real {
      constructor(title: string, options?: NotificationOptions) {
        super(title, options);
        shown.push({ title, body: options?.body });
      }
    };
  });
  return () => page.evaluate(() => Reflect.get(window, "shown"));
}

test("a limit by the minute counts down and is waited for", async ({ clips }) => {
  await simulator.scenarioAt("/v1/video/submit", "error-50602", { limit: "IPM", "retry-after": 4 }, 1);
  await clips.open();
  await clips.ask(prompt);
  await expect(clips.card).toContainText(/IPM limit · Asked again in \d s/);
  await clips.done();
});

test("what is stopped before SiliconFlow took it costs nothing, and says so", async ({ clips, page }) => {
  await simulator.scenarioAt("/v1/video/submit", "error-50602", { limit: "IPM", "retry-after": 60 });
  await clips.open();
  await clips.ask(prompt);
  await expect(clips.card).toContainText(/Asked again in \d\d s/);
  await clips.act("Stop waiting");
  await page.getByRole("dialog").getByRole("button", { name: "Stop waiting" }).click();
  await clips.stands("Not sent");
  await expect(clips.card).toContainText("It costs nothing.");
  expect(await simulator.videoJobs()).toBe(0);
});

test("what is stopped while it is handed over may cost something, and is sent again only after a warning", async ({
  clips,
  page,
}) => {
  await simulator.scenarioAt("/v1/video/submit", "slow-headers", { ms: hourMs }, 1);
  await clips.open();
  await clips.ask(prompt);
  await expect.poll(async () => (await simulator.videoSubmits()).length).toBe(1);
  await clips.act("Stop waiting");
  await page.getByRole("dialog").getByRole("button", { name: "Stop waiting" }).click();
  await clips.stands("Stopped while it was handed over");
  await clips.act("Send again anyway");
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /even if it costs twice/ })
    .click();
  await expect(clips.cards).toHaveCount(2);
  await clips.done();
  expect(await simulator.videoSubmits()).toHaveLength(2);
});

test("a link that died before the clip was saved is told, and its job may be looked for", async ({
  clips,
}) => {
  await simulator.scenarioAt("/media/*", "media-dead");
  await simulator.pace({ mediaTtlMs: 0 });
  await clips.open();
  await clips.ask(prompt);
  await clips.stands("Made, but not saved");
  await simulator.endScenarios();
  await simulator.pace({ mediaTtlMs: hourMs });
  await clips.act("Look again");
  await clips.done();
  expect(await simulator.videoSubmits()).toHaveLength(1);
});

test("what takes longer than it is asked about is left to itself, and found by another look", async ({
  clips,
}, { parallelIndex }) => {
  const app = new App(4855 + parallelIndex, {
    SIMULATOR_URL: `${simulatorUrl}/v1`,
    JOB_POLL_FIRST_MS: "100",
    JOB_DEADLINE_MS: "1000",
  });
  await app.start();
  try {
    await atWork();
    await clips.open(app.url);
    await clips.ask(prompt);
    await expect(clips.card.getByRole("alert")).toContainText("It takes longer than we wait");
    await letGo();
    await clips.act("Look again");
    await clips.done();
    expect(await simulator.videoSubmits()).toHaveLength(1);
  } finally {
    await app.dispose();
  }
});

test("what cannot be sent is said before it costs anything, and nothing is lost", async ({ clips }) => {
  await clips.open();
  await clips.input.press("Enter");
  await expect(clips.form).toContainText("Describe the clip first.");
  await clips.input.fill("it moves");
  await clips.form.getByText("A picture", { exact: true }).click();
  await clips.input.press("Enter");
  await expect(clips.form).toContainText("Add the picture that is to move.");
  const refused = clips.form.getByRole("alert");
  await clips.fromPicture(heic());
  await expect(refused).toContainText("HEIC");
  await clips.fromPicture(pictureBomb());
  await expect(refused).toContainText("100 megapixels");
  const svg = Buffer.from("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'></svg>");
  await clips.fromPicture({ name: "drawing.svg", mimeType: "image/svg+xml", buffer: svg });
  await expect(refused).toContainText("SVG");
  await clips.fromPicture(noisyPicture("large.png", 2700, 2600));
  await expect(clips.form.getByRole("listitem")).toContainText("was 2700 × 2600");
  await clips.form.getByRole("button", { name: "Seed and more" }).click();
  await clips.form.getByRole("textbox", { name: "seed", exact: true }).fill("12 monkeys");
  await clips.input.press("Enter");
  await expect(clips.form).toContainText("Correct the seed first.");
  await expect(clips.input).toHaveValue("it moves");
  expect(await simulator.videoSubmits()).toHaveLength(0);
  await clips.form.getByRole("textbox", { name: "seed", exact: true }).fill("12");
  await clips.ask("it moves");
  await clips.done();
});

test("a parameter that SiliconFlow refuses is named in its own words", async ({ clips }) => {
  await simulator.scenarioAt("/v1/video/submit", "error-20015");
  await clips.open();
  await clips.ask(prompt);
  await expect(clips.card.getByRole("alert")).toContainText("SiliconFlow says:");
  await clips.act("Change it");
  await expect(clips.input).toHaveValue(prompt);
});

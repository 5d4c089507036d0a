import { execFileSync } from "node:child_process";
import { readdirSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import type { Page } from "@playwright/test";
import { simulatorUrl } from "../support/addresses";
import { App } from "../support/app";
import { expect, test } from "../support/fixtures";
import { picture } from "../support/sample-media";
import { simulator } from "../support/simulator";
import type { VideoPage } from "../support/video-page";

/*
 * A server of its own, killed at every point around the submission of a clip, which costs money: SiliconFlow is asked
 * once, and the page that was open all the time shows the clip without anybody doing anything.
 */

const hourMs = 3_600_000;
const prompt = "a lighthouse at dusk";

let app: App;

test.beforeAll(async ({ browserName: _ }, { parallelIndex }) => {
  app = new App(4851 + parallelIndex, {
    SIMULATOR_URL: `${simulatorUrl}/v1`,
    JOB_POLL_FIRST_MS: "300",
    JOB_POLL_SLOWEST_MS: "600",
  });
  await app.start();
});
test.afterAll(() => app.dispose());

async function restart(signal: NodeJS.Signals = "SIGKILL"): Promise<void> {
  await app.end(signal);
  await app.start();
}

/** The clip is here, and was asked for once. */
async function madeOnce(clips: VideoPage): Promise<void> {
  await clips.done(clips.cardOf(prompt));
  expect(await simulator.videoSubmits()).toHaveLength(1);
  expect(await simulator.videoJobs()).toBe(1);
}

const runStored = (page: Page) =>
  page.waitForResponse((response) => response.url().endsWith("/api/runs") && response.ok());

test("before the server had stored anything: the browser asks again by itself", async ({ clips }) => {
  await clips.open(app.url);
  // The page has sent before, and so has all of its code.
  await clips.ask("a harbour at noon");
  await clips.done();
  await app.end("SIGKILL");
  await clips.ask(prompt);
  await clips.stands("Not sent yet");
  expect(await simulator.videoSubmits()).toHaveLength(1);
  await app.start();
  await clips.done(clips.cardOf(prompt));
  expect(await simulator.videoSubmits()).toHaveLength(2);
  expect(await simulator.videoJobs()).toBe(2);
});

test("before the page had fetched what sends: it says so, and sends by itself", async ({ clips, page }) => {
  let gone = false;
  await page.exposeFunction("serverGoes", () => {
    gone = true;
  });
  await page.addInitScript(() => {
    Reflect.set(window, "requestIdleCallback", () => 0); // nothing is fetched before it is needed
    const { add } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.add = function (...record) {
      if (this.name === "creations") Reflect.get(window, "serverGoes")();
      return add.apply(this, record);
    };
  });
  await page.route("**/*", (route) => (gone ? route.abort("connectionrefused") : route.continue()));
  await clips.open(app.url);
  await clips.ask(prompt);
  await clips.stands("Not sent yet");
  expect(gone).toBe(true);
  await page.unrouteAll();
  await madeOnce(clips);
});

test("after the run was stored, before SiliconFlow was called: it is called now", async ({ clips, page }) => {
  await clips.open(app.url);
  await clips.fromPicture(picture());
  await expect(clips.form.getByRole("listitem")).toContainText("560 × 280");
  // The disk gives out the picture without end: the server has stored the run and cannot write its request.
  const release = await holdUpload(page);
  const stored = runStored(page);
  await clips.ask(prompt);
  await stored;
  await clips.stands("Handing it over…");
  await app.end("SIGKILL");
  release();
  expect(await simulator.videoSubmits()).toHaveLength(0);
  await app.start();
  await madeOnce(clips);
});

test("while it was handed over: nobody knows, it says so and is not sent again by itself", async ({
  clips,
}) => {
  await simulator.scenarioAt("/v1/video/submit", "slow-headers", { ms: hourMs }, 1);
  await clips.open(app.url);
  await clips.ask(prompt);
  await expect.poll(async () => (await simulator.videoSubmits()).length).toBe(1);
  await restart();
  const card = clips.cardOf(prompt);
  await expect(card.getByRole("alert")).toContainText("Nobody knows whether this was done");
  expect(await simulator.videoSubmits()).toHaveLength(1);
  await clips.act("Send again anyway", card);
  const asking = clips.page.getByRole("dialog");
  await expect(asking).toContainText("it may cost twice");
  await asking.getByRole("button", { name: "Cancel" }).click();
  expect(await simulator.videoSubmits()).toHaveLength(1);
});

for (const signal of ["SIGKILL", "SIGTERM"] as const)
  test(`while SiliconFlow was working, by ${signal}: the same job is asked about`, async ({ clips }) => {
    await simulator.pace({ speed: 1, videoQueueMs: 0, videoWorkMs: hourMs });
    await clips.open(app.url);
    await clips.ask(prompt);
    await clips.stands("SiliconFlow is making it");
    await restart(signal);
    const before = (await simulator.videoPolls()).length;
    await expect.poll(async () => (await simulator.videoPolls()).length).toBeGreaterThan(before);
    await simulator.pace({ videoWorkMs: 0 });
    await madeOnce(clips);
  });

test("while the clip was being fetched: it is fetched again", async ({ clips }) => {
  await simulator.scenarioAt("/media/*", "media-drip", { bytes: 100, ms: 1000 }, 1);
  await clips.open(app.url);
  await clips.ask(prompt);
  await clips.stands("Made. Saving…");
  await expect(clips.cardOf(prompt)).toContainText(/dies in \d+:\d\d/);
  await expect.poll(simulator.mediaRequests).toHaveLength(1); // the slow one: the next is as fast as any
  await restart();
  await madeOnce(clips);
});

test("with every page closed: the clip is there when the browser comes back", async ({ clips, context }) => {
  await simulator.pace({ speed: 1, videoQueueMs: 0, videoWorkMs: hourMs });
  await clips.open(app.url);
  await clips.ask(prompt);
  await clips.stands("SiliconFlow is making it");
  await clips.page.close();
  await restart();
  await simulator.pace({ videoWorkMs: 0 });
  const later = await context.newPage();
  await later.goto(`${app.url}/video`);
  await expect(
    later.getByRole("article", { name: prompt }).getByRole("button", { name: /^Play/ }),
  ).toBeVisible();
  expect(await simulator.videoSubmits()).toHaveLength(1);
});

/** Puts a pipe that nobody writes to in the place of the upload that the next request names, once it is there. */
async function holdUpload(page: Page): Promise<() => void> {
  const uploads = path.join(app.dataDirectory, "media");
  let held: string | undefined;
  await page.route("**/api/runs", async (route) => {
    const [name] = readdirSync(uploads).filter((file) => file.startsWith("blob_"));
    if (name && !held) {
      held = path.join(uploads, name);
      renameSync(held, `${held}.aside`);
      execFileSync("mkfifo", [held]);
    }
    await route.continue();
  });
  return () => {
    if (!held) throw new Error("No picture was uploaded.");
    rmSync(held);
    renameSync(`${held}.aside`, held);
  };
}

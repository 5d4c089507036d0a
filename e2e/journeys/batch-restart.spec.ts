import { simulatorUrl } from "../support/addresses";
import { App } from "../support/app";
import { BatchPage, realQuestions, requestsOf } from "../support/batch-page";
import { expect, test } from "../support/fixtures";
import { simulator } from "../support/simulator";

/*
 * A server of its own, killed while a batch is worked on and while its results are being fetched: it is begun once, and
 * the page that was open all the time has the results without anybody doing anything.
 */

const model = "deepseek-ai/DeepSeek-V3";
const name = "questions";
const hourMs = 3_600_000;

let app: App;

test.beforeAll(async ({ browserName: _ }, { parallelIndex }) => {
  app = new App(4871 + parallelIndex, {
    SIMULATOR_URL: `${simulatorUrl}/v1`,
    BATCH_POLL_FIRST_MS: "300",
    BATCH_POLL_SLOWEST_MS: "600",
  });
  await app.start();
});
test.afterAll(() => app.dispose());

async function restart(): Promise<void> {
  await app.end("SIGKILL");
  await app.start();
}

const begun = async () => (await simulator.batchCreations()).length;

test("killed while it is worked on and while results are saved: it is begun once, and they are there", async ({
  page,
  complaints: _,
}) => {
  const batches = new BatchPage(page);
  await simulator.pace({ speed: 1, batchQueueMs: 0, batchLineMs: hourMs, batchFinalizeMs: 0 });
  await batches.open(app.url);
  await batches.send({ name, content: requestsOf(realQuestions(40), model) });
  await expect(batches.card(name)).toContainText("Being answered");
  await restart();
  // The slow one is the first download; the next is as fast as any.
  await simulator.scenarioAt("/v1/files/*", "slow-body", { ms: hourMs }, 1);
  await simulator.pace({ speed: 0 });
  await expect.poll(simulator.fileDownloads, { timeout: 15_000 }).toHaveLength(1);
  await restart();
  await expect(batches.card(name)).toContainText("Done", { timeout: 20_000 });
  expect(await begun()).toBe(1);
  await batches.show(name);
  await expect(batches.results.getByRole("button", { name: "Answered (40)" })).toBeVisible();
});

test("killed while it is answered at once: what was asked is not asked again", async ({
  page,
  complaints: _,
}) => {
  const batches = new BatchPage(page);
  await simulator.pace({ speed: 1, firstTokenMs: 150, jitter: 0, tokensPerSecond: 2000 });
  await batches.open(app.url);
  await batches.send({ name, content: requestsOf(realQuestions(400), "Qwen/Qwen3-8B") }, "now");
  await batches.show(name);
  await expect(batches.results.getByRole("button", { name: /^Answered \(/ })).toBeVisible();
  await restart();
  await simulator.pace({ speed: 0 });
  await batches.stands("Done");
  await expect(batches.results.getByRole("button", { name: "All (400)" })).toBeVisible();
  await expect(batches.results.getByRole("button", { name: /^(Missing|Failed|Open) \(/ })).toHaveCount(0);
  const asked = (await simulator.chatRequests()).map(({ body }) => JSON.stringify(body));
  expect(new Set(asked).size).toBe(asked.length);
  // At most what was open at once was on its way.
  const unknown = batches.results.getByRole("button", { name: /^Nobody knows \(/ });
  const told = (await unknown.count()) > 0 ? Number(/\d+/.exec((await unknown.textContent()) ?? "")?.[0]) : 0;
  expect(told).toBeLessThanOrEqual(8);
});

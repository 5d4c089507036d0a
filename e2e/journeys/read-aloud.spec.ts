import type { Page } from "@playwright/test";
import { expect, test } from "../support/fixtures";
import { simulator } from "../support/simulator";

const answer = `# The sky
The sky is **blue** because the air scatters short waves. See [the physics](https://example.com/rayleigh).

\`\`\`js
console.log("never spoken");
\`\`\`

Only red ones are left at sunset!`;
const spoken =
  "The sky. The sky is blue because the air scatters short waves. See the physics. Only red ones are left at sunset!";

const said = async () =>
  (await simulator.speechRequests()).map(({ body }) => (body as { input: string }).input);
const words = (pieces: readonly string[]) => pieces.join(" ").replace(/\s+/g, " ").trim();

const bar = (page: Page) => page.getByRole("region", { name: "Reading aloud" });
const read = (page: Page) => page.getByRole("button", { name: "Read aloud" }).last();

/** What is stored of readings in this browser. */
const stored = (page: Page) =>
  page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open("siliconflow-playground");
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    const all = (table: string) =>
      new Promise<{ items?: { mediaId: string }[] }[]>((resolve, reject) => {
        const reading = database.transaction(table).objectStore(table).getAll();
        reading.onsuccess = () => resolve(reading.result);
        reading.onerror = () => reject(reading.error);
      });
    const records = await all("creations");
    const media = (await all("media")).length;
    database.close();
    return { media, mediaIds: records.flatMap(({ items = [] }) => items.map(({ mediaId }) => mediaId)) };
  });

test("an answer is heard from its first sentence while it is still written, and without code", async ({
  chat,
  page,
}) => {
  await chat.open();
  await page.getByRole("button", { name: "Thinking" }).click();
  await simulator.pace({ speed: 1, tokensPerSecond: 8, jitter: 0, firstTokenMs: 20, speechRate: 40 });
  await chat.ask(`Say exactly: ${answer}`);
  await read(page).click();
  // From its first sentence on the answer hardly grows until it is heard, however busy the machine is.
  await expect(chat.answer).toContainText("short waves.");
  await simulator.pace({ tokensPerSecond: 1 });
  await expect(bar(page).getByRole("status")).toHaveText("Reading aloud");
  // It is heard, and the answer is not over.
  await expect(chat.answer).toHaveAttribute("aria-busy", "true");
  await simulator.pace({ speed: 0 });
  await chat.done();
  await expect(bar(page)).toBeHidden({ timeout: 30_000 });
  expect(words(await said())).toBe(spoken);
  await expect.poll(async () => (await stored(page)).media).toBe((await said()).length);

  const loud = await page.evaluate(
    async (ids) => {
      const seconds: number[] = [];
      for (const id of ids) {
        const file = await (await fetch(`/api/media/${id}`)).arrayBuffer();
        const sound = await new OfflineAudioContext(1, 1, 16_000).decodeAudioData(file);
        seconds.push(sound.getChannelData(0).filter((sample) => Math.abs(sample) > 0.01).length / 16_000);
      }
      return seconds;
    },
    (await stored(page)).mediaIds,
  );
  for (const seconds of loud) expect(seconds).toBeGreaterThan(0.5);

  // Once more costs nothing.
  const asked = (await said()).length;
  await read(page).click();
  await expect(bar(page).getByRole("status")).toHaveText("Reading aloud");
  await bar(page).getByRole("button", { name: "Pause" }).click();
  await expect(bar(page).getByRole("status")).toHaveText("Paused");
  await bar(page).getByRole("button", { name: "Go on" }).click();
  await bar(page).getByRole("button", { name: "Stop reading" }).click();
  await expect(bar(page)).toBeHidden();
  expect(await said()).toHaveLength(asked);
});

test("what fails is explained and goes on from there; another voice begins anew", async ({ chat, page }) => {
  await chat.open();
  await chat.ask("Say exactly: One short sentence to begin with. And then another one that is longer still.");
  await chat.done();
  await simulator.scenarioAt("/v1/audio/speech", "error-30001");
  await read(page).click();
  await expect(bar(page).getByRole("alert")).toContainText("The SiliconFlow balance is used up");
  await simulator.endScenarios();
  await bar(page).getByRole("button", { name: "Try again" }).click();
  await expect(bar(page)).toBeHidden({ timeout: 30_000 });
  expect(words(await said())).toContain("One short sentence to begin with.");

  await read(page).click();
  await bar(page).getByRole("combobox", { name: "Voice" }).selectOption({ label: "Anna · steady, female" });
  await expect
    .poll(async () => (await simulator.speechRequests()).at(-1)?.body)
    .toMatchObject({ voice: "FunAudioLLM/CosyVoice2-0.5B:anna" });
  await bar(page).getByRole("button", { name: "Stop reading" }).click();
});

test("each new answer is read by itself once that is wanted, and one of code alone says so", async ({
  chat,
  page,
}) => {
  await chat.open();
  await chat.ask("Say exactly: The first one is read when it is asked for.");
  await chat.done();
  await read(page).click();
  await bar(page).getByRole("checkbox", { name: "Read every new answer aloud" }).check();
  await expect(bar(page)).toBeHidden({ timeout: 30_000 });
  await chat.ask("Say exactly: The second one is read at once, by itself.");
  await expect.poll(async () => words(await said())).toContain("The second one is read at once");
  await bar(page).getByRole("button", { name: "Stop reading" }).click();
  await chat.ask("Say exactly: ```\nx => y\n```");
  await expect(bar(page).getByRole("status")).toContainText("There is nothing to read");
});

test("of a temporary conversation nothing that was read stays", async ({ chat, page }) => {
  await chat.open("/chat?temporary=1");
  await chat.ask("Say exactly: This is not to be kept by anybody.");
  await chat.done();
  await read(page).click();
  await expect(bar(page).getByRole("status")).toHaveText("Reading aloud");
  const [mediaId] = await test.step("it is there while it is read", async () => {
    await expect.poll(async () => (await stored(page)).mediaIds).toHaveLength(1);
    return (await stored(page)).mediaIds;
  });
  await expect(bar(page)).toBeHidden({ timeout: 30_000 });
  await expect.poll(() => stored(page)).toEqual({ media: 0, mediaIds: [] });
  await expect.poll(async () => (await page.request.get(`/api/media/${mediaId}`)).status()).toBe(404);
});

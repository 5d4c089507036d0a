import { expect, test } from "../support/fixtures";
import { simulator } from "../support/simulator";

const sentence = (at: number) =>
  `Sentence number ${at} is about the long road from the harbour to the hills.`;
const text = Array.from({ length: 16 }, (_, at) => sentence(at)).join(" ");

const inputs = async () =>
  (await simulator.speechRequests()).map(({ body }) => (body as { input: string }).input);

for (const [format, ending] of [
  ["MP3", "mp3"],
  ["WAV", "wav"],
] as const)
  test(`a long text in ${format} is spoken in parts, in order, and is one file`, async ({ speech, page }) => {
    await speech.open();
    await speech.options();
    await speech.format(format);
    await speech.text.fill(text);
    await expect(speech.form).toContainText("in 4 parts");
    await speech.speak.click();
    await speech.done();
    const sent = await inputs();
    // Two at a time may overtake each other on the way; together they are the text, each once.
    expect([...sent].sort((a, b) => text.indexOf(a) - text.indexOf(b)).join("")).toBe(text);
    const { name, bytes } = await speech.download();
    expect(name).toMatch(new RegExp(`\\.${ending}$`));
    const heard = await speech.hear(bytes);
    // The whole is as long as its parts together: each is fetched and measured on its own.
    const parts = await page.evaluate(async () => {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open("siliconflow-playground");
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      const records = await new Promise<{ items: { mediaId: string }[] }[]>((resolve, reject) => {
        const reading = database.transaction("creations").objectStore("creations").getAll();
        reading.onsuccess = () => resolve(reading.result);
        reading.onerror = () => reject(reading.error);
      });
      database.close();
      let seconds = 0;
      for (const { items } of records)
        for (const { mediaId } of items) {
          const file = await (await fetch(`/api/media/${mediaId}`)).arrayBuffer();
          seconds += (await new OfflineAudioContext(1, 1, 16_000).decodeAudioData(file)).duration;
        }
      return { count: records.length, seconds };
    });
    expect(parts.count).toBe(4);
    expect(Math.abs(heard.seconds - parts.seconds)).toBeLessThan(0.3);
    expect(heard.loudSeconds).toBeGreaterThan(heard.seconds / 4);
  });

test("after a part that failed no other is paid, and the rest is spoken when it is asked for", async ({
  speech,
}) => {
  await speech.open();
  await simulator.scenarioAt("/v1/audio/speech", "error-20015", {}, 2);
  await speech.say(text);
  await expect(speech.card.getByRole("alert")).toContainText("SiliconFlow refused a setting");
  await expect(speech.card).toHaveAttribute("aria-busy", "false");
  expect(await inputs()).toHaveLength(2);
  await speech.card.getByRole("button", { name: /^Speak (again|the rest)/ }).click();
  await speech.done();
  expect((await inputs()).length).toBe(6);
});

test("Stop ends all that is still to come, and what came is kept", async ({ speech }) => {
  await speech.open();
  await simulator.pace({ speed: 1, speechRate: 4 });
  await speech.say(text);
  await expect(speech.card).toContainText(/[12] of 4 parts are here/);
  await speech.card.getByRole("button", { name: "Stop" }).click();
  await expect(speech.card.getByRole("button", { name: /^Speak (again|the rest)/ })).toBeVisible();
  await expect(speech.card).toHaveAttribute("aria-busy", "false");
  expect((await inputs()).length).toBeLessThan(4);
});

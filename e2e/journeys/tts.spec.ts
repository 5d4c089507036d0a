import type { Response } from "@playwright/test";
import { expect, test } from "../support/fixtures";
import { picture, recording } from "../support/sample-media";
import { simulator } from "../support/simulator";

test.use({
  permissions: ["microphone", "clipboard-read", "clipboard-write"],
  launchOptions: async ({ launchOptions }, use) =>
    use({ ...launchOptions, args: [...(launchOptions.args ?? []), "--use-fake-device-for-media-stream"] }),
});

const spoken = "The quick brown fox jumps over the lazy dog, and then it sleeps in the warm sun.";

test("a text is heard from its first bytes, then played from anywhere, and downloaded", async ({
  speech,
  page,
}) => {
  await speech.open();
  await expect(speech.form).toContainText("0 characters");
  await speech.text.fill(spoken);
  await expect(speech.form).toContainText("80 characters · 80 bytes · costs ¥0.0040");
  await speech.speak.click();
  await speech.done();
  await expect(speech.card).toContainText(/first sound after \d+\.\d s/);
  await expect(speech.card).toContainText("¥0.0040");
  await speech.card.getByRole("slider", { name: "Position" }).press("ArrowRight");
  await expect(speech.card.getByRole("slider", { name: "Position" })).not.toHaveValue("0");
  await speech.card.getByRole("button", { name: "Repeat" }).click();
  await speech.card.getByRole("combobox", { name: "Playback speed" }).selectOption("2");
  const { name, bytes } = await speech.download();
  expect(name).toMatch(/^\d{4}-\d\d-\d\d Alex · steady, male The quick.*\.mp3$/);
  const heard = await speech.hear(bytes);
  expect(heard.seconds).toBeGreaterThan(2);
  expect(heard.loudSeconds).toBeGreaterThan(1);
  await page.reload();
  await speech.done();
  await expect(speech.text).toHaveValue(spoken);
});

test("sound begins long before all of it has come", async ({ speech }) => {
  await speech.open();
  // Made about twice as fast as it is heard.
  await simulator.pace({ speed: 1, speechFirstByteMs: 400, speechRate: 2 });
  const began = Date.now();
  await speech.say(`${spoken} ${spoken} ${spoken} ${spoken}`);
  await speech.done();
  const whole = Date.now() - began;
  const told = await speech.card.getByText(/first sound after/).textContent();
  const first = Number(told?.match(/[\d.]+/)?.[0]) * 1000;
  test.info().annotations.push({
    type: "measured",
    description: `first sound ${first} ms, last byte ${whole} ms, ratio ${(first / whole).toFixed(2)}`,
  });
  expect(first / whole).toBeLessThan(0.3);
});

for (const [format, ending] of [
  ["WAV", "wav"],
  ["Opus", "opus"],
  ["PCM", "pcm"],
] as const)
  test(`${format} is heard while it comes in, and saved as it is`, async ({ speech }) => {
    await speech.open();
    await speech.options();
    await speech.format(format);
    await speech.say(spoken);
    await speech.done();
    await expect(speech.card).toContainText(/first sound after \d/);
    const { name, bytes } = await speech.download();
    expect(name).toMatch(new RegExp(`\\.${ending}$`));
    // Samples alone: two bytes for each of 44,100 a second.
    const heard = ending === "pcm" ? undefined : await speech.hear(bytes);
    expect(heard?.seconds ?? bytes.length / 88_200).toBeGreaterThan(2);
    expect(heard?.loudSeconds ?? 2).toBeGreaterThan(1);
  });

test("the same text is spoken by two voices side by side", async ({ speech }) => {
  await speech.open();
  await speech.form.getByRole("button", { name: "Add a take beside it" }).click();
  await speech.voice(2).selectOption({ label: "Diana · cheerful, female" });
  await speech.say(spoken);
  await speech.done(2);
  const requests = await simulator.speechRequests();
  const voices = requests.map(({ body }) => (body as { voice: string }).voice).sort();
  expect(voices).toEqual([expect.stringMatching(/:alex$/), expect.stringMatching(/:diana$/)]);
  await expect(speech.card.getByRole("region", { name: /Diana/ })).toBeVisible();
});

test("takes without names are voted on by a key, and nothing that is sent tells who speaks before", async ({
  speech,
  page,
}) => {
  await speech.open();
  const { form, card } = speech;
  await form.getByRole("button", { name: "Add a take beside it" }).click();
  await speech.voice(2).selectOption({ label: "Alex · steady, male" });
  await expect(form.getByRole("button", { name: "Blind" })).toBeDisabled();
  await speech.voice(2).selectOption({ label: "Diana · cheerful, female" });
  await speech.text.fill(spoken);
  const sent: Promise<string>[] = [];
  const keep = (response: Response) =>
    sent.push(
      response.text().then(
        (text) => JSON.stringify(response.headers()) + text,
        () => "",
      ),
    );
  page.on("response", keep);
  await form.getByRole("button", { name: "Blind" }).click();
  await speech.done(2);
  const names = /alex|diana|cosyvoice|¥|first sound|Download/i;
  expect(await card.innerHTML()).not.toMatch(names);
  expect(await speech.kept()).not.toMatch(/alex|diana|cosyvoice/i);
  page.off("response", keep);
  const told = (await Promise.all(sent)).join("\n");
  expect(told).toContain("blind:round_");
  expect(told).not.toMatch(/:alex|:diana|cosyvoice/i);
  const voices = (await simulator.speechRequests()).map(({ body }) => (body as { voice: string }).voice);
  expect(voices.map((voice) => voice.split(":")[1]).sort()).toEqual(["alex", "diana"]);
  await card.getByRole("region", { name: "Answer B" }).getByRole("button", { name: "Play" }).focus();
  await page.keyboard.press("2");
  await expect(card.getByText("Your vote: B is better.")).toBeVisible();
  await expect(card).toContainText(/B was (Alex|Diana) · .* · FunAudioLLM\/CosyVoice2-0\.5B/);
  await expect(card.getByRole("button", { name: /^Download/ })).toHaveCount(2);
  await expect(card.getByText("¥0.0040")).toHaveCount(2);
  await page.reload();
  await expect(card.getByText("Your vote: B is better.")).toBeVisible();
  await card.getByRole("button", { name: "Rating" }).click();
  const rating = page.getByRole("dialog", { name: "Rating" });
  await expect(rating.getByRole("row", { name: /CosyVoice2-0\.5B:(alex|diana)/ })).toHaveCount(2);
});

test("a recording lends its voice for once, and one that is no sound is told", {
  tag: "@whole-browser",
}, async ({ speech, page }) => {
  await speech.open();
  await speech.voice(1).selectOption({ label: "From a recording, this once" });
  await speech.text.fill(spoken);
  await speech.text.press("Control+Enter");
  await expect(speech.form).toContainText("Add the recording to speak like");
  const choose = page.getByLabel("Choose a recording");
  await choose.and(page.locator("input")).setInputFiles(picture());
  await expect(speech.form.getByRole("alert")).toContainText("That file is no sound");
  await choose.and(page.locator("input")).setInputFiles(recording(35));
  await expect(speech.form.getByRole("alert")).toContainText("not under 30 seconds");
  await choose.and(page.locator("input")).setInputFiles(recording(3));
  await expect(speech.form).toContainText("3.0 s of sound");
  await page.getByRole("textbox", { name: /^What is said in it/ }).fill("These are my words.");
  await speech.speak.click();
  await speech.done();
  const [request] = await simulator.speechRequests();
  expect(request?.body).toMatchObject({ voice: "", references: [{ text: "These are my words." }] });
  // Recorded here and now: what a browser records is sent as WAV.
  await page.getByRole("button", { name: "Record", exact: true }).click();
  await expect(speech.form).toContainText("0:02 of 0:29");
  await page.getByRole("button", { name: "Finish" }).click();
  await expect(speech.form).toContainText("My recording");
  await speech.speak.click();
  await expect(speech.cards).toHaveCount(2);
  await speech.done();
  const recorded = { references: [{ audio: expect.stringMatching(/^data:audio\/wav;base64,/) }] };
  expect((await simulator.speechRequests())[1]?.body).toMatchObject(recorded);
});

test("a dialogue is written line by line, and sent with its speakers", async ({ speech }) => {
  await speech.open();
  await speech.choose(1, "fnlp/MOSS-TTSD-v0.5");
  const { form } = speech;
  await form.getByRole("textbox", { name: "Line 1, speaker S1" }).fill("Shall we go to the market today?");
  await form.getByRole("button", { name: "Add a line" }).click();
  await form.getByRole("textbox", { name: "Line 2, speaker S2" }).fill("Yes, and we buy apples.");
  await form.getByRole("button", { name: "Move line 2 up" }).click();
  await speech.speak.click();
  await speech.done();
  expect((await simulator.speechRequests())[0]?.body).toMatchObject({
    input: "[S2]Yes, and we buy apples.\n[S1]Shall we go to the market today?",
  });
});

test("what SiliconFlow refuses is told, the text is kept, and it is spoken again in its place", async ({
  speech,
}) => {
  await speech.open();
  await simulator.scenario("error-20015", {}, 1);
  await speech.say(spoken);
  await expect(speech.card.getByRole("alert")).toContainText("SiliconFlow refused a setting");
  await expect(speech.text).toHaveValue(spoken);
  await speech.card.getByRole("button", { name: "Speak again" }).click();
  await speech.done();
  await expect(speech.cards).toHaveCount(1);
});

const whole = /0:0\d \/ 0:0[4-9]/;

/** What SiliconFlow may send, and what the person is told of it. */
const faults: {
  fault: string;
  params?: Record<string, string | number>;
  told: RegExp;
  /** It can be asked for again in its place. */
  again?: boolean;
  /** Of the file. */
  ending?: RegExp;
}[] = [
  { fault: "json-200-error", told: /SiliconFlow failed/, again: true },
  { fault: "html-200", told: /The reply makes no sense/, again: true },
  { fault: "speech-garbage", told: /What came is no picture, video or sound/, again: true },
  { fault: "speech-error-inside", told: /SiliconFlow failed/, again: true },
  { fault: "speech-silence", told: /Nothing can be heard in it/ },
  { fault: "speech-short", told: /1\.0 s of sound/ },
  { fault: "speech-other-format", params: { format: "wav" }, told: whole, ending: /\.wav$/ },
  { fault: "speech-other-format", params: { format: "opus" }, told: whole, ending: /\.(ogg|opus)$/ },
  { fault: "speech-length-unknown", told: whole },
];

test("whatever comes instead of the sound is told, and the text stays", async ({ speech, page }) => {
  await speech.open();
  await speech.text.fill(spoken);
  for (const { fault, params, told, again, ending } of faults)
    await test.step(fault, async () => {
      await simulator.scenario(fault, params, 1);
      await speech.speak.click();
      await expect(speech.card).toContainText(told);
      await expect(speech.card).toHaveAttribute("aria-busy", "false");
      await expect(speech.card.getByRole("button", { name: /^Speak/ })).toHaveCount(again ? 1 : 0);
      if (ending) expect((await speech.download()).name).toMatch(ending);
      await speech.card.getByRole("button", { name: "Delete" }).click();
      await expect(speech.cards).toHaveCount(0);
    });
  await expect(speech.text).toHaveValue(spoken);
  await page.goto("/speech?model=FunAudioLLM/CosyVoice2-0.5B&voice=speech:gone:abc:def");
  await expect(speech.voice(1).locator("option:checked")).toHaveText("A voice that is not in your list");
  await speech.speak.click();
  await expect(speech.card.getByRole("alert")).toContainText("SiliconFlow refused a setting");
  await expect(speech.text).toHaveValue(spoken);
});

test("a text that is too long is told with its number, and nothing is sent", async ({ speech }) => {
  await speech.open();
  await speech.text.fill("a".repeat(128_001));
  await speech.speak.click({ force: true });
  await expect(speech.form).toContainText("128,001 characters: SiliconFlow takes at most 128,000.");
  expect(await simulator.speechRequests()).toEqual([]);
});

test("an example is heard with one click, for a price that it tells", async ({ speech, page }) => {
  await speech.open();
  await page.getByRole("button", { name: /^Greeting · ¥0\.00/ }).click();
  await speech.done();
  await expect(speech.text).toHaveValue("Good morning! What shall we make today?");
});

test("a spoken text is deleted and brought back", async ({ speech, page }) => {
  await speech.open();
  await speech.say(spoken);
  await speech.done();
  await speech.card.getByRole("button", { name: "Delete" }).click();
  await expect(speech.cards).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await speech.done();
});

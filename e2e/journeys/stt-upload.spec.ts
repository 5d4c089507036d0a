import { expect, test } from "../support/fixtures";
import { picture, recording, type SampleFile } from "../support/sample-media";
import { simulator } from "../support/simulator";

const said = "The quick brown fox jumps over the lazy dog, and then it sleeps in the warm sun.";

const mp3 = async (name = "fox.mp3", text = said): Promise<SampleFile> => ({
  name,
  mimeType: "audio/mpeg",
  buffer: await simulator.spoken(text),
});

test("a recording becomes words, which are corrected, saved, and found again", async ({
  transcripts,
  page,
}) => {
  await transcripts.open();
  await transcripts.choose(await mp3());
  await expect(transcripts.staged).toHaveCount(1);
  await page.reload(); // what was chosen and not sent is still there
  await expect(transcripts.staged.getByRole("slider", { name: "Position" })).toBeVisible();
  await transcripts.send.click();
  await expect(transcripts.words).toHaveValue(said);
  await expect(transcripts.staged).toHaveCount(0);
  await expect(transcripts.card).toContainText(/0:0\d of sound/);
  await expect(transcripts.card).toContainText(/× real time.*free/i);
  await expect(transcripts.card).toContainText("No subtitles (SRT)");
  await expect(transcripts.card.getByRole("button", { name: "SRT" })).toHaveCount(0);
  const text = await transcripts.download(/^Save as TXT/);
  expect(text.name).toMatch(/^\d{4}-\d\d-\d\d fox\.mp3 .*\.txt$/);
  expect(text.text).toBe(`${said}\n`);
  await transcripts.words.fill("The quick red fox.");
  await expect(transcripts.card).toContainText("Corrected");
  await page.reload();
  await expect(transcripts.words).toHaveValue("The quick red fox.");
  expect((await transcripts.download(/^Save as Markdown/)).text).toContain("The quick red fox.");
  await transcripts.card.getByRole("button", { name: "Back to the model’s words" }).click();
  await expect(transcripts.words).toHaveValue(said);
  await transcripts.card.getByRole("button", { name: "Delete with its transcripts" }).click();
  await expect(transcripts.cards).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await transcripts.card.getByRole("button", { name: "Open in chat" }).click();
  await expect(page.getByRole("textbox", { name: "Message" })).toHaveValue(said);
});

test("two models hear the same recording, are compared, and measured against what was said", async ({
  transcripts,
}) => {
  await transcripts.open();
  await transcripts.form.getByRole("button", { name: "Add a model beside it" }).click();
  await transcripts.choose(await mp3());
  await expect(transcripts.form).toContainText("1 recording · 2 requests, two at a time");
  await transcripts.send.click();
  await expect(transcripts.words).toHaveCount(2);
  const models = (await simulator.transcriptionRequests()).map(
    ({ body }) => (body as { model: string }).model,
  );
  expect(new Set(models).size).toBe(2);
  // One of them misheard: the person's hand does it here.
  await transcripts.words.nth(1).fill(said.replace("lazy", "crazy"));
  await transcripts.card.getByRole("button", { name: "Compare", exact: true }).click();
  await expect(transcripts.card.getByRole("deletion")).toHaveText("lazy");
  await expect(transcripts.card.getByRole("insertion")).toHaveText("crazy");
  await transcripts.card.getByRole("button", { name: "Error rate" }).click();
  await transcripts.card
    .getByRole("textbox", { name: "What was really said" })
    .fill("the QUICK brown fox jumps over the lazy dog and then it sleeps in the warm sun");
  const rows = transcripts.card.getByRole("table").getByRole("row");
  await expect(rows.nth(1)).toContainText("0.0% · 0 of 17");
  await expect(rows.nth(2)).toContainText("5.9% · 1 of 17");
});

test("many recordings are sent two at a time, each can be stopped, and a reload goes on", async ({
  transcripts,
  page,
}) => {
  await transcripts.open();
  const files: SampleFile[] = [];
  for (const name of ["apple", "river", "window", "garden"])
    files.push(await mp3(`${name}.mp3`, `This is ${name}.`));
  await transcripts.choose(files);
  await expect(transcripts.staged).toHaveCount(4);
  await simulator.scenarioAt("/v1/audio/transcriptions", "slow-headers", { ms: 2500 }, 2);
  await transcripts.send.click();
  await expect(transcripts.cards.getByText(/^Writing down/)).toHaveCount(2);
  await expect(transcripts.cards.getByText("Waiting for others")).toHaveCount(2);
  const last = transcripts.cards.filter({ hasText: "garden.mp3" });
  await last.getByRole("button", { name: "Stop" }).click();
  await expect(last).toContainText("Stopped");
  await page.reload();
  for (const name of ["apple", "river", "window"])
    await expect(
      transcripts.cards.filter({ hasText: `${name}.mp3` }).getByRole("textbox", { name: /^Transcript by/ }),
    ).toHaveValue(`This is ${name}.`, { timeout: 15_000 });
  expect(await simulator.transcriptionRequests()).toHaveLength(3);
  await last.getByRole("button", { name: "Try again" }).click();
  await expect(last.getByRole("textbox", { name: /^Transcript by/ })).toHaveValue("This is garden.");
});

test("what cannot be written down is told before anything is sent, in plain words", async ({
  transcripts,
}) => {
  await transcripts.open();
  const wav = recording(1).buffer;
  await transcripts.choose([
    { name: "nothing.mp3", mimeType: "audio/mpeg", buffer: Buffer.alloc(0) },
    { name: "program.mp3", mimeType: "audio/mpeg", buffer: Buffer.from(`MZ${"\0".repeat(500)}`, "latin1") },
    picture("picture.mp3"),
    recording(3700, "lecture.wav"),
    recording(2, "silence.wav"),
  ]);
  const told = (name: string) => transcripts.form.getByRole("alert").filter({ hasText: name });
  await expect(told("nothing.mp3")).toContainText("The file is empty");
  await expect(told("program.mp3")).toContainText("By its content this is no sound, whatever its name says.");
  await expect(told("picture.mp3")).toContainText("By its content this is no sound");
  await expect(told("lecture.wav")).toContainText("It is 61:40 long; SiliconFlow takes at most one hour");
  await expect(transcripts.staged).toHaveCount(1);
  await expect(transcripts.staged).toContainText("Nothing can be heard in it.");
  // Playwright passes at most 50 MB: the browser makes the file itself.
  await transcripts.form.locator('input[type="file"]').evaluate(
    (input: HTMLInputElement, start) => {
      const file = new File([new Uint8Array(start), new Uint8Array(51_000_000 - start.length)], "large.wav");
      const transfer = new DataTransfer();
      transfer.items.add(file);
      input.files = transfer.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    },
    [...wav.subarray(0, 44)],
  );
  await expect(told("large.wav")).toContainText("It has 51.0 MB; SiliconFlow takes at most 50 MB.");
  expect(await simulator.transcriptionRequests()).toEqual([]);
});

test("whatever goes wrong, the recording is kept and sent again by one press", async ({ transcripts }) => {
  await transcripts.open();
  await transcripts.choose(await mp3());
  const path = "/v1/audio/transcriptions";
  // No two in a row have the same words: what is read belongs to the last try.
  const faults: [string, Record<string, string | number>, string][] = [
    ["error-401-documented", {}, "SiliconFlow does not accept the API key"],
    ["transcript-null", {}, "The reply makes no sense"],
    ["error-30001", {}, "The SiliconFlow balance is used up"],
    ["transcript-missing", {}, "The reply makes no sense"],
    ["cut-at-byte", { bytes: 8 }, "The answer broke off"],
    ["error-504", {}, "SiliconFlow took too long"],
  ];
  for (const [name, params, words] of faults) {
    await simulator.endScenarios();
    await simulator.scenarioAt(path, name, params);
    const again = transcripts.card.getByRole("button", { name: /^(Try again|Send again anyway)$/ });
    if ((await transcripts.cards.count()) === 0) await transcripts.send.click();
    else await again.click();
    await expect(transcripts.card.getByRole("alert"), name).toContainText(words, { timeout: 20_000 });
    await expect(transcripts.card.getByRole("button", { name: "Play" })).toBeVisible();
  }
  await simulator.endScenarios();
  await simulator.scenarioAt(path, "error-50602", { limit: "RPM", "retry-after": 4 }, 1);
  await transcripts.card.getByRole("button", { name: "Try again" }).click();
  await expect(transcripts.card).toContainText(/Again in \d s/);
  await expect(transcripts.words).toHaveValue(said, { timeout: 15_000 });
  await expect(transcripts.cards).toHaveCount(1);
  await simulator.scenarioAt(path, "transcript-empty", {}, 1);
  await transcripts.card.getByRole("button", { name: /^Write down again/ }).click();
  await transcripts.send.click();
  await expect(transcripts.cards).toHaveCount(2);
  await expect(transcripts.words).toHaveAttribute("placeholder", "The model heard no words.");
});

test("who has no recording has a sentence spoken, and it is written down", async ({ transcripts, page }) => {
  await transcripts.open();
  await page.getByRole("button", { name: /^English · ¥0\.\d+/ }).click();
  await expect(transcripts.staged).toHaveCount(1);
  await transcripts.send.click();
  await expect(transcripts.words).toHaveValue(/^The ferry leaves at half past nine/);
});

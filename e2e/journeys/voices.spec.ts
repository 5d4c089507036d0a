import { writeFileSync } from "node:fs";
import { expect, test } from "../support/fixtures";
import { withMicrophone } from "../support/microphone";
import { picture, recording, type SampleFile } from "../support/sample-media";
import { simulator } from "../support/simulator";

const heard = withMicrophone("voice");
const said = "On Sunday mornings I like to walk along the river. The water is calm, and the air is fresh.";

const clip = async (name = "my reading.wav"): Promise<SampleFile> => ({
  name,
  mimeType: "audio/wav",
  buffer: await simulator.spoken(said, "wav"),
});

test("a recording becomes a voice: checked, trimmed, written down, named, and heard beside others", async ({
  voices,
  page,
}) => {
  await voices.open();
  await voices.choose(await clip());
  await expect(voices.words).toHaveValue(said);
  await expect(voices.maker).toContainText("Good: length, loudness and ends are as they should be.");
  await expect(voices.name).toHaveValue("my-reading");
  const whole = await voices.seconds();
  await voices.from.press("ArrowRight");
  await voices.from.press("ArrowRight");
  await expect(voices.from).toHaveAttribute("aria-valuenow", "0.2");
  const handle = await voices.to.boundingBox();
  if (!handle) throw new Error("The end of the part is not drawn.");
  await page.mouse.move(handle.x + handle.width / 2, handle.y + 30);
  await page.mouse.down();
  await page.mouse.move(handle.x - 40, handle.y + 30);
  await page.mouse.up();
  const trimmed = await voices.seconds();
  expect(trimmed).toBeLessThan(whole - 0.3);
  await voices.words.fill(`${said} Corrected.`);
  await voices.name.fill("我的声音");
  await expect(voices.maker).toContainText("where Chinese characters cannot stand. Try my-voice.");
  await voices.maker.getByRole("button", { name: "Use my-voice" }).click();
  // Nothing of it is lost by a reload.
  await page.reload();
  await expect(voices.words).toHaveValue(`${said} Corrected.`);
  await expect(voices.name).toHaveValue("my-voice");
  expect(await voices.seconds()).toBe(trimmed);
  expect(await simulator.transcriptionRequests()).toHaveLength(1);

  await voices.make.click();
  await expect(voices.own).toHaveCount(1);
  await expect(voices.own).toContainText("my-voice");
  const [upload] = await simulator.voiceUploads();
  expect(upload?.body).toMatchObject({
    model: "FunAudioLLM/CosyVoice2-0.5B",
    customName: "my-voice",
    text: `${said} Corrected.`,
  });
  // One channel of 44,100 samples a second, two bytes each.
  const bytes = Number(JSON.stringify(upload?.body).match(/audio\/wav, (\d+) bytes/)?.[1]);
  expect(Math.abs((bytes - 44) / 88_200 - trimmed)).toBeLessThan(0.06);

  const tiles = voices.tray.getByRole("listitem");
  await expect(tiles).toHaveCount(4); // itself, two presets, and the recording
  await page.getByRole("textbox", { name: "Sentence to hear" }).fill("Good evening.");
  const before = (await simulator.speechRequests()).length;
  await voices.hear(tiles.first());
  await voices.hear(tiles.first());
  const [request, ...others] = (await simulator.speechRequests()).slice(before);
  expect(others).toEqual([]); // the second time costs nothing
  expect(request?.body).toMatchObject({ voice: expect.stringMatching(/^speech:my-voice:/) });
  await expect(voices.own).toContainText("¥0.00065");

  await voices.tray.getByRole("button", { name: "Hide the names" }).click();
  await expect(voices.tray).not.toContainText(/my-voice|Alex/);
  await voices.tray.getByRole("button", { name: "I like B best" }).click();
  await expect(voices.tray).toContainText(/You chose B: (my-voice|Alex|Anna)/);
  await voices.tray.getByRole("link", { name: "Open in Speech" }).click();
  await expect(page.getByRole("combobox", { name: /^Voice of take/ })).toHaveCount(3);
});

test("what is read into the microphone becomes a voice", { tag: "@whole-browser" }, async ({ voices }) => {
  writeFileSync(heard, await simulator.spoken(said, "wav"));
  await voices.open();
  await voices.maker.getByRole("button", { name: "Record", exact: true }).click();
  await expect(voices.maker).toContainText(/0:0[4-9] of 0:29/);
  await voices.maker.getByRole("button", { name: "Finish" }).click();
  await expect(voices.words).toHaveValue(/^On Sunday mornings I like/);
  await voices.make.click();
  await expect(voices.own).toContainText("my-voice");
  expect(await simulator.voiceUploads()).toHaveLength(1);
});

test("a recording that cannot become a voice is told, with what to do", async ({ voices, context }) => {
  await voices.open();
  await context.setOffline(true); // what reads recordings was not fetched yet
  await voices.choose(await clip());
  await expect(voices.maker.getByRole("alert")).toContainText("Check the connection");
  await context.setOffline(false);
  const refused: [SampleFile, string][] = [
    [picture(), "That file is no sound."],
    [{ name: "empty.wav", mimeType: "audio/wav", buffer: Buffer.alloc(0) }, "There is nothing in that file."],
  ];
  for (const [file, words] of refused) {
    await voices.choose(file);
    await expect(voices.maker.getByRole("alert")).toContainText(words);
  }
  await voices.choose(recording(9));
  await expect(voices.maker).toContainText("Nothing is heard in this part.");
  await voices.make.click({ force: true });
  await expect(voices.maker).toContainText("This part cannot be sent: see above.");
  await voices.maker.getByRole("button", { name: "Throw away" }).click();

  // Of one that is too long about nine seconds are proposed, between two pauses.
  const sound = await simulator.spoken(said, "wav");
  const five = Buffer.concat([sound, ...Array.from({ length: 4 }, () => sound.subarray(44))]);
  five.writeUInt32LE(five.length - 8, 4);
  five.writeUInt32LE(five.length - 44, 40);
  await voices.choose({ name: "long.wav", mimeType: "audio/wav", buffer: five });
  await expect(voices.to).toBeVisible();
  expect(await voices.seconds()).toBeLessThan(12);
  await voices.to.press("End");
  await expect(voices.maker).toContainText("Too long: SiliconFlow takes clips under 30 seconds.");
  await voices.maker.getByRole("button", { name: "Choose about 9 seconds" }).click();
  await expect(voices.maker).not.toContainText("Too long");
  expect(await simulator.voiceUploads()).toEqual([]);
});

test("what goes wrong at SiliconFlow is told, and nothing is lost", async ({ voices, page, context }) => {
  await simulator.scenarioAt("/v1/audio/voice/list", "error-30014");
  await page.goto("/voices");
  const refusal = page.getByRole("alert").filter({ hasText: "SiliconFlow does not accept the API key" });
  await expect(refusal).toBeVisible();
  await simulator.endScenarios();
  await refusal.getByRole("button", { name: "Try again" }).click();
  await voices.choose(await clip());
  await expect(voices.words).toHaveValue(said);
  const faults = [
    ["error-403", "SiliconFlow wants to know who you are first"],
    ["error-20015", "SiliconFlow refused a setting"],
    ["error-30014", "SiliconFlow does not accept the API key"],
    ["error-504", "SiliconFlow took too long"],
  ] as const;
  for (const [scenario, words] of faults) {
    await simulator.scenarioAt("/v1/uploads/audio/voice", scenario);
    await voices.make.click();
    await expect(voices.maker.getByRole("alert")).toContainText(words);
    await simulator.endScenarios();
  }
  await context.setOffline(true);
  await voices.make.click();
  await expect(voices.maker.getByRole("alert")).toContainText("server cannot be reached");
  await context.setOffline(false);
  await expect(voices.words).toHaveValue(said);
  await voices.maker.getByText("How it is sent").click();
  await voices.maker.getByText("As base64").click();
  await voices.maker.getByRole("button", { name: "Try again" }).click();
  await expect(voices.own).toContainText("my-reading");
  const last = (await simulator.voiceUploads()).at(-1);
  expect(last?.body).toMatchObject({ audio: expect.stringMatching(/^data:audio\/wav;base64,/) });
});

test("a voice is used in speech, and deleted for good by its name", async ({ voices, page }) => {
  await voices.open();
  await voices.choose(await clip());
  await expect(voices.words).toHaveValue(said);
  await voices.make.click();
  await voices.own.getByRole("link", { name: "Use my-reading in speech" }).click();
  await expect(page).toHaveURL(/\/speech$/);
  const chosen = page.getByRole("combobox", { name: "Voice of take 1" });
  await expect(chosen).toHaveValue(/^speech:my-reading:/);
  await page.goto("/voices");
  await expect(voices.maker).toHaveCount(0);
  await page.getByRole("button", { name: "Delete my-reading" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete my-reading for good?" });
  const confirm = dialog.getByRole("button", { name: "Delete for good" });
  await confirm.click({ force: true });
  await dialog.getByRole("textbox").fill("my-reading");
  await simulator.scenarioAt("/v1/audio/voice/deletions", "error-50603", {}, 1);
  await confirm.click();
  await expect(dialog.getByRole("alert")).toContainText("overloaded");
  await confirm.click();
  await expect(voices.own).toHaveCount(0);
  await expect(page.getByText("my-reading is deleted.")).toBeVisible();
  await page.reload();
  await expect(voices.maker).toContainText("A few seconds of somebody’s speech are enough");
});

import { writeFileSync } from "node:fs";
import { expect, test } from "../support/fixtures";
import { hear, withMicrophone } from "../support/microphone";
import { simulator } from "../support/simulator";

const heard = withMicrophone("microphone");
const said = "The quick brown fox jumps over the lazy dog.";

test("what is said into the microphone becomes words", { tag: "@whole-browser" }, async ({ transcripts }) => {
  hear(heard, await simulator.spoken(said, "wav"));
  await transcripts.open();
  await transcripts.form.getByRole("button", { name: "Record" }).click();
  await expect(transcripts.form).toContainText(/0:0\d of 59:00/);
  await expect(transcripts.form).toContainText(/0:0[5-9] of 59:00/);
  await transcripts.form.getByRole("button", { name: "Finish" }).click();
  await expect(transcripts.staged).toHaveCount(1);
  await expect(transcripts.staged.getByRole("slider", { name: "Position" })).toBeVisible();
  await transcripts.send.click();
  await expect(transcripts.words).toHaveValue(said);
});

test("a reload in the midst of a recording loses a moment of it, and it is offered again", {
  tag: "@whole-browser",
}, async ({ transcripts, page }) => {
  hear(heard, await simulator.spoken(said, "wav"));
  await transcripts.open();
  await transcripts.form.getByRole("button", { name: "Record" }).click();
  await expect(transcripts.form).toContainText(/0:0[6-9] of 59:00/);
  await page.reload();
  const kept = transcripts.form
    .getByRole("listitem")
    .filter({ hasText: "A recording that was not used yet" });
  // Of six seconds two slices of two are certainly stored; on a busy machine the third may be on its way.
  await expect(kept).toContainText(/0:0[3-9] long/);
  await kept.getByRole("button", { name: "Use it" }).click();
  await expect(transcripts.staged).toHaveCount(1);
  await expect(kept).toHaveCount(0);
  await transcripts.send.click();
  await expect(transcripts.words).toHaveValue(/^The quick brown fox/);
});

test("a recording that cannot be taken now is kept at hand, and by keys alone", {
  tag: "@whole-browser",
}, async ({ transcripts, page, context }) => {
  hear(heard, await simulator.spoken(said, "wav"));
  await transcripts.open();
  await transcripts.form.getByRole("button", { name: "Record" }).focus();
  await page.keyboard.press("Enter");
  const finish = transcripts.form.getByRole("button", { name: "Finish" });
  await expect(finish).toBeFocused();
  await expect(transcripts.form).toContainText(/0:0[2-9] of 59:00/);
  await context.setOffline(true); // what reads recordings was not fetched yet
  await page.keyboard.press("Enter");
  const kept = transcripts.form
    .getByRole("listitem")
    .filter({ hasText: "A recording that was not used yet" });
  await expect(kept).toBeVisible();
  await expect(transcripts.form.getByRole("alert")).toContainText("Check the connection");
  await context.setOffline(false);
  await kept.getByRole("button", { name: "Use it" }).click();
  await expect(transcripts.staged).toHaveCount(1);
  await expect(kept).toHaveCount(0);
  await expect(transcripts.form.getByRole("alert")).toHaveCount(0);
});

test("silence is told while it is recorded, and what is thrown away is gone", {
  tag: "@whole-browser",
}, async ({ transcripts, page }) => {
  const sound = await simulator.spoken(said, "wav");
  writeFileSync(heard, Buffer.concat([sound.subarray(0, 44), Buffer.alloc(sound.length - 44)]));
  await transcripts.open();
  await transcripts.form.getByRole("button", { name: "Record" }).click();
  await expect(transcripts.form).toContainText("Nothing is heard.");
  await transcripts.form.getByRole("button", { name: "Throw away" }).click();
  await transcripts.form.getByRole("button", { name: "Throw away" }).click();
  await expect(transcripts.form.getByRole("button", { name: "Record" })).toBeVisible();
  await page.reload();
  await expect(transcripts.form.getByText("Record", { exact: true })).toBeVisible();
  await expect(transcripts.form).not.toContainText("not used yet");
});

test("why nothing can be recorded is told apart, with what to do", async ({ transcripts, page }) => {
  await transcripts.open();
  const failures = [
    ["NotAllowedError", "The microphone is not allowed."],
    ["NotFoundError", "No microphone was found."],
    ["NotReadableError", "The microphone cannot be opened."],
  ] as const;
  const start = transcripts.form.getByRole("button", { name: /^(Record|Try again)$/ });
  for (const [name, words] of failures) {
    await page.evaluate((error) => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("", error));
    }, name);
    await start.click();
    await expect(transcripts.form.getByRole("alert")).toContainText(words);
  }
  await page.evaluate(() => Object.defineProperty(window, "isSecureContext", { value: false }));
  await start.click();
  await expect(transcripts.form.getByRole("alert")).toContainText("Browsers record only on a safe address.");
});

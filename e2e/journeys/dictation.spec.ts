import type { Page } from "@playwright/test";
import { expect, test } from "../support/fixtures";
import { hear, withMicrophone } from "../support/microphone";
import { simulator } from "../support/simulator";

const heard = withMicrophone("dictated");
const said = "The quick brown fox jumps over the lazy dog.";

const panel = (page: Page) => page.getByRole("region", { name: "Dictation" });

/** Lets the fake microphone hear the sentence to its end. */
async function speak(page: Page): Promise<void> {
  await expect(panel(page)).toContainText("Speak now");
  await expect(panel(page)).toContainText(/0:0[5-9]/);
}

test("what is said goes to where one writes, by keys alone, and can be undone", {
  tag: "@whole-browser",
}, async ({ chat, page }) => {
  hear(heard, await simulator.spoken(said, "wav"));
  await chat.open();
  await chat.input.fill("Translate: now");
  await chat.input.press("Home");
  for (let at = 0; at < "Translate:".length; at += 1) await chat.input.press("ArrowRight");
  await page.keyboard.press("Control+Shift+KeyL");
  await speak(page);
  await page.keyboard.press("Enter");
  await expect(chat.input).toHaveValue(`Translate: ${said} now`);
  await expect(chat.input).toBeFocused();
  await page.keyboard.press("Control+z");
  await expect(chat.input).toHaveValue("Translate: now");
});

test("what cannot be written down is kept, and is written down when it can", {
  tag: "@whole-browser",
}, async ({ image, page }) => {
  hear(heard, await simulator.spoken(said, "wav"));
  await image.open();
  await simulator.scenarioAt("/v1/audio/transcriptions", "error-30001", {}, 1);
  await page.getByRole("button", { name: "Dictate" }).click();
  await speak(page);
  await panel(page).getByRole("button", { name: "Finish" }).click();
  await expect(panel(page).getByRole("alert")).toContainText("The SiliconFlow balance is used up");
  await page.setViewportSize({ width: 360, height: 740 });
  await expect.poll(() => panel(page).evaluate((box) => box.scrollWidth - box.clientWidth)).toBe(0);
  await page.keyboard.press("Escape"); // later
  await expect(panel(page)).toBeHidden();
  await page.reload();
  await page.getByRole("button", { name: "Dictate" }).click();
  await panel(page).getByRole("button", { name: "Use it" }).click();
  await expect(image.prompt).toHaveValue(said);
  await expect(panel(page)).toBeHidden();
});

test("Escape throws away what is being said, and nothing is sent", { tag: "@whole-browser" }, async ({
  chat,
  page,
}) => {
  hear(heard, await simulator.spoken(said, "wav"));
  await chat.open();
  await chat.input.fill("as it was");
  await page.keyboard.press("Control+Shift+KeyL");
  await expect(panel(page)).toContainText("Speak now");
  await page.keyboard.press("Escape");
  await expect(panel(page)).toBeHidden();
  await expect(chat.input).toBeFocused();
  await expect(chat.input).toHaveValue("as it was");
  expect(await simulator.transcriptionRequests()).toEqual([]);
});

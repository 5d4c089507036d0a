import { expect, test } from "../support/fixtures";
import { simulator } from "../support/simulator";

test("a clip goes through SiliconFlow's states, is saved and can be seen", async ({ clips, page }) => {
  await simulator.pace({ speed: 1, videoQueueMs: 3_600_000, videoWorkMs: 3_600_000 });
  await clips.open();
  await clips.ask("a red fox in the snow");
  await expect(clips.input).toHaveValue("");
  await clips.stands("In SiliconFlow’s queue");
  await expect(clips.card).toContainText("how long this model usually takes is not known yet");
  await expect(clips.card).toContainText(/Asked about until \d\d:\d\d/);
  await simulator.pace({ videoQueueMs: 0 });
  await clips.stands("SiliconFlow is making it");
  await simulator.pace({ videoWorkMs: 0 });
  await clips.done();
  await expect(clips.card).toContainText("1280 × 720");
  await expect(clips.card).toContainText("¥2.00");
  await expect(clips.card.getByRole("img", { name: /a red fox/ })).toBeVisible();
  await clips.act(/^Play/);
  const player = clips.card.locator("video");
  await expect(player).toBeFocused();
  await expect.poll(() => player.evaluate((clip: HTMLVideoElement) => clip.currentTime)).toBeGreaterThan(0);
  await page.reload();
  await clips.done();
  expect(await simulator.videoJobs()).toBe(1);
});

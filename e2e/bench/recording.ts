import { chromium } from "@playwright/test";
import { pause } from "./clock";
import type { Measurement } from "./measurement";
import { row } from "./row";

const settledSeconds = 10;
const recordedSeconds = 60;

/** The slices that the page has stored of its recording. As text: it runs in the page. */
const storedSlices = `new Promise((resolve) => {
  const opening = indexedDB.open("siliconflow-playground");
  opening.onsuccess = () => {
    const count = opening.result.transaction("recordingParts").objectStore("recordingParts").count();
    count.onsuccess = () => { opening.result.close(); resolve(count.result); };
  };
})`;

export const recording: Measurement = {
  name: "recording",
  async measure({ stage, chromiumPath }) {
    const rig = await stage.rig();
    const server = await stage.server(rig.url);
    const browser = await chromium.launch({
      executablePath: chromiumPath,
      args: [
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
      ],
    });
    try {
      const context = await browser.newContext({ baseURL: server.url, locale: "en-GB" });
      await context.grantPermissions(["microphone"]);
      const page = await context.newPage();
      const session = await context.newCDPSession(page);
      const heapMb = async () => {
        await session.send("HeapProfiler.collectGarbage");
        const { usedSize } = await session.send("Runtime.getHeapUsage");
        return usedSize / 1e6;
      };
      await page.goto("/transcription");
      await page.getByRole("button", { name: "Record", exact: true }).click();
      await pause(settledSeconds * 1000);
      const before = await heapMb();
      await pause((recordedSeconds - settledSeconds) * 1000);
      const after = await heapMb();
      const slices = await page.evaluate(storedSlices);
      return [
        row({
          name: `page memory after ${recordedSeconds} s of recording`,
          unit: "MB",
          product: after,
          reference: before,
          referenceName: `after ${settledSeconds} s`,
          goal: { kind: "ratio", atMost: 1.1 },
          note: `what was recorded lies in the browser's database, ${slices} slices`,
        }),
      ];
    } finally {
      await browser.close();
      await server.end();
      await rig.end();
    }
  },
};

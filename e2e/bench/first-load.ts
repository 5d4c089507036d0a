import { ChatPage } from "../support/chat-page";
import { launch } from "./browser";
import type { Measurement } from "./measurement";
import { row } from "./row";
import { sum } from "./statistics";

type Script = { path: string; bytes: number };

export const firstLoad: Measurement = {
  name: "first-load",
  async measure({ stage, chromiumPath }) {
    const rig = await stage.rig();
    const server = await stage.server(rig.url);
    const browser = await launch(chromiumPath);
    try {
      const page = await browser.newPage({ baseURL: server.url, locale: "en-GB" });
      const reading: Promise<Script>[] = [];
      page.on("requestfinished", (request) => {
        if (request.resourceType() !== "script") return;
        const path = new URL(request.url()).pathname;
        reading.push(request.sizes().then(({ responseBodySize }) => ({ path, bytes: responseBodySize })));
      });
      const html = (await (await page.goto("/chat"))?.text()) ?? "";
      await new ChatPage(page).model.waitFor();
      await page.waitForLoadState("networkidle");
      const scripts = await Promise.all(reading);
      const named = scripts.filter(({ path }) => html.includes(`src="${path}`));
      const kilobytes = (some: readonly Script[]) => sum(some.map(({ bytes }) => bytes)) / 1000;
      return [
        row({
          name: "JavaScript that /chat needs to start",
          unit: "kB gzip",
          product: kilobytes(named),
          goal: { kind: "figure", atMost: 300 },
          note: `${named.length} scripts`,
        }),
        row({
          name: "the same and what it loads ahead",
          unit: "kB gzip",
          product: kilobytes(scripts),
          note: `${scripts.length} scripts`,
        }),
      ];
    } finally {
      await browser.close();
      await server.end();
      await rig.end();
    }
  },
};

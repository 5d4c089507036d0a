import { gzipSync } from "node:zlib";
import { appUrl } from "../support/addresses";
import { expect, test } from "../support/fixtures";

/** The scripts that a page names itself, as a browser fetches them before anybody can do anything. */
async function firstLoadBytes(path: string): Promise<number> {
  const html = await (await fetch(appUrl + path)).text();
  // Polyfills are marked nomodule: no browser that can run the page fetches them.
  const tags = [...html.matchAll(/<script[^>]+src="([^"]+)"[^>]*>/g)].filter(
    ([tag]) => !/nomodule/i.test(tag),
  );
  const scripts = new Set(tags.map(([, source]) => source ?? ""));
  expect(scripts.size).toBeGreaterThan(5);
  const bodies = await Promise.all(
    [...scripts].map(async (source) => (await fetch(new URL(source, appUrl))).arrayBuffer()),
  );
  return bodies.reduce((sum, body) => sum + gzipSync(new Uint8Array(body)).length, 0);
}

const budgets = [
  { path: "/chat", kib: 300 },
  { path: "/compare", kib: 300 },
  { path: "/compare/blind", kib: 300 },
  { path: "/compare/set", kib: 300 },
  { path: "/image", kib: 220 },
  { path: "/video", kib: 220 },
  { path: "/speech", kib: 230 },
  { path: "/voices", kib: 255 },
  { path: "/transcription", kib: 255 },
  { path: "/embeddings", kib: 220 },
  { path: "/rerank", kib: 220 },
  { path: "/batch", kib: 230 },
  { path: "/batch/one", kib: 230 },
  { path: "/gallery", kib: 220 },
  { path: "/settings", kib: 220 },
  { path: "/self-check", kib: 220 },
  { path: "/tour", kib: 220 },
  { path: "/models", kib: 230 },
  { path: "/usage", kib: 230 },
  { path: "/connect", kib: 230 },
];

for (const { path, kib } of budgets)
  test(`the first scripts of ${path} fit into ${kib} KiB`, async () => {
    expect(await firstLoadBytes(path)).toBeLessThanOrEqual(kib * 1024);
  });

test("a page that is looked at asks for no other page, and a link for its own once", async ({
  page,
  complaints: _,
}) => {
  const asked: string[] = [];
  page.on(
    "request",
    (request) => request.url().includes("_rsc=") && asked.push(new URL(request.url()).pathname),
  );
  await page.goto("/models");
  await expect(page.getByRole("region", { name: "Models" }).getByRole("listitem").first()).toBeVisible();
  const link = page.getByRole("link", { name: "Images", exact: true });
  await link.hover();
  await link.click();
  await expect(page.getByRole("heading", { name: "Images", level: 1 })).toBeVisible();
  // Whatever was asked for before would stand in front of it.
  expect(asked).toEqual(["/image"]);
});

import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import type { Locator, Page } from "@playwright/test";
import { dataDirectory } from "../support/addresses";
import { test as base, expect } from "../support/fixtures";
import * as sample from "../support/sample-media";
import { simulator } from "../support/simulator";

/** A camera that is not there: Chromium shows a moving test picture. */
const test = base.extend<object, { launchOptions: { args?: string[] } }>({
  launchOptions: [
    async ({ launchOptions }, use) =>
      use({ ...launchOptions, args: [...(launchOptions.args ?? []), "--use-fake-device-for-media-stream"] }),
    { scope: "worker" },
  ],
});

const seeing = "Qwen/Qwen3-VL-8B-Instruct";
const hearing = "Qwen/Qwen3-Omni-30B-A3B-Instruct";
const ocr = "deepseek-ai/DeepSeek-OCR";
const blind = "Qwen/Qwen3-8B";

type Part = Record<string, { url: string } | string | undefined>;

async function sentParts(): Promise<Part[]> {
  const body = (await simulator.lastBody()) as { messages: { content: Part[] }[] };
  return body.messages.at(-1)?.content ?? [];
}

const tray = (page: Page): Locator => page.getByRole("list", { name: "Attached", exact: true });
const chips = (page: Page): Locator => tray(page).getByRole("listitem");
const refusals = (page: Page): Locator => page.locator('[role="alert"] li').filter({ hasText: " — " });
const sent = (page: Page): Locator => page.getByRole("list", { name: "Attachments", exact: true });
const bytesOf = (url: string) => Buffer.from(url.split(",")[1] ?? "", "base64");

/** Attaches files and waits until each is in the tray or refused; also behind a dialog. */
async function attach(page: Page, ...files: sample.SampleFile[]): Promise<void> {
  const attached = page.locator('[aria-label="Attached"] button[aria-label^="Remove"]');
  const before = await attached.count();
  await page.locator('input[type="file"]').setInputFiles(files);
  const settled = async () => (await attached.count()) + (await refusals(page).count()) - before;
  await expect.poll(settled, { timeout: 15_000 }).toBe(files.length);
}

async function menu(page: Page, item: RegExp): Promise<void> {
  await page.getByRole("button", { name: "Attach", exact: true }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

test("a picture by file: its size is shown, its very bytes arrive, and a click opens it large", async ({
  chat,
  page,
}) => {
  await chat.open();
  await chat.choose(seeing);
  const choosing = page.waitForEvent("filechooser");
  await menu(page, /^Files/);
  const file = sample.picture();
  await (await choosing).setFiles(file);
  await expect(chips(page)).toContainText(["560 × 280"]);
  await tray(page).getByRole("combobox", { name: "Detail of picture.png" }).selectOption("low");
  await chat.ask("What is this?");
  await chat.done();
  expect(await sentParts()).toMatchObject([
    { type: "image_url", image_url: { detail: "low" } },
    { type: "text", text: "What is this?" },
  ]);
  const [{ image_url: medium } = {}] = await sentParts();
  expect(typeof medium === "object" && bytesOf(medium.url).equals(file.buffer)).toBe(true);
  await expect(chat.answer).toContainText("1 picture (PNG, 560 × 280)");
  await expect(tray(page)).toHaveCount(0);
  const picture = sent(page).getByRole("button", { name: "Open picture.png" });
  // What still scrolls takes no click: neither half of one should come before the list has noticed.
  await picture.scrollIntoViewIfNeeded();
  await picture.click();
  const dialog = page.getByRole("dialog", { name: "picture.png" });
  await expect(dialog.getByRole("img", { name: "picture.png" })).toBeVisible();
  const download = page.waitForEvent("download");
  await dialog.getByRole("link", { name: "Download picture.png" }).click();
  expect((await download).suggestedFilename()).toBe("picture.png");
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
});

test("a picture from the clipboard, and files dropped anywhere on the page", async ({ chat, page }) => {
  await chat.open();
  await chat.choose(seeing);
  await page.evaluate(
    async (bytes) => {
      const blob = new Blob([Uint8Array.from(bytes)], { type: "image/png" });
      await navigator.clipboard.write([new ClipboardItem({ "image/png": blob })]);
    },
    [...sample.picture().buffer],
  );
  await chat.input.focus();
  await page.keyboard.press("Control+V");
  await expect(tray(page).getByRole("button", { name: /^Remove/ })).toHaveCount(1);
  const transfer = await page.evaluateHandle(() => {
    const data = new DataTransfer();
    data.items.add(new File(["first,second\n1,2\n"], "table.csv", { type: "text/csv" }));
    data.items.add(new File(["# Notes"], "notes.md"));
    return data;
  });
  await page.dispatchEvent("body", "dragover", { dataTransfer: transfer });
  await expect(page.getByText("Drop to attach")).toBeVisible();
  await page.dispatchEvent("body", "drop", { dataTransfer: transfer });
  await expect(page.getByText("Drop to attach")).toHaveCount(0);
  await expect(tray(page).getByRole("button", { name: /^Remove/ })).toHaveCount(3);
  await tray(page).getByRole("button", { name: "Remove notes.md" }).click();
  await chat.ask("Compare");
  await chat.done();
  expect(await sentParts()).toMatchObject([
    { type: "image_url" },
    { type: "text", text: "table.csv\n\nfirst,second\n1,2\n" },
    { type: "text", text: "Compare" },
  ]);
  await sent(page).getByRole("button", { name: "Open table.csv" }).click();
  await expect(page.getByRole("dialog", { name: "table.csv" })).toContainText("first,second");
});

test("text that is pasted stays text", async ({ chat, page }) => {
  await chat.open();
  await page.evaluate(() => navigator.clipboard.writeText("just words"));
  await chat.input.focus();
  await page.keyboard.press("Control+V");
  await expect(chat.input).toHaveValue("just words");
  await expect(tray(page)).toHaveCount(0);
});

test("an address goes to SiliconFlow as it is, and neither the page nor the server opens it", async ({
  chat,
  page,
}) => {
  let opened = 0;
  const server = createServer((_request, response) => {
    opened += 1;
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/cat.mp4?x=1`;
  try {
    await chat.open();
    await chat.choose("Qwen/Qwen3-VL-8B-Instruct");
    await menu(page, /^By address/);
    const dialog = page.getByRole("dialog", { name: "Attach by address" });
    await dialog.getByRole("textbox", { name: "Address" }).fill("javascript:alert(1)");
    await dialog.getByRole("button", { name: "Attach" }).click();
    await expect(dialog.getByRole("alert")).toContainText("http://");
    await dialog.getByRole("radio", { name: "Picture" }).press("ArrowRight");
    await expect(dialog.getByRole("radio", { name: "Video" })).toBeChecked();
    await dialog.getByRole("textbox", { name: "Address" }).fill(url);
    await dialog.getByRole("textbox", { name: "Address" }).press("Enter");
    await expect(chips(page)).toContainText(["cat.mp4"]);
    await chat.ask("Say exactly: seen");
    await chat.done();
    expect(await sentParts()).toMatchObject([{ type: "video_url", video_url: { url } }, { type: "text" }]);
    await expect(sent(page)).toContainText("opened by SiliconFlow only");
    expect(opened).toBe(0);
  } finally {
    server.close();
  }
});

test("the camera: a picture of it is attached; refused, it is said why", { tag: "@whole-browser" }, async ({
  chat,
  page,
  context,
}) => {
  await chat.open();
  await chat.choose(seeing);
  await menu(page, /^Take a picture/);
  const dialog = page.getByRole("dialog", { name: "Take a picture" });
  await expect(dialog.getByRole("alert")).toContainText("not allowed");
  await expect(dialog.getByRole("button", { name: "Take the picture" })).toBeDisabled();
  await dialog.getByRole("button", { name: "Close" }).click();
  await context.grantPermissions(["camera"]);
  await menu(page, /^Take a picture/);
  await dialog.getByRole("button", { name: "Take the picture" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(tray(page).getByRole("button", { name: "Remove camera.jpg" })).toBeVisible();
  await chat.ask("What do you see?");
  await chat.done();
  await expect(chat.answer).toContainText(/1 picture \(JPEG, \d+ × \d+\)/);
});

test("video and sound arrive with what was set for them, and are played in the conversation", async ({
  chat,
  page,
}) => {
  await chat.open();
  await chat.choose(hearing);
  await attach(page, await sample.video(page), sample.recording(2), sample.recording(31, "long.wav"));
  await expect(chips(page)).toContainText(["160 × 120", "2.0 s", "over 30 s"]);
  await tray(page).getByRole("combobox", { name: "Detail of clip.webm" }).selectOption("high");
  await tray(page).getByRole("textbox", { name: "Most frames of clip.webm" }).fill("8");
  const fps = tray(page).getByRole("textbox", { name: "Frames a second of clip.webm" });
  await fps.fill("-1");
  await expect(fps).toHaveAttribute("aria-invalid", "true");
  await fps.fill("0.5");
  await chat.ask("Describe");
  await chat.done();
  const parts = await sentParts();
  expect(parts).toMatchObject([
    { type: "video_url", video_url: { detail: "high", max_frames: 8, fps: 0.5 } },
    { type: "audio_url" },
    { type: "audio_url" },
    { type: "text" },
  ]);
  expect(JSON.stringify(parts)).toContain("data:video/webm;base64,");
  await expect(chat.answer).toContainText("2 recordings (WAV, 2.0 s; WAV, 31.0 s)");
  await expect(sent(page).locator("video")).toHaveCount(1);
  await expect(sent(page).locator("audio")).toHaveCount(2);
});

test("a PDF goes whole to a model that reads one, under a prompt that it was trained with", async ({
  chat,
  page,
}) => {
  await chat.open();
  await chat.choose(ocr);
  await attach(page, sample.pdf(3));
  await expect(chips(page)).toContainText(["3 pages"]);
  await page
    .getByRole("group", { name: "Ready prompts for documents" })
    .getByRole("button", { name: "To Markdown" })
    .click();
  await expect(chat.input).toHaveValue("<image>\n<|grounding|>Convert the document to markdown.");
  await chat.send.click();
  await chat.done();
  const [{ image_url: medium } = {}] = await sentParts();
  expect(typeof medium === "object" && medium.url.startsWith("data:application/pdf;base64,")).toBe(true);
  await expect(chat.answer).toContainText("1 document (PDF, 3 pages)");
  await expect(sent(page).getByRole("link", { name: "Download sample.pdf" })).toBeVisible();
});

test("a PDF becomes pictures of chosen pages for a model that sees, and text for one that does not", async ({
  chat,
  page,
}) => {
  await chat.open();
  await chat.choose(seeing);
  await attach(page, sample.pdf(12));
  const dialog = page.getByRole("dialog", { name: "Send the PDF as" });
  const pages = dialog.getByRole("textbox", { name: "Pages" });
  await expect(pages).toHaveValue("1-10");
  await pages.fill("13");
  await expect(pages).toHaveAttribute("aria-invalid", "true");
  await expect(dialog.getByRole("button", { name: /^Attach/ })).toBeDisabled();
  await pages.fill("2, 12");
  await dialog.getByRole("button", { name: "Attach 2 pages" }).click();
  await expect(chips(page)).toContainText(["sample.pdf, page 2", "sample.pdf, page 12"]);
  await chat.ask("What is on them?");
  await chat.done();
  await expect(chat.answer).toContainText("2 pictures (JPEG, 1131 × 1600; JPEG, 1131 × 1600)");
  await page.getByRole("link", { name: "New chat" }).first().click();
  await chat.choose(blind);
  await attach(page, sample.pdf(2, "paper.pdf"));
  await dialog.getByRole("button", { name: "Attach 2 pages" }).click();
  // Until then nobody can write in the box behind it.
  await expect(dialog).toHaveCount(0);
  await expect(chips(page)).toContainText(["paper.pdf"]);
  await chat.ask("Summarise");
  await chat.done();
  expect((await sentParts())[0]).toEqual({
    type: "text",
    text: "paper.pdf\n\nPage 1 of the sample\n\nPage 2 of the sample",
  });
});

test("a model that cannot see is not sent a picture: others are offered, and one click goes on", async ({
  chat,
  page,
}) => {
  await chat.open();
  await chat.choose(blind);
  await attach(page, sample.picture());
  const notice = page.getByRole("alert").filter({ hasText: `${blind} cannot see pictures.` });
  await expect(notice).toBeVisible();
  await chat.ask("What is this?");
  await expect(page.getByText("This model cannot take what is attached.")).toBeVisible();
  expect(await simulator.chatRequests()).toHaveLength(0);
  await notice
    .getByRole("button", { name: /^Go on with/ })
    .first()
    .click();
  await expect(notice).toHaveCount(0);
  await chat.send.click();
  await chat.done();
  await expect(chat.answer).toContainText("1 picture (PNG");
});

test("large pictures are made smaller without stopping the page, and bombs are not decoded", async ({
  chat,
  page,
}) => {
  await chat.open();
  await chat.choose(seeing);
  const large = sample.noisyPicture("large.png", 4500, 4480);
  expect(large.buffer.length).toBeGreaterThan(60_000_000);
  // A picture of so many bytes is handed over as a file of the page's own: the driver carries 50 MB at most.
  const slowest = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let slowestFrame = 0;
        let last = performance.now();
        const tick = (now: number) => {
          slowestFrame = Math.max(slowestFrame, now - last);
          last = now;
          if (document.querySelector('[aria-label="Attached"]')?.textContent?.includes("was 4500"))
            resolve(slowestFrame);
          else requestAnimationFrame(tick);
        };
        requestAnimationFrame(tick);
      }),
  );
  const file = path.join(test.info().outputPath("large.png"));
  writeFileSync(file, large.buffer);
  await page.locator('input[type="file"]').setInputFiles(file);
  await expect(chips(page)).toContainText(["3584 × 3568"], { timeout: 20_000 });
  expect(await slowest).toBeLessThan(1000);
  const before = Date.now();
  await attach(page, sample.pictureBomb());
  await expect(refusals(page)).toContainText(["More than 100 megapixels"]);
  expect(Date.now() - before).toBeLessThan(2000);
  await expect(chips(page)).toHaveCount(1);
});

test("a photograph that lies on its side is sent upright", async ({ chat, page }) => {
  await chat.open();
  await chat.choose(seeing);
  await attach(page, await sample.turnedPhoto(page));
  await expect(chips(page)).toContainText(["80 × 120"]);
  await chat.ask("Which way up?");
  await chat.done();
  await expect(chat.answer).toContainText("JPEG, 80 × 120");
});

test("what cannot be attached is told file by file, and what can is attached all the same", async ({
  chat,
  page,
}) => {
  await chat.open();
  await chat.choose(seeing);
  await chat.input.fill("my words");
  await attach(
    page,
    sample.program("holiday.png"),
    sample.emptyFile("empty.png"),
    sample.brokenPdf(),
    sample.lockedPdf(),
    sample.textFile("drawing.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>"),
    sample.textFile("endless.txt", "long ".repeat(110_000)),
    { ...sample.picture("cut.png"), buffer: sample.picture().buffer.subarray(0, 60) },
    sample.picture("good.png"),
  );
  const refused = refusals(page);
  await expect(refused).toHaveText([
    /^holiday\.png — Not a picture/,
    "empty.png — The file is empty.",
    /^broken\.pdf — The PDF is damaged/,
    /^locked\.pdf — The PDF is protected/,
    /^drawing\.svg — Models cannot see SVG/,
    /^endless\.txt — The text is longer/,
    /^cut\.png — The picture is damaged/,
  ]);
  await expect(chips(page)).toContainText(["good.png"]);
  await expect(chat.input).toHaveValue("my words");
  await page.getByRole("button", { name: "Dismiss" }).click();
  await expect(refused).toHaveCount(0);
});

test("without room in the browser's storage the file is refused and the words are kept", async ({
  chat,
  page,
}) => {
  await chat.open();
  await chat.choose(seeing);
  await chat.input.fill("my words");
  const session = await page.context().newCDPSession(page);
  await session.send("Storage.overrideQuotaForOrigin", {
    origin: new URL(page.url()).origin,
    quotaSize: 2_000_000,
  });
  await attach(page, sample.noisyPicture("large.png", 1200, 1000));
  await expect(refusals(page)).toContainText(["No room left"]);
  await expect(tray(page)).toHaveCount(0);
  await expect(chat.input).toHaveValue("my words");
  await session.send("Storage.overrideQuotaForOrigin", { origin: new URL(page.url()).origin });
});

async function storedMedia(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const counts = (await indexedDB.databases()).map(
      ({ name = "" }) =>
        new Promise<number>((resolve, reject) => {
          const opening = indexedDB.open(name);
          opening.onerror = () => reject(opening.error);
          opening.onsuccess = () => {
            const database = opening.result;
            if (!database.objectStoreNames.contains("media")) return resolve(0);
            const counting = database.transaction("media").objectStore("media").count();
            counting.onsuccess = () => {
              database.close();
              resolve(counting.result);
            };
          };
        }),
    );
    return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
  });
}

test("a reload keeps what is attached, and the sent picture", async ({ chat, page }) => {
  await chat.open();
  await chat.choose(seeing);
  await attach(page, sample.picture());
  await tray(page).getByRole("combobox", { name: "Detail of picture.png" }).selectOption("high");
  await page.reload();
  await expect(tray(page).getByRole("combobox", { name: "Detail of picture.png" })).toHaveValue("high");
  await expect(tray(page).locator("img")).toBeVisible();
  expect(await storedMedia(page)).toBe(1);
  await chat.ask("What is this?");
  await chat.done();
  await expect(chat.answer).toContainText("PNG, 560 × 280");
  await page.reload();
  await expect(sent(page).getByRole("button", { name: "Open picture.png" })).toBeVisible();
});

test("a temporary conversation sends a picture and stores nothing", async ({ chat, page }) => {
  await chat.open("/chat?temporary=1");
  await chat.choose(seeing);
  await attach(page, sample.picture());
  await chat.ask("What is this?");
  await chat.done();
  await expect(chat.answer).toContainText("PNG, 560 × 280");
  await expect(sent(page).getByRole("button", { name: "Open picture.png" })).toBeVisible();
  expect(await storedMedia(page)).toBe(0);
});

test("when the server has lost the file, trying again uploads it again", async ({ chat, page }) => {
  await chat.open();
  await chat.choose(seeing);
  await attach(page, sample.picture());
  await chat.ask("What is this?");
  await chat.done();
  const media = path.join(import.meta.dirname, "../..", dataDirectory, "media");
  for (const name of readdirSync(media)) rmSync(path.join(media, name));
  await chat.ask("And now?");
  await expect(chat.error).toContainText("no longer on the server");
  await chat.retry.click();
  await expect(chat.error).toHaveCount(0);
  await chat.done();
  expect(JSON.stringify(await simulator.lastBody())).toContain("data:image/png;base64,");
});

test("the tokens are estimated before sending, pictures too where the model's rule is known", async ({
  chat,
  page,
}) => {
  await chat.open();
  await chat.choose(seeing);
  await attach(page, sample.picture());
  const estimate = page.getByTitle(/^Estimated tokens/);
  await expect(estimate).toHaveText(/^≈ 200 \/ \d+K$/);
  await tray(page).getByRole("combobox", { name: "Detail of picture.png" }).selectOption("low");
  await expect(estimate).toHaveText(/^≈ 256 \/ /);
  await chat.choose(blind);
  await expect(estimate).toContainText("+ media");
  await tray(page).getByRole("button", { name: "Remove picture.png" }).click();
  await chat.input.fill("word ".repeat(400_000));
  await expect(estimate).toContainText("More than the model takes");
});

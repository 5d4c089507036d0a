import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { appUrl } from "../support/addresses";
import { BlindPage } from "../support/blind-page";
import { test as base, expect } from "../support/fixtures";
import { holdScripts } from "../support/late-scripts";
import { type Received, RecordingProxy } from "../support/recording-proxy";
import { simulator } from "../support/simulator";

const test = base.extend<{ blind: BlindPage }>({
  blind: async ({ page, complaints: _ }, use) => use(new BlindPage(page)),
});

type Body = { model: string; messages: { role: string; content: string }[] };
const bodies = async () => (await simulator.chatRequests()).map(({ body }) => body as Body);
const modelsAsked = async () => [...new Set((await bodies()).map(({ model }) => model))].sort();

/** Every model that there is or was, by its id and by the last part of it. None of these is an ordinary word. */
const names = (() => {
  const file = new URL("../../lib/models/catalogue.json", import.meta.url);
  const { models } = JSON.parse(readFileSync(file, "utf8")) as { models: { id: string }[] };
  const ids = models.map(({ id }) => id.toLowerCase());
  return [...new Set(ids.flatMap((id) => [id, id.slice(id.lastIndexOf("/") + 1)]))];
})();
/** Who makes them: no data may hold these either. Programs may, since they are the same for everybody. */
const families = [
  "qwen",
  "deepseek",
  "thudm",
  "chatglm",
  "internlm",
  "moonshot",
  "hunyuan",
  "tencent",
  "baidu",
];

/** How tokens of pictures are counted is called after two models; every page that knows models has these words. */
const ruleNames = ["deepseek-ocr", "deepseek-vl2"];

const namesIn = (text: string, wanted = names) => {
  const lower = text.toLowerCase();
  return wanted.filter((name) => lower.includes(name));
};
const isProgram = ({ url }: Received) => new URL(url).pathname.endsWith(".js");
const textOf = ({ url, headers, body }: Received) => `${url}\n${headers}\n${Buffer.concat(body).toString()}`;

/** Notes all that is ever put into the page, however short it stays. */
async function watchPage(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    const note = (node: Node) => {
      seen.push(node instanceof Element ? node.outerHTML : (node.textContent ?? ""));
    };
    new MutationObserver((records) => {
      for (const { type, target, addedNodes, attributeName } of records) {
        for (const node of addedNodes) note(node);
        if (type === "characterData") note(target);
        if (attributeName && target instanceof Element) seen.push(target.getAttribute(attributeName) ?? "");
      }
    }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  });
}

/** What is and was in the page, its title and address, and all that it keeps. */
async function everythingIn(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const seen = (window as Window & { seen?: string[] }).seen ?? [];
    const kept: unknown[] = [];
    for (const { name = "" } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      for (const store of database.objectStoreNames)
        kept.push(
          await new Promise((resolve) => {
            const all = database.transaction(store).objectStore(store).getAll();
            all.onsuccess = () => resolve(all.result);
          }),
        );
      database.close();
    }
    return [
      ...seen,
      document.documentElement.outerHTML,
      document.title,
      location.href,
      document.cookie,
      JSON.stringify(history.state),
      JSON.stringify({ ...localStorage }),
      JSON.stringify({ ...sessionStorage }),
      JSON.stringify(kept),
    ].join("\n");
  });
}

test("until the vote nothing that the browser is sent, shows or keeps names a model, and after it all does", async ({
  browser,
  complaints: _,
}) => {
  const proxy = new RecordingProxy();
  const server = await proxy.start();
  const context = await browser.newContext({
    baseURL: appUrl,
    locale: "en-GB",
    viewport: { width: 1440, height: 900 },
    // Without this the browser would not take a proxy to its own machine.
    proxy: { server, bypass: "<-loopback>" },
  });
  try {
    const page = await context.newPage();
    await watchPage(page);
    const blind = new BlindPage(page);
    await blind.open();
    await simulator.pace({ tokensPerSecond: 400, firstTokenMs: 200 });
    await blind.ask("Explain in three sentences why the sky is blue.");
    await expect(blind.lanes).toHaveCount(2);
    for (const label of ["A", "B"]) await expect(blind.answer(label)).toBeVisible();
    await blind.done();
    // A look at all that the frame offers.
    await page.keyboard.press("Control+k");
    await page.getByRole("dialog").first().waitFor();
    await page.keyboard.press("Escape");
    await page.reload();
    await blind.done();
    await expect(page).toHaveTitle(/^Blind vote/);

    const programs = proxy.received.filter(isProgram).map(textOf);
    const data = proxy.received.filter((entry) => !isProgram(entry)).map(textOf);
    const shown = await modelsAsked();
    expect(shown).toHaveLength(2);
    expect(programs.length).toBeGreaterThan(10);
    const known = programs.flatMap((text) => namesIn(text)).filter((name) => !ruleNames.includes(name));
    expect(known).toEqual([]);
    for (const text of [...data, await everythingIn(page)])
      expect(namesIn(text, [...names, ...families])).toEqual([]);
    expect(proxy.received.some(({ url }) => url.includes("/api/models"))).toBe(false);
    // The answers did go through the proxy, piece by piece.
    expect(data.join("\n")).toContain('"type":"text-delta"');

    const count = proxy.received.length;
    await blind.choice("A is better").click();
    await expect(blind.verdict).toBeVisible();
    const wanted = shown.map((model) => model.toLowerCase());
    await expect
      .poll(() => namesIn(proxy.received.slice(count).map(textOf).join("\n")))
      .toEqual(expect.arrayContaining(wanted));
    expect(namesIn(await everythingIn(page))).toEqual(expect.arrayContaining(wanted));
  } finally {
    await context.close();
    proxy.end();
  }
});

test("what a round is about is chosen when the page can keep it, and then stays", async ({ page }) => {
  const arrive = await holdScripts(page);
  await page.goto("/compare/blind", { waitUntil: "commit" });
  const task = page.getByRole("combobox", { name: "Task" });
  await expect(task).toBeDisabled();
  arrive();
  await task.selectOption("Code"); // waits until it can be used
  await page.getByRole("radio", { name: "3" }).check({ force: true });
  await expect(task).toHaveValue("code");
  await page.reload();
  await expect(task).toHaveValue("code");
  await expect(page.getByRole("radio", { name: "3" })).toBeChecked();
});

test("a vote tells who they were with their numbers, counts in the rating, and stays frozen", async ({
  blind,
  page,
}) => {
  await blind.open();
  await page.getByRole("combobox", { name: "Task" }).selectOption("Code");
  await page.getByRole("button", { name: /^Explain/ }).click();
  await blind.done();
  await expect(page.getByRole("toolbar").getByRole("button", { name: "Rating" })).toBeDisabled();
  await expect(blind.answer("A")).not.toContainText(/\d+ out\b/);
  await page.keyboard.press("2");
  await expect(blind.verdict).toContainText("Your vote: B is better.");
  const models = await modelsAsked();
  expect(models).toHaveLength(2);
  for (const model of models) await expect(blind.verdict).toContainText(model);
  await expect(blind.answer("A")).toContainText("Free");
  await expect(blind.answer("A")).toContainText(/\d+ out/);
  const winner = /B was (\S+)/.exec(await blind.verdict.innerText())?.[1] ?? "";

  const rating = await blind.openRating();
  await expect(rating.getByRole("row")).toHaveCount(3);
  await expect(rating.getByRole("row").nth(1)).toContainText(winner);
  await rating.getByRole("combobox", { name: "Task" }).selectOption("Code (1)");
  await expect(rating.getByRole("row")).toHaveCount(3);
  const [csv] = await Promise.all([
    page.waitForEvent("download"),
    rating.getByRole("button", { name: "Rating as CSV" }).click(),
  ]);
  const table = readFileSync(await csv.path(), "utf8")
    .trim()
    .split("\r\n");
  expect(table).toHaveLength(3);
  expect(table[1]).toContain(winner);
  const [jsonl] = await Promise.all([
    page.waitForEvent("download"),
    rating.getByRole("button", { name: "Votes as JSONL" }).click(),
  ]);
  const vote = JSON.parse(readFileSync(await jsonl.path(), "utf8")) as { lanes: string[]; task: string };
  expect(vote.lanes.toSorted()).toEqual(models);
  expect(vote.task).toBe("code");
  await page.keyboard.press("Escape");

  await page.reload();
  await expect(blind.verdict).toContainText("Your vote: B is better.");
  await expect(blind.choice("A is better")).toHaveCount(0);
  await expect(blind.input).toHaveCount(0);
  await page.keyboard.press("1");
  await page.getByRole("link", { name: "Open side by side" }).click();
  for (const model of models)
    await expect(page.getByRole("region", { name: new RegExp(`^Column \\d: ${model}$`) })).toBeVisible();
  expect(await simulator.chatRequests()).toHaveLength(2);
});

test("votes are deleted after a second step", async ({ blind }) => {
  await blind.open();
  await blind.ask("Say exactly: one");
  await blind.done();
  await blind.choice("Tie").click();
  await expect(blind.verdict).toContainText("Your vote: Tie.");
  const rating = await blind.openRating();
  await rating.getByRole("button", { name: "Delete these votes" }).click();
  await rating.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(rating).toContainText("No votes yet");
});

test("a round goes on after a reload in its middle, and history leads back to it", async ({
  blind,
  page,
}) => {
  await blind.open();
  await simulator.pace({ speed: 1, tokensPerSecond: 40 });
  await blind.ask("repeat 120 words");
  await expect(page).toHaveURL(/\/compare\/blind\/[\w-]+$/);
  await expect(blind.lane("A")).toContainText("A is answering…");
  await expect(blind.choice("A is better")).toBeDisabled();
  for (const label of ["A", "B"]) await expect(blind.answer(label)).toBeVisible();
  await page.reload();
  await expect(blind.lane("B")).toContainText("B is answering…");
  await simulator.pace({ speed: 0 });
  await blind.done();
  expect(await simulator.chatRequests()).toHaveLength(2);
  const address = page.url();
  await page.goto(address.replace("/compare/blind/", "/compare/"));
  await expect(page).toHaveURL(address);
  await page.goto("/compare/blind");
  await page.getByRole("link", { name: "repeat 120 words" }).click();
  await expect(page).toHaveURL(address);
  await blind.choice("Both bad").click();
  await expect(blind.verdict).toContainText("Your vote: Both bad.");
});

test("all are asked once more before the vote, each with what it said itself", async ({ blind }) => {
  await blind.open();
  await blind.ask("Say exactly: first");
  await blind.done();
  await blind.ask("What did I just ask?");
  for (const label of ["A", "B"]) await expect(blind.answer(label)).toContainText("Say exactly: first");
  await blind.done();
  const asked = await bodies();
  expect(asked.map(({ messages }) => messages.length).sort()).toEqual([1, 1, 3, 3]);
  expect(await modelsAsked()).toHaveLength(2);
  await blind.choice("A is better").click();
  await expect(blind.verdict).toBeVisible();
});

test("a lane that fails does not say whose it is, and there is a vote all the same", async ({
  blind,
  page,
}) => {
  await simulator.scenario("error-20015", {}, 1);
  await blind.open();
  await blind.ask("Say exactly: one");
  await blind.done();
  const failed = blind.lanes.filter({ hasText: /[AB] failed/ });
  await expect(failed).toHaveCount(1);
  const html = await page.content();
  for (const model of await modelsAsked()) {
    expect(html).not.toContain(model);
    expect(html).not.toContain(model.slice(model.lastIndexOf("/") + 1));
  }
  await expect(failed).not.toContainText("SiliconFlow says");
  await failed.getByRole("button", { name: "Try again" }).click();
  await expect(failed).toHaveCount(0);
  await blind.done();
  await blind.choice("Tie").click();
  for (const model of await modelsAsked()) await expect(blind.verdict).toContainText(model);
});

test("the models to draw from can be chosen, and the page then tells only how many", async ({
  blind,
  page,
}) => {
  const pool = ["deepseek-ai/DeepSeek-V3.2", "Qwen/Qwen3-32B", "zai-org/GLM-5.2"];
  await blind.open();
  await page.getByRole("button", { name: "Free models" }).click();
  const dialog = page.getByRole("dialog", { name: "Choose models…" });
  const offered = dialog.getByRole("checkbox");
  await offered.first().waitFor();
  await expect(dialog.getByRole("button", { name: "Use these" })).toBeDisabled();
  const chosen: string[] = [];
  for (const model of pool) {
    await dialog.getByRole("searchbox").fill(model);
    const box = dialog.getByRole("checkbox", { name: model }).first();
    await box.check();
    chosen.push(model);
  }
  await dialog.getByRole("button", { name: "Use these" }).click();
  await page.getByRole("radio", { name: "3" }).check({ force: true });
  await expect(page.getByRole("button", { name: "3 models of my choice" })).toBeVisible();
  await blind.ask("Say exactly: mine");
  await expect(blind.lanes).toHaveCount(3);
  await blind.done();
  expect(await modelsAsked()).toEqual(chosen.toSorted());
  const html = await page.content();
  for (const model of chosen) expect(html).not.toContain(model);
  await page.keyboard.press("3");
  await expect(blind.verdict).toContainText("C is the best");
  for (const model of chosen) await expect(blind.verdict).toContainText(model);
  await blind.newRound.click();
  await expect(page.getByRole("button", { name: "3 models of my choice" })).toBeVisible();
});

test("an answer that says who it is does not count unless wanted", async ({ blind }) => {
  await blind.open();
  await blind.ask("Who are you?");
  await blind.done();
  await blind.choice("A is better").click();
  await expect(blind.verdict).toContainText("told who it was");
  const rating = await blind.openRating();
  await expect(rating.getByRole("row")).toHaveCount(0);
  await rating.getByRole("checkbox", { name: /Count the votes/ }).check();
  await expect(rating.getByRole("row")).toHaveCount(3);
});

test("a vote in one tab is the vote in the other", async ({ blind, page }) => {
  await blind.open();
  await blind.ask("Say exactly: one");
  await blind.done();
  const other = new BlindPage(await page.context().newPage());
  await other.open(new URL(page.url()).pathname);
  await other.done();
  await other.choice("B is better").click();
  await expect(other.verdict).toContainText("B is better");
  await expect(blind.verdict).toContainText("B is better");
});

test("in Chinese", async ({ page, blind: _ }) => {
  await page.context().addCookies([{ name: "locale", value: "zh", url: appUrl }]);
  await page.goto("/compare/blind");
  await expect(page).toHaveTitle(/^盲评/);
  await page.getByRole("button", { name: /^写作/ }).click();
  await page.getByText("投票后揭晓名字").waitFor();
  await page.getByRole("button", { name: "A 更好" }).click();
  await expect(page.getByRole("status").filter({ hasText: "你的投票：A 更好。" })).toBeVisible();
  await page.getByRole("button", { name: "排行榜" }).click();
  await expect(page.getByRole("dialog", { name: "排行榜" }).getByRole("row")).toHaveCount(3);
});

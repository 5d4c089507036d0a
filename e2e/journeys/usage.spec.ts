import { readFile } from "node:fs/promises";
import { simulatorUrl } from "../support/addresses";
import { App } from "../support/app";
import { expect, test } from "../support/fixtures";
import { simulator } from "../support/simulator";
import { UsagePage } from "../support/usage-page";

const app = new App(4849, { SIMULATOR_URL: `${simulatorUrl}/v1` });
const paid = "Qwen/Qwen3-32B";
const free = "Qwen/Qwen3-8B";

test.describe.configure({ mode: "serial" });
test.use({ baseURL: app.url });
test.beforeAll(() => app.start());
test.afterAll(() => app.dispose());

/** As another program does. */
const ask = (model: string) =>
  fetch(`${app.url}/v1/chat/completions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      model,
      messages: [{ role: "user", content: "repeat 50 words" }],
      enable_thinking: false,
      max_tokens: 500,
    }),
  });

/** Yuan that were spent this month, by the server. */
async function spent(): Promise<number> {
  const response = await fetch(`${app.url}/api/budget`);
  return ((await response.json()) as { spentMicroCny: number }).spentMicroCny / 1e6;
}

const written = (cny: number) => cny.toFixed(6);

test("before anything was used the page says what to do", async ({ page, complaints: _ }) => {
  const usage = new UsagePage(page);
  await usage.open();
  await expect(page.getByRole("heading", { name: "Nothing was used in this period" })).toBeVisible();
  await page.getByRole("link", { name: "Ask something" }).click();
  await expect(page).toHaveURL(/\/chat/);
});

test("what is asked here and by other programs is counted, shown by day, narrowed and exported", async ({
  page,
  chat,
}) => {
  // A temporary chat asks for no title.
  await chat.open("/chat?temporary=1");
  await chat.choose(paid);
  await chat.ask("repeat 50 words");
  await chat.done();
  for (const model of [paid, free, free]) expect((await ask(model)).status).toBe(200);

  const usage = new UsagePage(page);
  await page.getByRole("link", { name: "Usage" }).click();
  await expect(usage.groups.getByRole("row", { name: /^Qwen\/Qwen3-8B/ })).toContainText("¥0.00");
  await expect(usage.calls.getByRole("row")).toHaveCount(4 + 1);
  await expect(usage.calls.getByRole("row", { name: /\/v1/ })).toHaveCount(3);

  await usage.chart.focus();
  await expect(usage.chart).toHaveAttribute("aria-valuetext", / 4 calls$/);
  await page.keyboard.press("ArrowLeft");
  await expect(usage.chart).toHaveAttribute("aria-valuetext", /¥0\.00, 0 tokens, 0 calls$/);
  await page.getByText("The days as a table").click();
  await expect(page.getByRole("table").first().getByRole("row")).toHaveCount(2);

  await usage.choice("Way in").selectOption("Other programs (/v1)");
  await usage.groups.getByRole("button", { name: paid }).click();
  await expect(page).toHaveURL(/model=Qwen%2FQwen3-32B.*door=client/);
  await expect(usage.calls.getByRole("row")).toHaveCount(1 + 1);
  await page.reload();
  await expect(usage.calls.getByRole("row")).toHaveCount(1 + 1);
  await usage.choice("Capability").selectOption("Chat");
  await usage.choice("Live or batch").selectOption("Live");
  await expect(usage.calls.getByRole("row")).toHaveCount(1 + 1);
  await usage.filters.getByRole("button", { name: "Clear filters" }).click();
  await expect(usage.calls.getByRole("row")).toHaveCount(4 + 1);

  const downloading = page.waitForEvent("download");
  await usage.calls.getByRole("link", { name: "CSV" }).click();
  const text = await readFile(await (await downloading).path(), "utf8");
  const [head = "", ...lines] = text.trimEnd().split("\r\n");
  const column = (name: string) => head.split(",").indexOf(name);
  const cells = lines.map((line) => line.split(","));
  expect(cells).toHaveLength(4);
  const sum = cells.reduce((total, line) => total + Number(line[column("price_cny")]), 0);
  expect(written(sum)).toBe(written(await spent()));
  const answered = (await simulator.chatRequests()) as unknown as { traceId: string }[];
  expect(cells.map((line) => line[column("trace_id")]).toSorted()).toEqual(
    answered.map(({ traceId }) => traceId).toSorted(),
  );
});

test("a budget warns on every page until it is put away, stops what is paid, and goes on when raised", async ({
  page,
  chat,
}) => {
  const already = await spent();
  expect(already).toBeGreaterThan(0);
  const usage = new UsagePage(page);
  await usage.open();
  await usage.setBudget("a lot");
  await expect(usage.budget.getByRole("alert")).toContainText("An amount above 0");
  await expect(usage.warning).toHaveCount(0);
  await usage.setBudget(written(already * 1.1), { stops: true });
  await expect(usage.saved).toBeVisible();
  await expect(usage.warning).toContainText(/^90% of this month’s budget is spent/);
  await chat.open();
  await expect(usage.warning).toBeVisible();
  await usage.warning.getByRole("button", { name: "Not again this month" }).click();
  await page.reload();
  await expect(chat.model).toBeVisible();
  await expect(usage.warning).toHaveCount(0);

  // The last call may exceed it: one more is let in, and then none.
  expect((await ask(paid)).status).toBe(200);
  const refused = await ask(paid);
  expect(refused.status).toBe(402);
  expect(await refused.json()).toMatchObject({
    error: { code: "budget-spent", type: "invalid_request_error" },
  });
  expect((await ask(free)).status).toBe(200);

  await chat.open();
  await expect(usage.warning).toContainText("nothing paid begins any more");
  await chat.choose(paid);
  await chat.ask("repeat 3 words");
  await chat.done();
  await expect(chat.error).toContainText("This month’s budget is spent");
  await usage.warning.getByRole("link", { name: "See usage" }).click();
  await usage.setBudget("100", { stops: true });
  await expect(usage.saved).toBeVisible();
  await expect(usage.warning).toHaveCount(0);
  await page.goBack();
  await chat.retry.click();
  await chat.done();
  await expect(chat.error).toHaveCount(0);
});

test("an own period is typed, and a budget is set, by keyboard alone", async ({ page, complaints: _ }) => {
  const usage = new UsagePage(page);
  await usage.open("?period=own&from=2026-01-31&to=2026-02-02");
  // What is typed before the page has come to life is lost.
  await expect(page.getByRole("heading", { name: "Nothing was used in this period" })).toBeVisible();
  const from = usage.filters.getByLabel("From");
  await from.focus();
  // The second of the second, because browsers differ in which comes first.
  await page.keyboard.type("02022024");
  await page.keyboard.press("Enter");
  await expect(from).toHaveValue("2024-02-02");
  await expect(usage.filters.getByLabel("To", { exact: true })).toHaveValue("2025-02-01");
  await expect(page).toHaveURL(/from=2024-02-02&to=2025-02-01/);

  await usage.budget.getByRole("textbox", { name: "Budget, ¥ a month" }).focus();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("250");
  await usage.save.focus();
  await page.keyboard.press("Enter");
  await expect(usage.saved).toBeVisible();
  await expect(usage.save).toBeFocused();
  await expect(usage.budget).toContainText("of ¥250.00 spent");
});

test("where the server cannot be reached the page says so, and goes on when asked again", async ({
  page,
}) => {
  const usage = new UsagePage(page);
  await page.route(/\/api\/usage\?/, (route) => route.abort());
  await usage.open();
  const alert = page.getByRole("main").getByRole("alert").first();
  await expect(alert).toContainText("cannot be reached");
  await page.unroute(/\/api\/usage\?/);
  await alert.getByRole("button", { name: "Try again" }).click();
  await expect(usage.groups.getByRole("row", { name: /^Qwen\/Qwen3-8B/ })).toBeVisible();
  await expect(alert).toHaveCount(0);
});

test("the account is told while a service does, and where to look when it does not", async ({
  page,
  complaints: _,
}) => {
  const usage = new UsagePage(page);
  await usage.open();
  await expect(usage.account).toContainText("no longer offers");
  await expect(usage.account.getByRole("link", { name: /console/ })).toHaveAttribute(
    "href",
    /^https:\/\/cloud\.siliconflow\.cn\//,
  );
  await simulator.scenario("legacy-user-info");
  await usage.open();
  await expect(usage.account).toContainText("¥88.88");
  await expect(usage.account).toContainText("not given");
  await simulator.scenarioAt("/v1/user/info", "error-30014", {}, 1);
  await usage.open();
  await expect(usage.account.getByRole("alert")).toContainText("key");
  await usage.account.getByRole("button", { name: "Ask again" }).click();
  await expect(usage.account).toContainText("¥88.88");
});

test("limits that were met are counted by model and meter", async ({ page, complaints: _ }) => {
  await simulator.scenario("error-50602", { limit: "TPM" });
  for (const model of [paid, paid, free]) expect((await ask(model)).status).toBe(429);
  const usage = new UsagePage(page);
  await usage.open();
  await expect(usage.limits.getByRole("listitem").first()).toContainText(/Qwen3-32B TPM\s*2 times, last at/);
  await expect(usage.limits.getByRole("listitem").last()).toContainText(/Qwen3-8B TPM\s*once/);
  await usage.limits.getByText("How the limits work").click();
  await expect(usage.limits.getByRole("row", { name: "L5 from ¥10,000" })).toBeVisible();
});

import { writeFileSync } from "node:fs";
import path from "node:path";
import { simulatorUrl } from "../support/addresses";
import { App } from "../support/app";
import { expect, test } from "../support/fixtures";
import { simulator } from "../support/simulator";

const key = "sk-connect-0123456789";
const app = new App(4863, { SILICONFLOW_BASE_URL: `${simulatorUrl}/v1`, SILICONFLOW_API_KEY: "sk-upstream" });

test.beforeAll(() => app.start());
test.afterAll(() => app.dispose());
test.beforeEach(() => simulator.reset());

test("a program is connected by what the page says, and tested before", async ({ complaints: _, page }) => {
  const setKeys = (keys: unknown) =>
    writeFileSync(path.join(app.dataDirectory, "keys.json"), JSON.stringify({ keys }));
  setKeys([{ name: "Alice", key, models: ["Qwen/*"] }]);
  await page.goto(`${app.url}/connect`);
  const work = page.getByRole("main");
  await expect(work.getByText("A key is needed; there is one.")).toBeVisible();

  const programs = work.getByRole("region", { name: "Program" });
  await programs.getByRole("button", { name: "Cline", exact: true }).click();
  // Nobody copies what only stands for their key.
  await expect(programs.getByRole("row", { name: "API Key your own key" })).toBeVisible();
  await expect(programs.getByRole("button", { name: "Copy API Key" })).toHaveCount(0);
  await programs.getByRole("button", { name: "Copy Base URL" }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${app.url}/v1`);
  await programs.getByRole("button", { name: "Claude Code" }).click();
  await programs.getByRole("button", { name: "Copy ~/.claude/settings.json" }).click();
  const { env } = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
  expect(env).toMatchObject({ ANTHROPIC_BASE_URL: app.url });

  const trial = work.getByRole("region", { name: "Test", exact: true });
  const typed = trial.getByLabel("Key to test");
  await typed.fill("sk-wrong");
  await typed.press("Enter");
  await expect(trial.getByRole("status")).toContainText("The key is not known");
  await typed.fill(key);
  await typed.press("Enter");
  await expect(trial.getByRole("status")).toContainText(/Reached: \d+ models/);
  await work.getByRole("combobox").selectOption("Qwen/Qwen3-8B");
  await trial.getByRole("button", { name: /^Ask one line/ }).click();
  await expect(trial.getByRole("status")).toContainText(/Qwen\/Qwen3-8B answered: first token after \d+ ms/);
  await work.getByRole("combobox").selectOption("deepseek-ai/DeepSeek-V3");
  await trial.getByRole("button", { name: /^Ask one line/ }).click();
  await expect(trial.getByRole("status")).toContainText("may not use the model deepseek-ai/DeepSeek-V3");

  // SiliconFlow's fault is not the program's, and nobody has to wait for it.
  await work.getByRole("combobox").selectOption("Qwen/Qwen3-8B");
  await simulator.scenario("reset", {}, 1);
  await trial.getByRole("button", { name: /^Ask one line/ }).click();
  await expect(trial.getByRole("status")).toContainText("This server answers, but SiliconFlow does not");
  await simulator.scenario("slow-headers", { ms: 60_000 }, 1);
  await trial.getByRole("button", { name: /^Ask one line/ }).click();
  await expect(trial.getByRole("status")).toContainText("Asking Qwen/Qwen3-8B");
  await trial.getByRole("button", { name: "Stop" }).click();
  await expect(trial.getByRole("status")).toBeEmpty();

  // Where there is no list nobody copies an empty name.
  await page.route("**/api/models*", (route) => route.abort());
  await page.reload();
  await programs.getByRole("button", { name: "Cline", exact: true }).click();
  await expect(programs.getByRole("row", { name: "Model ID the model from above" })).toBeVisible({
    timeout: 20_000,
  });
  await work.getByRole("textbox", { name: /^There is no list of models/ }).fill("acme/New-1");
  await programs.getByRole("button", { name: "Copy Model ID" }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("acme/New-1");
  await page.unroute("**/api/models*");
  await typed.fill(key);

  // Taken away while the server runs, and mistyped after that.
  setKeys([]);
  await typed.press("Enter");
  await expect(trial.getByRole("status")).toContainText("The key is not known");
  setKeys([{ name: "Alice", key, rpm: 1 }]);
  await page.reload();
  await expect(work.getByRole("alert")).toContainText("keys.json, line 1: rpm");

  const metrics = await (await page.request.get(`${app.url}/metrics`)).text();
  expect(metrics).toMatch(
    /^siliconflow_gateway_requests_total\{operation="chat.completions",status="2xx",key="Alice"\} 1$/m,
  );
  expect(metrics).not.toContain(key);
});

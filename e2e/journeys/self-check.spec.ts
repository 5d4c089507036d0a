import { simulatorUrl } from "../support/addresses";
import { App } from "../support/app";
import { test as base, expect } from "../support/fixtures";
import { simulator } from "../support/simulator";

/** A microphone that is not there: Chromium beeps. */
const test = base.extend<object, { launchOptions: { args?: string[] } }>({
  launchOptions: [
    async ({ launchOptions }, use) =>
      use({
        ...launchOptions,
        args: [
          ...(launchOptions.args ?? []),
          "--use-fake-device-for-media-stream",
          "--use-fake-ui-for-media-stream",
        ],
      }),
    { scope: "worker" },
  ],
});

const key = "sk-canary-0123456789abcdef";
const port = 4837;

test("a real key is in nothing that a browser gets, and one that lies in it is found and named", async ({
  browser,
  complaints: _,
}) => {
  const app = new App(port, { SILICONFLOW_API_KEY: key, SILICONFLOW_BASE_URL: `${simulatorUrl}/v1` });
  try {
    await app.start();
    const page = await browser.newPage({ locale: "en-GB" });
    await page.goto(`${app.url}/self-check`);
    const row = (name: string) => page.getByRole("main").getByRole("listitem").filter({ hasText: name });
    await page.getByRole("button", { name: "Check now" }).click();
    await expect(
      page.getByRole("status").filter({ hasText: "Everything that could be checked is well." }),
    ).toBeVisible();
    await expect(row("In no page, reply or script")).toContainText(/Searched \d+ pages and scripts/);
    await expect(row("In nothing that this browser keeps")).toContainText(/Searched settings, cookies/);
    await expect(row("SiliconFlow answers")).toContainText(/\d+ models after/);

    await page.evaluate((secret) => localStorage.setItem("note to myself", secret), key);
    await page.getByRole("button", { name: "Check again" }).click();
    await expect(page.getByRole("status").filter({ hasText: "1 thing needs attention." })).toBeVisible();
    const kept = row("In nothing that this browser keeps");
    await expect(kept.getByRole("img", { name: "Needs attention" })).toBeVisible();
    await expect(kept).toContainText("localStorage: note to myself");
    await page.close();
  } finally {
    await app.dispose();
  }
});

test("what does not work is said, with what to do, and the rest is checked all the same", async ({
  complaints: _,
  page,
}) => {
  await page.goto("/self-check");
  await simulator.scenario("error-50505");
  await page.getByRole("button", { name: "Check now" }).click();
  const row = (name: string) => page.getByRole("main").getByRole("listitem").filter({ hasText: name });
  await expect(row("SiliconFlow answers").getByRole("img", { name: "Needs attention" })).toBeVisible();
  await expect(row("Room on the server").first()).toContainText("are free");
  await expect(row("In no page, reply or script").getByRole("img", { name: "Well" })).toBeVisible();
});

test("a server that went away, and a browser that keeps nothing, are told as that, and the check ends", async ({
  complaints: _,
  context,
  page,
}) => {
  await page.addInitScript(() => {
    for (const name of ["localStorage", "indexedDB"])
      Object.defineProperty(window, name, {
        get: () => {
          throw new DOMException("denied", "SecurityError");
        },
      });
  });
  await page.goto("/self-check");
  const row = (name: string) => page.getByRole("main").getByRole("listitem").filter({ hasText: name });
  const check = page.getByRole("button", { name: /^Check/ });
  await check.click();
  await expect(row("The history can be kept")).toContainText("This browser lets the page keep nothing");
  await expect(row("In nothing that this browser keeps").getByRole("img", { name: "Well" })).toBeVisible();
  await expect(row("In no header")).toContainText("The policy is in force");
  await context.route("**/*", (route) => route.abort());
  await check.click();
  for (const name of ["SiliconFlow answers", "In no header", "In no page, reply or script"])
    await expect(row(name)).toContainText("server cannot be reached");
  await expect(page.getByRole("status").filter({ hasText: /attention/ })).toBeVisible();
  await context.unroute("**/*");
});

test("a microphone is tried only when somebody wants it, and nothing is recorded", async ({
  complaints: _,
  page,
}) => {
  await page.goto("/self-check");
  const row = page.getByRole("main").getByRole("listitem").filter({ hasText: "Microphone" });
  await expect(row).toContainText("The browser asks you first.");
  await row.getByRole("button", { name: "Try the microphone" }).click();
  await expect(row).toContainText("Say something…");
  await expect(row).toContainText(/It hears something/);
});

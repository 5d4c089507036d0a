import { expect, test } from "../support/fixtures";
import { simulator } from "../support/simulator";

test("an answer's request, response, events, times and code can be looked at, and never the key", async ({
  chat,
  page,
}) => {
  await simulator.scenario("error-50505", {}, 1);
  await chat.open();
  await chat.ask("Say exactly: looked at");
  await chat.done();
  await chat.answer.getByRole("button", { name: "Inspect request and events" }).click();
  const inspector = page.getByRole("dialog", { name: "Run inspector" });
  // By its name: a panel that slides out of sight is there a moment longer.
  const panel = (name: string) => inspector.getByRole("tabpanel", { name });
  await expect(panel("Request")).toContainText("Say exactly: looked at");
  await inspector.getByRole("tab", { name: "Response" }).click();
  await expect(panel("Response")).toContainText("Attempt 1");
  await expect(panel("Response")).toContainText("503");
  await expect(panel("Response")).toContainText("Attempt 2");
  await expect(panel("Response")).toContainText("200");
  await page.keyboard.press("ArrowRight");
  await expect(panel("Events")).toContainText("run-start");
  await expect(panel("Events")).toContainText("run-end");
  await page.keyboard.press("ArrowRight");
  await expect(panel("Timing")).toContainText("Until first token");
  await page.keyboard.press("ArrowRight");
  await expect(panel("Code")).toContainText("curl");
  await expect(panel("Code")).toContainText("$SILICONFLOW_API_KEY");
  await expect(inspector).not.toContainText(/sk-[\w-]{8,}/);
  await page.keyboard.press("Escape");
  await expect(inspector).toHaveCount(0);
  await expect(chat.answer.getByRole("button", { name: "Inspect request and events" })).toBeFocused();
});

test("a run that the server has forgotten is said to be so, and the conversation stays", async ({
  chat,
  page,
}) => {
  await chat.open();
  await chat.ask("Say exactly: remembered");
  await chat.done();
  await page.route("**/api/runs/run_*", (route) =>
    route.fulfill({ status: 404, json: { error: { code: "not-found" } } }),
  );
  await chat.answer.getByRole("button", { name: "Inspect request and events" }).click();
  const inspector = page.getByRole("dialog", { name: "Run inspector" });
  await expect(inspector).toContainText("The server no longer has this run");
  await inspector.getByRole("button", { name: "Close inspector" }).click();
  await expect(chat.answer).toContainText("remembered");
});

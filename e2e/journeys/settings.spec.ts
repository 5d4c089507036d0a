import { expect, test } from "../support/fixtures";
import { holdScripts } from "../support/late-scripts";

const settings = async (page: import("@playwright/test").Page) => {
  await page.goto("/settings");
  const work = page.getByRole("main");
  await expect(work.getByRole("heading", { name: "Settings" })).toBeVisible();
  await expect(work.getByRole("radio", { name: "Compact" })).toBeEnabled();
  return work;
};

test("what sends a message can be set, counts at once and is found again", async ({ chat, page }) => {
  const work = await settings(page);
  await work.getByRole("radio", { name: "Ctrl/Cmd+Enter" }).check({ force: true });
  await expect(work.getByRole("region", { name: "Keyboard" })).toContainText(/Send the messageCtrl/);
  await chat.open();
  await expect(page.getByText("Ctrl/Cmd+Enter sends, Enter breaks the line")).toBeVisible();
  await chat.input.fill("Say exactly: two");
  await chat.input.press("Enter");
  await expect(chat.input).toHaveValue("Say exactly: two\n");
  await chat.input.press("Control+Enter");
  await chat.done();
  await expect(chat.answer).toContainText("two");
});

test("density, theme and language are kept, and the server already paints in them", async ({
  complaints: _,
  page,
}) => {
  const work = await settings(page);
  const height = async () => (await page.getByRole("link", { name: "New chat" }).boundingBox())?.height ?? 0;
  const comfortable = await height();
  await work.getByRole("radio", { name: "Compact" }).check({ force: true });
  expect(await height()).toBeLessThan(comfortable);
  await work.getByRole("radio", { name: "Dark" }).check({ force: true });
  await work.getByRole("radio", { name: "中文" }).check({ force: true });
  await expect(page.getByRole("main").getByRole("heading", { name: "设置" })).toBeVisible();
  const html = await (await page.request.get("/settings")).text();
  expect(html).toMatch(/<html[^>]*lang="zh-CN"[^>]*>/);
  expect(html).toMatch(/<html[^>]*data-theme="dark"[^>]*>/);
  expect(html).toMatch(/<html[^>]*data-density="compact"[^>]*>/);
});

test("new work begins with the model that was set for it, and without one with the last used", async ({
  chat,
  page,
}) => {
  const work = await settings(page);
  await work.getByRole("combobox", { name: "Chat", exact: true }).selectOption("Qwen/Qwen3-8B");
  await work.getByRole("combobox", { name: "Speech", exact: true }).selectOption("fnlp/MOSS-TTSD-v0.5");
  await chat.open();
  await expect(chat.model).toHaveAccessibleName("Model: Qwen/Qwen3-8B");
  await chat.choose("deepseek-ai/DeepSeek-V3.2");
  await page.getByRole("link", { name: "New chat" }).click();
  await chat.open();
  await expect(chat.model).toHaveAccessibleName("Model: Qwen/Qwen3-8B");
  await page.goto("/speech");
  await expect(page.getByRole("main")).toContainText("fnlp/MOSS-TTSD-v0.5");
  await page.goto("/settings");
  await work.getByRole("combobox", { name: "Chat", exact: true }).selectOption({ label: "The last used" });
  await chat.open();
  await expect(chat.model).toHaveAccessibleName("Model: deepseek-ai/DeepSeek-V3.2");
});

test("a model that is no longer there begins nothing: the last used does, and the settings say so", async ({
  chat,
  page,
}) => {
  await page.addInitScript(() =>
    localStorage.setItem(
      "settings",
      JSON.stringify({
        state: { model: "deepseek-ai/DeepSeek-V3.2", firstModels: { chat: "acme/Gone-1" } },
        version: 1,
      }),
    ),
  );
  await chat.open();
  await expect(chat.model).toHaveAccessibleName("Model: deepseek-ai/DeepSeek-V3.2");
  const work = await settings(page);
  await expect(work.getByRole("combobox", { name: "Chat", exact: true })).toHaveValue("acme/Gone-1");
});

test("nothing can be chosen before the page has read what is set, so that no choice is lost", async ({
  chat: _,
  page,
}) => {
  const arrive = await holdScripts(page);
  await page.goto("/settings", { waitUntil: "commit" });
  const work = page.getByRole("main");
  const model = work.getByRole("combobox", { name: "Chat", exact: true });
  await expect(model).toBeVisible();
  await expect(model).toBeDisabled();
  await expect(work.getByRole("radio", { name: "Ctrl/Cmd+Enter" })).toBeDisabled();
  arrive();
  await expect(model).toBeEnabled();
});

test("what is set in one tab counts in the other, and stays when that sets something else", async ({
  chat,
  context,
  page,
}) => {
  await chat.open();
  await expect(page.getByText(/^Enter sends/)).toBeVisible();
  const other = await context.newPage();
  const work = await settings(other);
  await work.getByRole("radio", { name: "Ctrl/Cmd+Enter" }).check({ force: true });
  await expect(page.getByText("Ctrl/Cmd+Enter sends, Enter breaks the line")).toBeVisible();
  await chat.choose("deepseek-ai/DeepSeek-V3.2");
  await other.reload();
  await expect(work.getByRole("radio", { name: "Ctrl/Cmd+Enter" })).toBeChecked();
});

test("a browser that keeps nothing at all shows every page, and a setting counts until it is left", async ({
  complaints: _,
  page,
}) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, "localStorage", {
      get: () => {
        throw new DOMException("denied", "SecurityError");
      },
    });
  });
  for (const [address, heading] of [
    ["/chat", "What would you like to ask?"],
    ["/models", "Models"],
    ["/tour", "Guided tour"],
    ["/image", "Images"],
    ["/compare", "One question, several answers"],
  ] as const) {
    await page.goto(address);
    await expect(page.getByRole("heading", { name: heading }).first()).toBeVisible();
    await expect(page.getByRole("heading", { name: "This page broke" })).toHaveCount(0);
  }
  const work = await settings(page);
  await work.getByRole("radio", { name: "Ctrl/Cmd+Enter" }).check({ force: true });
  await expect(work.getByRole("region", { name: "Keyboard" })).toContainText(/Send the messageCtrl/);
});

test("everything kept in this browser is counted, exported, taken away after a typed word, and imported again", async ({
  chat,
  page,
}) => {
  // A person would be asked where to put the file.
  await page.addInitScript(() => Reflect.deleteProperty(window, "showSaveFilePicker"));
  await chat.open();
  await chat.ask("Say exactly: kept for good");
  await chat.done();
  const work = await settings(page);
  const data = work.getByRole("region", { name: "Your data" });
  await expect(data.getByRole("term").filter({ hasText: "Conversations" })).toBeVisible();
  const download = page.waitForEvent("download");
  await data.getByRole("button", { name: "Export everything" }).click();
  const file = await (await download).path();
  await expect(data.getByRole("status").filter({ hasText: "Exported 1 conversation" })).toBeVisible();
  await data.getByRole("button", { name: "Delete everything…" }).click();
  const confirm = data.getByRole("button", { name: "Delete everything", exact: true });
  await expect(confirm).toBeDisabled();
  await data.getByRole("textbox", { name: "Type “delete” to go on" }).fill("delete");
  await confirm.click();
  await expect(page).toHaveURL(/\/chat$/);
  await expect(page.getByRole("link", { name: "Say exactly: kept for good" })).toHaveCount(0);
  await page.goto("/settings");
  await work.getByLabel("File to import").setInputFiles(file);
  await expect(data.getByText("Import complete")).toBeVisible();
  await expect(page.getByRole("link", { name: "Say exactly: kept for good" })).toBeVisible();
});

test("privacy and version are told, the way to each part is there, and everything is reached by keys", async ({
  complaints: _,
  page,
}) => {
  const work = await settings(page);
  await expect(work.getByRole("region", { name: "Privacy" })).toContainText("for about 7 days");
  await expect(work.getByRole("region", { name: "About" })).toContainText(/Version \d+\.\d+\.\d+/);
  await work
    .getByRole("navigation", { name: "Parts of the settings" })
    .getByRole("link", { name: "About" })
    .press("Enter");
  await expect(work.getByRole("link", { name: "Open the self-check" })).toBeInViewport();
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Search and commands" }).fill("Guided");
  await page.getByRole("option", { name: "Guided tour" }).click();
  await expect(page).toHaveURL(/\/tour$/);
});

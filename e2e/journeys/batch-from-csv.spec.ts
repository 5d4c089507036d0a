import { workbook } from "@/lib/rows/test-workbook";
import { expect, test } from "../support/fixtures";
import { SetPage } from "../support/set-page";
import { simulator } from "../support/simulator";

const records: (string | number)[][] = [
  ["sku", "text", "answer"],
  ["A-1", 'Say "hello"\nin French', "bonjour"],
  ["A-2", "3 < 5 & 你好", "x"],
  ["A-3", "three", 3],
];
const csv = records
  .map((record) => record.map((cell) => `"${String(cell).replaceAll('"', '""')}"`).join(","))
  .join("\r\n");

type BatchLog = { input_file_id: string; completion_window: string; metadata?: Record<string, string> };

for (const [name, content] of [
  ["products.csv", csv],
  ["products.xlsx", Buffer.from(workbook(records))],
] as const)
  test(`${name} becomes a checked batch by a template, with its price before it is sent, and is seen in the list`, async ({
    newBatch,
    page,
  }) => {
    await newBatch.open();
    await newBatch.give(name, content);
    const { form } = newBatch;
    await form.getByLabel("Prompt", { exact: true }).fill("Translate: ");
    await form.getByRole("button", { name: "{{text}}" }).click();
    await form.getByLabel("Ids (custom_id)").selectOption("sku");
    await form.getByLabel("Expected answer").selectOption("answer");
    await form.getByRole("textbox", { name: "max_tokens" }).fill("50");
    await newBatch.sound(3);
    await form.getByRole("button", { name: "Next row" }).click();
    const sent = form.getByText('"custom_id":"A-2"');
    await expect(sent).toContainText('"content":"Translate: 3 < 5 & 你好"');
    await expect(sent).toContainText('"max_tokens":50');
    const estimate = form.getByRole("region", { name: "Estimate" });
    await expect(estimate).toContainText("At most 150 tokens out");
    await expect(estimate.getByRole("row", { name: /\(chosen\)/ })).toContainText(/¥0\.0.*¥0\.0/);

    await page.reload(); // nothing that was set is lost
    await expect(form.getByLabel("Prompt", { exact: true })).toHaveValue("Translate: {{text}}");
    await newBatch.sound(3);
    await form.getByLabel("Window in hours").fill("48");
    await form.getByLabel("Description").fill("Three words");
    await newBatch.send.click();
    await expect(newBatch.batches.filter({ hasText: "Three words" })).toBeVisible();

    await expect.poll(async () => (await simulator.batchRequests()).length).toBe(1);
    const [batch] = await simulator.batchRequests();
    const { completion_window: window, metadata } = (batch?.body ?? {}) as BatchLog;
    expect([window, metadata]).toEqual(["48h", { description: "Three words" }]);
    expect(await simulator.fileRequests()).toHaveLength(1);
  });

test("the example is filled in by a click and sends nothing by itself; each chosen model gets a file of its own", async ({
  newBatch,
  page,
}) => {
  await newBatch.open();
  await newBatch.form.getByRole("button", { name: "Try an example" }).click();
  await newBatch.sound(6);
  expect(await simulator.fileRequests()).toEqual([]);
  await newBatch.form.getByRole("button", { name: "Add a model beside it" }).click();
  await expect(newBatch.form.getByText("12 requests · ")).toContainText("2 batches");
  await newBatch.send.click();
  await expect(newBatch.batches).toHaveCount(2);
  await page.getByRole("button", { name: "New batch" }).click();
  await expect(newBatch.form.getByRole("button", { name: "Choose a file" })).toBeVisible();
});

test("a chat's last question becomes a request, and a prompt set a table with its words, models and expectation", async ({
  newBatch,
  chat,
  page,
}) => {
  await chat.open();
  await chat.ask("Say exactly: one");
  await chat.done();
  const set = new SetPage(page);
  await set.openList();
  await set.button("Try the example").click();
  await expect(page.getByText("8 prompts", { exact: true })).toBeVisible();

  await newBatch.open();
  const { form } = newBatch;
  await form.getByRole("button", { name: "From chats" }).click();
  const chats = page.getByRole("dialog", { name: "Chats" });
  await chats.getByRole("checkbox").check();
  await chats.getByRole("button", { name: "Use one chat" }).click();
  await expect(newBatch.check.getByText("1 request, nothing wrong.")).toBeVisible();
  await form.getByRole("button", { name: /out of the form$/ }).click();
  await form.getByRole("button", { name: "From a prompt set" }).click();
  await page
    .getByRole("dialog", { name: "Prompt sets of Compare" })
    .getByRole("button", { name: /Facts/ })
    .click();
  await expect(form.getByLabel("Prompt", { exact: true })).toHaveValue("{{question}}");
  await expect(form.getByLabel("Expected answer")).toHaveValue("expected");
  await expect(form.getByText("A file for each model: 3.")).toBeVisible();
  await expect(newBatch.form.getByText(/takes no batches/).first()).toBeVisible();
  await form.getByText("now", { exact: true }).click();
  await newBatch.sound(8);
  await expect(form.getByText("24 requests · ")).toContainText("3 batches");
});

test("a chat gets its model also where the list of models comes late", async ({ newBatch, chat, page }) => {
  await chat.open();
  await chat.ask("Say exactly: one");
  await chat.done();
  let letCome: () => void = () => {};
  const late = new Promise<void>((resolve) => {
    letCome = resolve;
  });
  await page.route(/\/api\/models/, async (route) => {
    await late;
    await route.fallback();
  });
  await newBatch.open();
  await newBatch.form.getByRole("button", { name: "From chats" }).click();
  const chats = page.getByRole("dialog", { name: "Chats" });
  await chats.getByRole("checkbox").check();
  await expect(chats.getByRole("button", { name: "Use one chat" })).toBeDisabled();
  letCome();
  await chats.getByRole("button", { name: "Use one chat" }).click();
  await expect(newBatch.check.getByText("1 request, nothing wrong.")).toBeVisible();
});

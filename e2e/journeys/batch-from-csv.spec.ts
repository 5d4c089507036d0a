import { workbook } from "@/lib/rows/test-workbook";
import { expect, test } from "../support/fixtures";
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

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { expect, test } from "../support/fixtures";
import { simulator } from "../support/simulator";

const model = "deepseek-ai/DeepSeek-V3";
const request = (id: string, content = "Hi", body: object = {}) =>
  JSON.stringify({
    custom_id: id,
    method: "POST",
    url: "/v1/chat/completions",
    body: { model, messages: [{ role: "user", content }], ...body },
  });

test("what is wrong is named by line and kind, mended in place and by itself, and only then sent", async ({
  newBatch,
  page,
}) => {
  const lines = [
    `\uFEFF${request("a")}`,
    request("b", "Hi", { temperature: 9 }),
    "",
    request("a"),
    request("c").slice(0, -1),
    request("d").replace('"role":"user"', '"role":"assistant"'),
  ];
  await newBatch.open();
  await newBatch.give("requests.jsonl", lines.join("\r\n"));
  const { check } = newBatch;
  await expect(
    check.getByText(/^Cleaned: byte order mark, 5 carriage returns,? and 1 blank line/),
  ).toBeVisible();
  await expect(check.getByText("4 things are wrong in 5 requests.")).toBeVisible();
  const findings = check.getByRole("listitem");
  await expect(findings).toHaveText([
    /Line 2.*body\.temperature/,
    /Line 3.*A custom_id that stood before.*see line 1/,
    /Line 4.*No JSON/,
    /Line 5.*The last message is not the user’s/,
  ]);
  await check.getByRole("combobox", { name: "Show" }).selectOption({ label: "No JSON (1)" });
  await expect(findings).toHaveCount(1);
  await newBatch.trySending();
  await expect(newBatch.form.getByText("Mend what is wrong first.")).toBeVisible();

  await check.getByRole("button", { name: "Edit line 4" }).click();
  const dialog = page.getByRole("dialog", { name: "Line 4" });
  await dialog.getByLabel("The line as JSON").press("End");
  await dialog.getByLabel("The line as JSON").press("ControlOrMeta+End");
  await dialog.getByLabel("The line as JSON").pressSequentially("}");
  await dialog.getByRole("button", { name: "Save and check" }).click();
  await expect(check.getByText("3 things are wrong in 5 requests.")).toBeVisible();
  await check.getByRole("button", { name: "Edit line 5" }).click();
  await page.getByRole("button", { name: "Take the line out" }).click();
  await expect(check.getByText("2 things are wrong in 4 requests.")).toBeVisible();
  await check.getByRole("button", { name: "Give new ids" }).click();
  await expect(check.getByText("One thing is wrong in 4 requests.")).toBeVisible();

  await newBatch.form.getByRole("button", { name: "Take requests.jsonl out of the form" }).click();
  await newBatch.form.getByRole("button", { name: "Undo" }).click();
  await expect(check.getByText("One thing is wrong in 4 requests.")).toBeVisible();
  await page.reload(); // what was mended stays mended
  await expect(check.getByText("One thing is wrong in 4 requests.")).toBeVisible();
  const downloading = page.waitForEvent("download");
  await check.getByRole("button", { name: "Download the file" }).click();
  const file = await readFile(await (await downloading).path());
  expect(file.toString("utf8")).toBe(
    [request("a"), request("b", "Hi", { temperature: 9 }), request("a-2"), request("c"), ""].join("\n"),
  );
  await newBatch.trySending();
  await expect(newBatch.form.getByText("Decide about what may be refused.")).toBeVisible();
  await check.getByLabel(/^Send it all the same/).check();
  await newBatch.send.click();
  await expect(newBatch.batches).toHaveCount(1);
});

test("a file of 5,001 requests is split, a table that was taken for requests is a table, and others are refused", async ({
  newBatch,
}) => {
  const { form, check } = newBatch;
  await newBatch.open();
  for (const [name, content, told] of [
    ["empty.csv", "", "It is empty."],
    ["program.xlsx", "PK\u0003\u0004 and no more", "neither text nor a workbook"],
    ["twice.csv", "a,a\n1,2", "Each column needs a name of its own"],
  ] as const) {
    await newBatch.give(name, content);
    await expect(form.getByRole("alert")).toContainText(told);
  }
  await newBatch.give("rows.jsonl", '{"question":"1+1?"}\n{"question":"2+2?"}\n');
  await form.getByRole("button", { name: "Use it as a table" }).click();
  await expect(form.getByLabel("Prompt", { exact: true })).toHaveValue("{{question}}");
  await newBatch.sound(2);
  await form.getByRole("button", { name: "Take rows.jsonl out of the form" }).click();

  const long = Array.from({ length: 5001 }, (_, at) => request(`r-${at}`)).join("\n");
  await newBatch.give("long.jsonl", long);
  await expect(check.getByText("One thing is wrong in 5,001 requests.")).toBeVisible();
  await newBatch.trySending();
  await expect(form.getByText("It is too long for one batch")).toBeVisible();
  await check.getByLabel(/^Split into 2 files/).check();
  await newBatch.send.click();
  await expect(newBatch.batches).toHaveText([/long \(\d\/2\)/, /long \(\d\/2\)/]);
});

test("DA6: an upload that is cut off goes on where it was, and the file at SiliconFlow is the one that was given", async ({
  newBatch,
  page,
}) => {
  const content = Array.from({ length: 400 }, (_, at) => request(`r-${at}`, "word ".repeat(1000))).join("\n");
  const pieces: string[] = [];
  await page.route("**/api/batch-files/**", async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    pieces.push(new URL(route.request().url()).searchParams.get("offset") ?? "");
    if (pieces.length === 2) return route.abort("connectionreset");
    return route.continue();
  });
  await newBatch.open();
  await newBatch.give("large.jsonl", content);
  await newBatch.sound(400);
  await newBatch.send.click();
  await expect(newBatch.batches).toHaveCount(1);
  expect(pieces[0]).toBe("0");
  expect(pieces[2]).toBe(pieces[1]); // nothing before it is sent again
  const digest = createHash("sha256").update(content).digest("hex");
  await expect.poll(async () => JSON.stringify(await simulator.fileRequests())).toContain(digest);
  expect(await simulator.fileRequests()).toHaveLength(1);
});

test("an upload is refused and said why, cancelled while the server is away, and taken by SiliconFlow after it failed once", async ({
  newBatch,
  page,
}) => {
  const { form } = newBatch;
  const refused = { error: { code: "storage-full" } };
  let answer: "full" | "away" | "taken" = "full";
  await page.route("**/api/batch-files/**", (route) => {
    if (route.request().method() !== "POST" || answer === "taken") return route.continue();
    return answer === "full" ? route.fulfill({ status: 507, json: refused }) : route.abort("connectionreset");
  });
  await newBatch.open();
  await newBatch.give("one.jsonl", request("a"));
  await expect(newBatch.check.getByText("1 request, nothing wrong.")).toBeVisible();
  await newBatch.send.click();
  await expect(form.getByRole("alert")).toBeVisible();
  await expect(newBatch.send).toBeEnabled();

  answer = "away";
  await newBatch.send.click();
  await expect(form.getByText("The server cannot be reached. The upload goes on by itself.")).toBeVisible();
  await form.getByRole("button", { name: "Cancel" }).click();
  await expect(form.getByRole("region", { name: "Sending" })).toBeHidden();
  expect(await simulator.fileRequests()).toEqual([]);

  answer = "taken";
  await simulator.scenarioAt("/v1/files", "error-50505", {}, 1);
  await newBatch.send.click();
  await expect(newBatch.batches).toHaveCount(1);
  await expect.poll(async () => (await simulator.batchRequests()).length).toBe(1);
  expect(await simulator.fileRequests()).toHaveLength(2);
});

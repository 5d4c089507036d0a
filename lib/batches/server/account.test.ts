import { afterEach, beforeEach, expect, test } from "vitest";
import type { RouteRequest } from "@/lib/http/server/define-route";
import { createUpstream } from "@/lib/siliconflow/server/upstream";
import { type Simulator, startSimulator } from "@/lib/simulator/simulator";
import { control } from "@/lib/simulator/test-client";
import { accountBatchesSchema } from "../account";
import { BatchAccount } from "./account";

const clocks = {
  connectTimeoutMs: 2000,
  firstByteTimeoutMs: 2000,
  idleTimeoutMs: 5000,
  totalTimeoutMs: 20_000,
};
const headers = { authorization: "Bearer sk-test" };

let simulator: Simulator;
let account: BatchAccount;
beforeEach(async () => {
  simulator = await startSimulator({ speed: 0, strict: true });
  account = new BatchAccount(
    createUpstream({ ...clocks, baseUrl: `${simulator.url}/v1`, apiKey: "sk-test" }),
  );
});
afterEach(() => simulator.close());

const request = (query = "", params: Record<string, string> = {}) =>
  ({
    url: new URL(`http://localhost/${query}`),
    params,
    signal: new AbortController().signal,
  }) as unknown as RouteRequest<undefined>;

const line = (at: number) =>
  JSON.stringify({
    custom_id: `row-${at}`,
    body: { model: "deepseek-ai/DeepSeek-V3", messages: [{ role: "user", content: "hello" }] },
  });

async function upload(): Promise<string> {
  const form = new FormData();
  form.set("purpose", "batch");
  form.set("file", new Blob([line(1), "\n", line(2)]), "two.jsonl");
  const reply = await fetch(`${simulator.url}/v1/files`, { method: "POST", headers, body: form });
  return ((await reply.json()) as { data: { id: string } }).data.id;
}

async function begin(): Promise<void> {
  await fetch(`${simulator.url}/v1/batches`, {
    method: "POST",
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify({
      input_file_id: await upload(),
      endpoint: "/v1/chat/completions",
      completion_window: "24h",
    }),
  });
}

async function page(query: string) {
  const reply = await account.listBatches(request(query));
  if (!reply.ok || reply.value.kind !== "json") throw new Error("no page");
  return accountBatchesSchema.parse(reply.value.body);
}

test("the batches of the account come page by page, each once", async () => {
  for (let at = 0; at < 5; at += 1) await begin();
  const first = await page("?limit=2");
  expect([first.batches.length, first.more]).toEqual([2, true]);
  const second = await page(`?limit=2&after=${first.batches.at(-1)?.id}`);
  const third = await page(`?limit=2&after=${second.batches.at(-1)?.id}`);
  expect([third.batches.length, third.more]).toEqual([1, false]);
  const all = [...first.batches, ...second.batches, ...third.batches];
  expect(new Set(all.map(({ id }) => id)).size).toBe(5);
  expect(all[0]).toMatchObject({ name: "two.jsonl", window: "24h" });
});

test("files have their size, their lines and their bytes", async () => {
  const id = await upload();
  const listed = await account.listFiles(request());
  expect(listed).toMatchObject({
    ok: true,
    value: { body: { files: [{ id, name: "two.jsonl", lines: 2, purpose: "batch" }] } },
  });
  const given = await account.giveFile(request("", { id }));
  if (!given.ok || given.value.kind !== "stream") throw new Error("no file");
  let content = "";
  const write = (chunk: Uint8Array | string) => {
    content += Buffer.from(chunk as Uint8Array).toString();
    return true;
  };
  await given.value.write({ write, drained: async () => {}, signal: new AbortController().signal });
  expect(content).toBe(`${line(1)}\n${line(2)}`);
});

test("what is no id goes into no path, and a refusal is told as one", async () => {
  expect(await account.giveFile(request("", { id: "../models" }))).toMatchObject({ ok: false });
  expect(await account.listBatches(request("?after=a/b"))).toMatchObject({
    ok: false,
    error: { code: "bad-request" },
  });
  expect(simulator.requests()).toEqual([]);
  await control(simulator, "POST", "scenario", { name: "json-200-error" });
  expect(await account.listFiles(request())).toMatchObject({ ok: false });
  await control(simulator, "DELETE", "scenario");
  await control(simulator, "POST", "scenario", { name: "html-200" });
  expect(await account.listBatches(request())).toMatchObject({
    ok: false,
    error: { code: "malformed-response" },
  });
});
